//! Which files are looked at.

use anyhow::{Context, Result, bail};
use fast_glob::{glob_match, validate};

use super::left_out::Warned;

/// The globs of `include` and `exclude`. They are relative to the site; `*` stays within a folder, `**` doesn't.
/// A glob that matches a folder matches all that is in it.
pub(super) struct Globs {
    /// Empty where all files are included.
    include: Vec<String>,
    exclude: Vec<String>,
}

impl Globs {
    /// Reads them.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self> {
        Ok(Self { include: read("include", include)?, exclude: read("exclude", exclude)? })
    }

    /// Whether `name` is a file to look at.
    pub fn includes(&self, name: &str) -> bool {
        (self.include.is_empty() || matches(&self.include, name)) && !matches(&self.exclude, name)
    }

    /// Returns a warning of each glob that matches none of `names`.
    pub fn idle(&self, names: &[&str]) -> Vec<Warned> {
        let settings = [("include", &self.include), ("exclude", &self.exclude)];
        let all = settings.into_iter().flat_map(|(setting, globs)| globs.iter().map(move |glob| (setting, glob)));
        let is_idle = |glob: &String| !names.iter().any(|name| matches(std::slice::from_ref(glob), name));
        let idle = all.filter(|(_, glob)| is_idle(glob));
        idle.map(|(setting, glob)| Warned { name: setting.to_owned(), why: format!("{glob:?} matches no page") })
            .collect()
    }
}

fn read(setting: &str, globs: &[String]) -> Result<Vec<String>> {
    let path_of = |glob: &String| {
        let path = glob.strip_prefix("./").unwrap_or(glob).trim_matches('/');
        validate(path).with_context(|| format!("{setting} has a glob that cannot be read: {glob:?}"))?;
        if path.starts_with('!') {
            bail!("{setting} has a glob that begins with \"!\": {glob:?}; put what to leave out into exclude");
        }
        Ok(path.to_owned())
    };
    globs.iter().map(path_of).collect()
}

/// Whether a glob matches `name` or a folder that it is in.
fn matches(globs: &[String], name: &str) -> bool {
    let folders = name.match_indices('/').map(|(at, _)| &name[..at]);
    folders.chain([name]).any(|path| globs.iter().any(|glob| glob_match(glob, path)))
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
    fn a_glob_that_matches_nothing_is_named() {
        let globs = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect::<Vec<_>>();
        let globs = Globs::new(&globs(&["docs", "dosc"]), &globs(&["docs/a.html", "/drafts/"])).unwrap();
        let idle = globs.idle(&["docs/a.html", "docs/b.html", "drafts.html"]);
        let said: Vec<String> = idle.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            ["warning: include: \"dosc\" matches no page", "warning: exclude: \"drafts\" matches no page"]
        );
    }

    #[test]
    fn a_broken_glob_is_named() {
        let error = Globs::new(&[], &["a[".to_owned()]).err().unwrap();
        assert!(format!("{error:#}").starts_with("exclude has a glob that cannot be read: \"a[\""), "{error:#}");
    }

    #[test]
    fn a_glob_has_alternatives_and_sets() {
        assert!(included(&["**/*.{html,md}"], &[], "docs/a.md") && !included(&["**/*.{html,md}"], &[], "docs/a.txt"));
        assert!(included(&["v[0-9]"], &[], "v4/a.html") && !included(&["v[!0-9]"], &[], "v4/a.html"));
    }

    #[test]
    fn what_is_to_be_left_out_belongs_to_exclude() {
        let error = Globs::new(&["!drafts".to_owned()], &[]).err().unwrap();
        assert!(error.to_string().ends_with("put what to leave out into exclude"), "{error:#}");
    }
}
