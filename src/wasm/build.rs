//! Compiles the articles in `seeds/` into the index that the module carries.
//!
//! Starts no process and touches no network: `findlet-indexer` is a build dependency.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "seeds")]
    seeds::compile();
}

#[cfg(feature = "seeds")]
mod seeds {
    use std::ffi::OsStr;
    use std::path::{Path, PathBuf};
    use std::{env, fs};

    use findlet_indexer::{Document, Options, address, build, extract};

    const FOLDER: &str = "../../seeds";

    /// Writes the index to `OUT_DIR/index`. A file that gives no document is left out and
    /// named in a warning.
    pub fn compile() {
        println!("cargo::rerun-if-changed={FOLDER}");
        let mut documents: Vec<Document> = Vec::new();
        for document in articles(Path::new(FOLDER)).iter().filter_map(|path| read(path)) {
            if documents.iter().any(|other| other.url == document.url) {
                println!("cargo::warning=a second seed for {} is left out: rename it", document.url);
            } else {
                documents.push(document);
            }
        }
        let bundle =
            build(&documents, &Options::default()).unwrap_or_else(|error| panic!("the seeds make no index: {error}"));
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("index");
        fs::write(&out, bundle.into_bytes())
            .unwrap_or_else(|error| panic!("{} cannot be written: {error}", out.display()));
    }

    fn articles(folder: &Path) -> Vec<PathBuf> {
        let entries =
            fs::read_dir(folder).unwrap_or_else(|error| panic!("{} cannot be listed: {error}", folder.display()));
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.file_name() != Some(OsStr::new("README.md")));
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"));
        paths.sort();
        paths
    }

    fn read(path: &Path) -> Option<Document> {
        let (Some(name), Some(stem)) =
            (path.file_name().and_then(OsStr::to_str), path.file_stem().and_then(OsStr::to_str))
        else {
            println!("cargo::warning={} is left out: its name is not UTF-8", path.display());
            return None;
        };
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
        match extract(name, &bytes) {
            Ok(document) => Some(Document { url: address(&format!("articles/{stem}.html")), ..document }),
            Err(why) => {
                println!("cargo::warning=seeds/{name} is left out: {why}");
                None
            }
        }
    }
}
