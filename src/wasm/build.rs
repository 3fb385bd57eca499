//! Compiles the articles in `seeds/`, and their synonyms, into the index that the module carries.
//!
//! Starts no process and touches no network: `findlet-demo` and `findlet-indexer` are build dependencies.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "seeds")]
    seeds::compile();
}

#[cfg(feature = "seeds")]
mod seeds {
    use std::path::{Path, PathBuf};
    use std::{env, fs};

    use findlet_demo::{SYNONYMS, articles, is_article};
    use findlet_indexer::{Document, Options, Synonym, build};

    const FOLDER: &str = "../../seeds";

    /// Writes the index to `OUT_DIR/index`. A file that gives no document is left out and
    /// named in a warning; what else goes wrong ends the build with its reason.
    pub fn compile() {
        println!("cargo::rerun-if-changed={FOLDER}");
        let articles = articles(files(Path::new(FOLDER)));
        articles.left_out.iter().for_each(|why| println!("cargo::warning=seeds/{why}"));
        let documents: Vec<Document> = articles.found.into_iter().map(|article| article.document).collect();
        let options = Options { synonyms: synonyms(Path::new(FOLDER)), ..Options::default() };
        let bundle = build(&documents, &options).unwrap_or_else(|error| panic!("the seeds make no index: {error}"));
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("index");
        fs::write(&out, bundle.into_bytes())
            .unwrap_or_else(|error| panic!("{} cannot be written: {error}", out.display()));
    }

    fn synonyms(folder: &Path) -> Vec<Synonym> {
        let path = folder.join(SYNONYMS);
        if !path.exists() {
            return Vec::new();
        }
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
        Synonym::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
        let entries =
            fs::read_dir(folder).unwrap_or_else(|error| panic!("{} cannot be listed: {error}", folder.display()));
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.unwrap_or_else(|error| panic!("{} cannot be listed: {error}", folder.display())).path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if is_article(&name) {
                let bytes =
                    fs::read(&path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
                files.push((name, bytes));
            }
        }
        files
    }
}
