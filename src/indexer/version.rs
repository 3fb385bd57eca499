//! What folders of versions are called.

/// Names of the version that most readers want.
pub const NEWEST: [&str; 3] = ["stable", "latest", "current"];

/// Names of what isn't published yet.
pub const UNPUBLISHED: [&str; 9] =
    ["next", "dev", "devel", "development", "main", "master", "nightly", "edge", "unstable"];

/// Whether a folder may hold a version, by its name.
#[must_use]
pub fn is_name(step: &str) -> bool {
    is_number(step) || NEWEST.contains(&step) || UNPUBLISHED.contains(&step)
}

/// Whether a folder has the number of a version for its name: `4.2`, `v1`, `1.x`.
#[must_use]
pub fn is_number(step: &str) -> bool {
    let number = step.strip_prefix('v').unwrap_or(step);
    let is_number =
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'x');
    is_number && number.as_bytes()[0].is_ascii_digit() && (number.contains('.') || number.len() < step.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_from_other_folders() {
        assert!(["4.2", "v1", "1.x", "v2.0.1"].into_iter().all(is_number));
        assert!(["2024", "vim", "a.b", "x", "", "v"].into_iter().all(|step| !is_number(step)));
        assert!(is_name("latest") && is_name("dev") && !is_name("developers"));
    }
}
