//! Which files are looked at.

use anyhow::{Context, Result};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// The globs of `include` and `exclude`. They are relative to the site; `*` stays within a folder, `**` doesn't.
/// A glob that matches a folder matches all that is in it.
#[derive(Clone)]
pub(super) struct Globs {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Globs {
    /// Compiles them. Without any to include, all files are.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self> {
        let included = (!include.is_empty()).then(|| compiled("include", include)).transpose()?;
        Ok(Self { include: included, exclude: compiled("exclude", exclude)? })
    }

    /// Whether `name` is a file to look at.
    pub fn includes(&self, name: &str) -> bool {
        self.include.as_ref().is_none_or(|globs| matches(globs, name)) && !self.excludes(name)
    }

    /// Whether `name`, a file or folder, is left out.
    pub fn excludes(&self, name: &str) -> bool {
        matches(&self.exclude, name)
    }
}

fn compiled(setting: &str, globs: &[String]) -> Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let path = glob.strip_prefix("./").unwrap_or(glob).trim_matches('/');
        let compiled = GlobBuilder::new(path).literal_separator(true).build();
        set.add(compiled.with_context(|| format!("{setting} has a glob that cannot be read: {glob:?}"))?);
    }
    set.build().with_context(|| format!("the globs of {setting} are too many or too large"))
}

/// Whether a glob matches `name` or a folder that it is in.
fn matches(globs: &GlobSet, name: &str) -> bool {
    let folders = name.match_indices('/').map(|(at, _)| &name[..at]);
    globs.is_match(name) || folders.into_iter().any(|folder| globs.is_match(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn included(include: &[&str], exclude: &[&str], name: &str) -> bool {
        let owned = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect::<Vec<_>>();
        Globs::new(&owned(include), &owned(exclude)).unwrap().includes(name)
    }

    #[test]
    fn a_folder_stands_for_all_that_is_in_it() {
        for glob in ["docs", "/docs/", "docs/**", "./docs"] {
            assert!(included(&[glob], &[], "docs/a/b.html"), "{glob}");
            assert!(!included(&[], &[glob], "docs/a/b.html"), "{glob}");
            assert!(!included(&[glob], &[], "other/docs.html"), "{glob}");
        }
    }

    #[test]
    fn what_is_excluded_is_not_included_again() {
        assert!(!included(&["docs"], &["**/print.html"], "docs/print.html"));
        assert!(!included(&["docs"], &["**/print.html"], "print.html"));
        assert!(included(&["docs"], &["**/print.html"], "docs/blueprint.html"));
    }

    #[test]
    fn a_star_stays_within_its_folder() {
        assert!(included(&["*.html"], &[], "a.html"));
        assert!(!included(&["*.html"], &[], "docs/a.html"));
        assert!(included(&["**/*.html"], &[], "docs/a.html") && included(&["**/*.html"], &[], "a.html"));
    }

    #[test]
    fn a_broken_glob_is_named() {
        let error = Globs::new(&[], &["a[".to_owned()]).err().unwrap();
        assert!(format!("{error:#}").starts_with("exclude has a glob that cannot be read: \"a[\""), "{error:#}");
    }
}
