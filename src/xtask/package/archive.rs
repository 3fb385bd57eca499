//! Archives for people without a package manager, and the checksums of all that a release has.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::target::Target;
use crate::tools::files;
use crate::tools::workspace::Workspace;

/// Writes `findlet-VERSION-TRIPLE.tar.gz` with the program and the licences: the same bytes for the same program.
pub fn write(workspace: &Workspace, version: &str, target: Target, program: &Path, out: &Path) -> Result<()> {
    let name = name(version, target);
    let folder = name.trim_end_matches(".tar.gz");
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    append(&mut archive, folder, program, 0o755)?;
    for text in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        append(&mut archive, folder, &workspace.root().join(text), 0o644)?;
    }
    let bytes = archive.into_inner().and_then(GzEncoder::finish).context("an archive in memory can't be finished")?;
    files::write(&out.join(name), bytes)
}

/// The name of a platform's archive.
pub fn name(version: &str, target: Target) -> String {
    format!("findlet-{version}-{}.tar.gz", target.triple())
}

/// Without owner and time, which are of the machine.
fn append(archive: &mut tar::Builder<impl Write>, folder: &str, path: &Path, mode: u32) -> Result<()> {
    let bytes = files::read(path)?;
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(mode);
    header.set_mtime(0);
    archive
        .append_data(&mut header, format!("{folder}/{}", files::name(path)), bytes.as_slice())
        .with_context(|| format!("{} can't be archived", path.display()))
}

/// The endings of what is published.
const PUBLISHED: [&str; 4] = ["crate", "gz", "tgz", "whl"];

/// Writes `SHA256SUMS`, which `sha256sum --check` reads, of all that is published of `out`. Returns checksums and names.
pub fn write_checksums(out: &Path) -> Result<Vec<(String, String)>> {
    let is_published =
        |path: &PathBuf| path.extension().is_some_and(|end| PUBLISHED.iter().any(|published| end == *published));
    let published = files::entries(out)?.into_iter().filter(is_published);
    let sums =
        published.map(|path| Ok((sha256(&files::read(&path)?), files::name(&path)))).collect::<Result<Vec<_>>>()?;
    let lines: Vec<String> = sums.iter().map(|(sum, name)| format!("{sum}  {name}\n")).collect();
    files::write(&out.join("SHA256SUMS"), lines.concat())?;
    Ok(sums)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn a_checksum_is_that_of_fips_180() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
