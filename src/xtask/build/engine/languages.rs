//! The languages of the interface as modules: whatever is in `www/lang/` is one.

use std::path::Path;

use anyhow::Result;

use crate::tools::files;
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// The texts that other sources import, and that need no file of their own.
pub const ENGLISH: &str = "en";

/// What a closed field says in each language; the linker turns it into texts.
const LABELS: &str = "\
import { shell } from '../lang/en.js';
import { languages } from './languages.js';

const written = Object.entries(languages).map(([tag, { label }]) => [tag, label]);

/** @type {Record<string, string>} */
export const labels = { en: shell.label, ...Object.fromEntries(written) };
";

/// Writes `www/generated/languages.js`, every language by its tag, and `labels.js`.
pub fn run(workspace: &Workspace) -> Result<Done> {
    files::update(&workspace.generated().join("languages.js"), module(&tags(&workspace.www())?))?;
    files::update(&workspace.generated().join("labels.js"), LABELS)?;
    Ok(Done::Worked)
}

/// The languages that have a file of their own, in order.
fn tags(www: &Path) -> Result<Vec<String>> {
    let named = |path: &Path| Some(path.file_name()?.to_str()?.strip_suffix(".js")?.to_owned());
    let tags = files::entries(&www.join("lang"))?.iter().filter_map(|path| named(path)).collect::<Vec<_>>();
    Ok(tags.into_iter().filter(|tag| tag != ENGLISH).collect())
}

/// Variables are numbered: a tag may be a word of JavaScript (`is`) or none (`zh-Hant`).
fn module(tags: &[String]) -> String {
    let imports = tags.iter().enumerate().map(|(at, tag)| format!("import l{at} from '../lang/{tag}.js';\n"));
    let entries = tags.iter().enumerate().map(|(at, tag)| format!("  '{tag}': l{at},\n"));
    format!(
        "{}\n/** @type {{Record<string, import('../types.js').Strings>}} */\nexport const languages = {{\n{}}};\n",
        imports.collect::<String>(),
        entries.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::{module, tags};
    use crate::tools::files;

    #[test]
    fn every_file_is_a_language_but_english() {
        let place = tempfile::tempdir().expect("a temporary folder");
        for name in ["vi.js", "en.js", "ar.js", "README.md"] {
            files::write(&place.path().join("lang").join(name), "").expect("writable");
        }
        assert_eq!(tags(place.path()).expect("readable"), ["ar", "vi"]);
    }

    #[test]
    fn a_language_is_imported_by_its_tag() {
        let written = module(&["is".to_owned(), "vi".to_owned()]);
        let expected = "\
import l0 from '../lang/is.js';
import l1 from '../lang/vi.js';

/** @type {Record<string, import('../types.js').Strings>} */
export const languages = {
  'is': l0,
  'vi': l1,
};
";
        assert_eq!(written, expected);
    }
}
