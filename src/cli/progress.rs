//! Bars for work that takes a while: on a terminal's standard error, and nowhere else.

use indicatif::{ProgressBar, ProgressStyle};

/// Whether work is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Progress {
    is_quiet: bool,
}

/// One piece of work. Its bar is gone once it is finished or dropped.
#[derive(Debug)]
pub(crate) struct Bar(ProgressBar);

/// How often a spinner turns.
const TURN_MS: u64 = 120;

impl Progress {
    pub fn new(is_quiet: bool) -> Self {
        Self { is_quiet }
    }

    /// Begins work on `total` things.
    pub fn bar(self, what: &'static str, total: u64) -> Bar {
        self.styled(ProgressBar::new(total), what, "{msg:>10} [{bar:30}] {human_pos}/{human_len}  {eta}")
    }

    /// Begins work of unknown length.
    pub fn spinner(self, what: &'static str) -> Bar {
        let Bar(bar) = self.styled(ProgressBar::new_spinner(), what, "{msg:>10} {spinner}");
        bar.enable_steady_tick(std::time::Duration::from_millis(TURN_MS));
        Bar(bar)
    }

    fn styled(self, bar: ProgressBar, what: &'static str, template: &str) -> Bar {
        if self.is_quiet {
            bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
        }
        let style = ProgressStyle::with_template(template).expect("the template is one of the two above");
        bar.set_style(style.progress_chars("=> "));
        bar.set_message(what);
        Bar(bar)
    }
}

impl Bar {
    /// Notes that `count` more things are done.
    pub fn advance(&self, count: u64) {
        self.0.inc(count);
    }

    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
