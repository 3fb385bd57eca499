use std::fs;
use std::path::Path;

use super::Staging;

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    super::names::entries(folder).unwrap()
}

#[test]
fn a_published_folder_replaces_the_old_one_and_leaves_nothing_beside_it() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("findlet");
    for text in ["one", "two"] {
        let staging = Staging::begin(&out).unwrap();
        write(staging.folder(), "findlet.js", text);
        staging.publish().unwrap();
        assert_eq!(fs::read_to_string(out.join("findlet.js")).unwrap(), text);
        assert_eq!(names(place.path()), ["findlet"]);
    }
}

#[test]
fn a_build_that_fails_leaves_the_old_folder() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("findlet");
    write(&out, "findlet.js", "old");
    let staging = Staging::begin(&out).unwrap();
    write(staging.folder(), "findlet.js", "new");
    drop(staging);
    assert_eq!(fs::read_to_string(out.join("findlet.js")).unwrap(), "old");
    assert_eq!(names(place.path()), ["findlet"]);
}

#[test]
fn what_killed_builds_left_is_put_right() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("findlet");
    write(place.path(), ".findlet.new-1/findlet.js", "half");
    write(place.path(), ".findlet.old-1/findlet.js", "old");
    write(place.path(), ".findlet.lock", "");
    write(place.path(), ".findlet.toml", "mine");
    drop(Staging::begin(&out).unwrap());
    assert_eq!(names(place.path()), [".findlet.toml", "findlet"]);
    assert_eq!(fs::read_to_string(out.join("findlet.js")).unwrap(), "old");
}

#[test]
fn two_builds_at_once_are_one_too_many() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("findlet");
    let first = Staging::begin(&out).unwrap();
    let error = Staging::begin(&out).unwrap_err().to_string();
    assert!(error.starts_with("another findlet is building "), "{error}");
    drop(first);
    drop(Staging::begin(&out).unwrap());
}

#[test]
fn files_of_others_are_never_removed() {
    let place = tempfile::tempdir().unwrap();
    for name in ["mine.txt", "texts/mine.txt", "0123456789abcdef/mine.txt"] {
        let out = place.path().join("findlet");
        write(&out, name, "precious");
        let error = Staging::begin(&out).unwrap_err().to_string();
        assert!(error.contains("holds mine.txt, which findlet did not write"), "{error}");
        assert_eq!(fs::read_to_string(out.join(name)).unwrap(), "precious");
        fs::remove_dir_all(out).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_its_folder_is_replaced() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("real")).unwrap();
    std::os::unix::fs::symlink("real", place.path().join("link")).unwrap();
    let staging = Staging::begin(&place.path().join("link")).unwrap();
    write(staging.folder(), "findlet.js", "new");
    staging.publish().unwrap();
    assert!(place.path().join("link").is_symlink());
    assert_eq!(fs::read_to_string(place.path().join("real/findlet.js")).unwrap(), "new");
}
