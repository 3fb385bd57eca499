//! Work that takes a while, shown on standard error: as a bar on a terminal, or as lines for programs.

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

/// How work is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Progress {
    /// A bar, where standard error is a terminal.
    #[default]
    Bar,
    /// A line of JSON on standard error whenever a hundredth more is done, for programs that run this one.
    Json,
    /// Not at all.
    None,
}

/// One piece of work. Its bar is gone once it is finished or dropped.
#[derive(Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
    /// What programs are told it is; nothing where they aren't told.
    told: Option<&'static str>,
}

/// How often a spinner turns.
const TURN_MS: u64 = 120;

impl Progress {
    /// Begins work on `total` things.
    pub fn bar(self, what: &'static str, total: u64) -> Bar {
        self.styled(ProgressBar::new(total), what, "{msg:>10} [{bar:30}] {human_pos}/{human_len}  {eta}")
    }

    /// Begins work of unknown length.
    pub fn spinner(self, what: &'static str) -> Bar {
        let begun = self.styled(ProgressBar::new_spinner(), what, "{msg:>10} {spinner}");
        // A thread turns it, which WebAssembly has none of.
        if self == Self::Bar && !cfg!(target_os = "wasi") {
            begun.bar.enable_steady_tick(std::time::Duration::from_millis(TURN_MS));
        }
        begun
    }

    fn styled(self, bar: ProgressBar, what: &'static str, template: &str) -> Bar {
        if self != Self::Bar {
            bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
        }
        let style = ProgressStyle::with_template(template).expect("the template is one of the two above");
        bar.set_style(style.progress_chars("=> "));
        bar.set_message(what);
        let begun = Bar { bar, told: (self == Self::Json).then_some(what) };
        begun.tell();
        begun
    }
}

impl Bar {
    /// Notes that `count` more things are done.
    pub fn advance(&self, count: u64) {
        let before = self.hundredths();
        self.bar.inc(count);
        if self.hundredths() != before {
            self.tell();
        }
    }

    /// Notes that it begins again.
    pub fn restart(&self) {
        self.bar.set_position(0);
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn hundredths(&self) -> u64 {
        self.bar.position() * 100 / self.bar.length().unwrap_or(0).max(1)
    }

    fn tell(&self) {
        let Some(what) = self.told else { return };
        let total = self.bar.length().map_or_else(|| "null".to_owned(), |total| total.to_string());
        eprintln!(r#"{{"progress":"{what}","done":{},"total":{total}}}"#, self.bar.position());
    }
}
