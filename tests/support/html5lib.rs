//! html5lib's tests of tree construction: pages that try parsers, and the trees that browsers make of them.
//!
//! They are not in the repository, since others wrote them. `html5lib.sh` gets them from a package of Debian and keeps them in
//! cargo's target folder. A test that cannot have them is to [`skip`](crate::skip).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use memchr::memmem;

/// One test of a file.
pub struct Case {
    /// The name of the file, without its ending.
    pub file: String,
    /// The position of the test in the file, from 0.
    pub number: usize,
    /// The page.
    pub input: Vec<u8>,
    /// Whether the page is the content of an element (`#document-fragment`), not a whole document.
    pub is_fragment: bool,
    /// Whether the tree is that of a browser that runs no scripts.
    pub is_without_scripts: bool,
    /// The tree, a node a line.
    pub tree: Option<String>,
}

/// Returns the tests of all files, in the order of the files' names.
///
/// # Errors
///
/// If there are none and none can be downloaded: says why.
pub fn cases() -> Result<Vec<Case>, String> {
    let folder = folder()?;
    let failed = |error: io::Error| format!("cannot read {}: {error}", folder.display());
    let entries = fs::read_dir(&folder).map_err(failed)?;
    let mut files =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "dat"));
    files.sort();
    let mut cases = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        cases.extend(read(&name, &fs::read(&path).map_err(failed)?));
    }
    Ok(cases)
}

/// Returns the folder of the files, after getting them where it is not there.
fn folder() -> Result<PathBuf, String> {
    let target = target().ok_or("the test is in no target folder of cargo")?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("html5lib.sh");
    let done =
        Command::new("sh").arg(script).arg(&target).output().map_err(|error| format!("cannot run sh: {error}"))?;
    let printed = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if done.status.success() {
        Ok(printed(&done.stdout).into())
    } else {
        Err(printed(&done.stderr).replace('\n', "; "))
    }
}

/// Returns cargo's target folder, which cargo marks by a file, with the running test in it.
fn target() -> Option<PathBuf> {
    let test = env::current_exe().ok()?;
    test.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists()).map(Path::to_owned)
}

/// Returns the tests of one file: `#data`, the page, `#errors`, and after `#document` the tree.
fn read(file: &str, bytes: &[u8]) -> Vec<Case> {
    let text = [b"\n", bytes].concat();
    let starts: Vec<usize> = memmem::find_iter(&text, b"\n#data\n").collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pieces = starts.iter().zip(ends).map(|(start, end)| &text[start + "\n#data".len()..end]);
    pieces.enumerate().filter_map(|(number, piece)| case(file, number, piece)).collect()
}

/// Returns the test in what follows `#data`. An empty page has no line end of its own.
fn case(file: &str, number: usize, piece: &[u8]) -> Option<Case> {
    let end = memmem::find(piece, b"\n#errors")?;
    let rest = String::from_utf8_lossy(&piece[end..]).into_owned();
    let (flags, tree) = rest.split_once("\n#document\n").map_or((&rest[..], None), |(flags, tree)| (flags, Some(tree)));
    Some(Case {
        file: file.to_owned(),
        number,
        input: piece.get(1..end).unwrap_or_default().to_owned(),
        is_fragment: flags.contains("\n#document-fragment"),
        is_without_scripts: flags.contains("\n#script-off"),
        tree: tree.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_file_is_taken_apart() {
        let cases = read(
            "a",
            b"#data\n<p>\n\n#errors\n#document\n| <p>\n\n#data\n#errors\n#script-off\n#document\n| <b>\n\n\
            #data\nx\n#errors\n#document-fragment\ntd\n#document\n| \"x\"\n",
        );
        let inputs: Vec<&[u8]> = cases.iter().map(|case| &case.input[..]).collect();
        assert_eq!(inputs, [&b"<p>\n"[..], b"", b"x"]);
        let trees: Vec<Option<&str>> = cases.iter().map(|case| case.tree.as_deref()).collect();
        assert_eq!(trees, [Some("| <p>\n"), Some("| <b>\n"), Some("| \"x\"\n")]);
        let flags: Vec<(bool, bool)> = cases.iter().map(|case| (case.is_fragment, case.is_without_scripts)).collect();
        assert_eq!(flags, [(false, false), (false, true), (true, false)]);
    }
}
