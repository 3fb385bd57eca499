//! Builds that are killed, run out of room, may not write, or meet one another: what is published is always the old
//! index whole or the new one whole, and the next build cleans up.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use super::{binary, built, files, found, page, run, site, text, write};

/// Builds that are killed at one point, until one is: a build may come to its end before the point is seen.
const TRIES: usize = 30;

const PAGES: usize = 60;

/// Time between two looks at a build.
const LOOK: Duration = Duration::from_micros(500);

/// A site of many files whose every page says which edition it is.
struct Site {
    folder: tempfile::TempDir,
    /// Where builds put what doesn't fit the memory.
    aside: tempfile::TempDir,
}

impl Site {
    /// In memory where the system has a folder there: builds wait for the disk, which isn't what is asked here.
    fn new() -> Self {
        let place = Path::new("/dev/shm");
        let folder = || tempfile::tempdir_in(place).or_else(|_| tempfile::tempdir()).unwrap();
        let site = Self { folder: folder(), aside: folder() };
        site.write(0);
        assert!(site.build().wait_with_output().unwrap().status.success());
        site
    }

    /// Writes all pages anew.
    fn write(&self, edition: usize) {
        for number in 0..PAGES {
            let words: Vec<String> =
                (0..300).map(|at| format!("word{:x}", (number * 7919 + at * 104_729) % 4000)).collect();
            let text = format!("{} {}", word(edition), words.join(" "));
            write(self.path(), &format!("{number}.html"), &page("", &format!("Page {number}"), &text));
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Begins to build, with nothing to be held in memory.
    fn build(&self) -> Child {
        Command::new(binary())
            .args(["build", ".", "--quiet", "--form", "sharded", "--memory", "0"])
            .current_dir(self.path())
            .env("TMPDIR", self.aside.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Builds on a disk with `room` kilobytes more than what is on it takes; returns whether that is done, what is
    /// published after it, and what it complained about.
    fn build_in(&self, room: usize, memory: &str) -> Output {
        let (copy, words) = (self.aside.path().join("site"), [0, 1].map(word).join(" "));
        let script = format!(
            "cp -a . {copy} && mount -t tmpfs -o size=$(($(du -sk . | cut -f1) + {room}))k none . && cd $PWD \\
             && mv {copy}/* . && rmdir {copy} && mkdir .aside && export TMPDIR=$PWD/.aside || exit 9
             {binary} build . --quiet --form sharded --memory {memory}; code=$?
             rmdir .aside && [ \"$(ls -A | grep -v html$)\" = findlet ] && {binary} check findlet > /dev/null || exit 10
             for word in {words}; do {binary} search --index findlet $word | head -1; done; exit $code",
            copy = copy.display(),
            binary = binary().display(),
        );
        Command::new("unshare").args(["-rm", "bash", "-c", &script]).current_dir(self.path()).output().unwrap()
    }

    /// Returns which of two editions is published, after making sure that it is there whole and the other isn't.
    fn edition(&self, editions: [usize; 2]) -> usize {
        let (said, _) = run(&["check", "findlet"], self.path(), 0);
        assert!(said.starts_with(&format!("findlet is whole: {PAGES} documents")), "{said}");
        let pages = editions.map(|edition| found(self.path(), &word(edition), &[]).len());
        match pages {
            [PAGES, 0] => editions[0],
            [0, PAGES] => editions[1],
            _ => panic!("{pages:?} pages of the editions {editions:?} are published"),
        }
    }

    /// Makes sure that builds left nothing beside the index.
    fn is_clean(&self) {
        let names = fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let others: Vec<_> = names.filter(|name| !name.to_string_lossy().ends_with(".html")).collect();
        assert_eq!(others, ["findlet"]);
        assert_eq!(files(self.aside.path()), Vec::<String>::new());
    }
}

/// The word that tells an edition from all others, which neither begin with it nor are mistyped for it.
fn word(edition: usize) -> String {
    format!("edition{edition:05}")
}

/// The point at which a build is killed.
#[derive(Clone, Copy, Debug)]
enum Point {
    /// It has written this many files.
    Files(usize),
    /// Its index is in place, and it removes the old one.
    Published,
}

impl Point {
    /// Waits until a build has come to it; returns false if the build is done before.
    fn is_met(self, build: &mut Child, site: &Path) -> bool {
        let pointer = || fs::read(site.join("findlet/findlet.json")).unwrap();
        let before = pointer();
        let new = site.join(format!(".findlet.new-{}", build.id()));
        while build.try_wait().unwrap().is_none() {
            let is_met = match self {
                Self::Files(count) => new.is_dir() && count_files(&new) >= count,
                Self::Published => pointer() != before,
            };
            if is_met {
                return true;
            }
            // Leaves the processor to the build.
            thread::sleep(LOOK);
        }
        false
    }
}

/// Counts files that come and go meanwhile.
fn count_files(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.iter().map(|path| if path.is_dir() { count_files(path) } else { 1 }).sum()
}

/// A site whose builds are killed.
struct Killed {
    site: Site,
    /// The edition that is published.
    published: usize,
    /// The edition that was written last.
    latest: usize,
}

impl Killed {
    fn new() -> Self {
        Self { site: Site::new(), published: 0, latest: 0 }
    }

    /// Writes another edition, begins to build it, and kills the build at `point`. Makes sure that one edition is there
    /// whole after it. Returns whether the build was killed: it may be done before.
    fn kill(&mut self, point: Point) -> bool {
        self.latest += 1;
        self.site.write(self.latest);
        let mut build = self.site.build();
        if point.is_met(&mut build, self.site.path()) {
            build.kill().unwrap();
        }
        let done = build.wait_with_output().unwrap();
        let is_killed = done.status.signal() == Some(9);
        assert!(is_killed || done.status.success(), "{point:?}: {done:?}");
        let now = self.site.edition([self.published, self.latest]);
        assert!(is_killed || now == self.latest, "{point:?}: it says that it is done");
        self.published = now;
        is_killed
    }
}

/// Kills a build at each of `count` points while it writes, and one once it has published.
fn assert_whole_after_kills(count: usize) {
    let mut killed = Killed::new();
    let files = count_files(&killed.site.path().join("findlet"));
    for at in 0..count {
        let point = Point::Files(at * files / count);
        assert!((0..TRIES).any(|_| killed.kill(point)), "of {TRIES} builds none could be killed at {point:?}");
    }
    killed.kill(Point::Published);
    let Killed { site, published, .. } = killed;
    site.write(0);
    assert!(site.build().wait_with_output().unwrap().status.success());
    assert_eq!(site.edition([0, published]), 0);
    site.is_clean();
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_build_that_is_killed_at_any_moment_leaves_one_whole_index() {
    assert_whole_after_kills(5);
}

#[test]
#[ignore = "long: fifty builds are killed"]
fn fifty_builds_that_are_killed_leave_one_whole_index_each_time() {
    assert_whole_after_kills(50);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn of_builds_at_once_one_publishes_and_the_others_say_so() {
    let site = Site::new();
    site.write(1);
    let builds: Vec<Child> = (0..4).map(|_| site.build()).collect();
    let done: Vec<Output> = builds.into_iter().map(|build| build.wait_with_output().unwrap()).collect();
    let refused = done.iter().filter(|done| done.status.code() == Some(2));
    refused.for_each(|done| assert!(text(&done.stderr).contains("another findlet is building"), "{done:?}"));
    assert!(done.iter().any(|done| done.status.success()), "{done:?}");
    assert_eq!(site.edition([0, 1]), 1);
    site.is_clean();
}

fn bash(script: &str, folder: &Path) -> Output {
    Command::new("bash").args(["-c", script]).current_dir(folder).output().unwrap()
}

/// Limits the size of files to what no engine fits into: writing fails as on a full disk.
#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_full_disk_leaves_the_old_index_whole_and_nothing_else() {
    let site = site(&[("a.html", &page("", "One", "river"))]);
    built(site.path(), &[]);
    write(site.path(), "a.html", &page("", "Two", "bridge"));
    let done = bash(&format!("trap '' XFSZ; ulimit -f 16; exec {} build .", binary().display()), site.path());
    assert_eq!(done.status.code(), Some(2), "{done:?}");
    assert!(text(&done.stderr).contains("cannot write "), "{done:?}");
    assert_eq!(found(site.path(), "river", &[]), ["a.html"]);
    run(&["check", "findlet"], site.path(), 0);
    let names: Vec<_> = fs::read_dir(site.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

/// On disks of their own, in a name space of their own. Where the system lets nobody begin one, the fact above has to
/// do.
#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn on_a_disk_that_is_nearly_full_there_is_room_or_the_old_index_stays() {
    let site = Site::new();
    site.write(1);
    if !bash("unshare -rm mount -t tmpfs none .", site.path()).status.success() {
        let why = "this system lets nobody begin a name space, so there is no disk to fill";
        return test_support::skip("on_a_disk_that_is_nearly_full_there_is_room_or_the_old_index_stays", why);
    }
    // Where nothing fits the memory, temporary files fill the disk; else the index does.
    for memory in ["0", "128"] {
        let done = [0, 64, 200, 400, 4000].map(|room| site.build_in(room, memory));
        for Output { status, stdout, stderr } in &done {
            let (said, published) = (text(stderr), text(stdout));
            let is_new = status.success();
            assert!(is_new || status.code() == Some(2) && said.contains("No space left"), "{status}: {said}");
            let lines = [(0, !is_new), (1, is_new)].map(|(edition, is_there)| {
                let found =
                    if is_there { format!("{PAGES} documents match") } else { "no document matches".to_owned() };
                format!("{found} {:?}\n", word(edition))
            });
            assert_eq!(published, lines.concat());
        }
        assert_eq!([0, 4].map(|at: usize| done[at].status.code()), [Some(2), Some(0)]);
    }
}

/// Root may write anywhere, unless it gives that up.
#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn where_nothing_may_be_written_the_build_says_so_before_it_reads_a_page() {
    let site = site(&[("public/a.html", &page("", "One", "river")), ("public/b.html", b"<p>caf\xE9")]);
    let public = site.path().join("public");
    built(&public, &[]);
    let mode = |mode| fs::set_permissions(&public, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    mode(0o555);
    let is_root = fs::write(public.join("written"), "").is_ok();
    let caps = if is_root { "rm written; exec setpriv --bounding-set=-all --inh-caps=-all" } else { "exec" };
    let done = bash(&format!("{caps} {} build .", binary().display()), &public);
    mode(0o755);
    assert_eq!(done.status.code(), Some(2), "{done:?}");
    let said = text(&done.stderr);
    assert!(
        said.starts_with("findlet: ")
            && said.contains("with --out, name a folder in one that you may write to: cannot write"),
        "{said}"
    );
    assert_eq!(found(&public, "river", &[]), ["a.html"]);
    run(&["check", "findlet"], &public, 0);
}
