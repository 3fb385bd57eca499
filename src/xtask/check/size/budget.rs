//! The budgets: sums of compressed parts, and how far each may be above what was recorded of it.
//!
//! Sizes are bytes after gzip at its best level, since that is what every host can send; a kB
//! is 1000 bytes.

use super::figures::Figures;
use crate::tools::numbers::thousands;

/// Compressed sizes of what the sums are made of.
#[derive(Default)]
pub struct Parts {
    /// findlet.lazy.js
    pub lazy: usize,
    /// findlet.load.js
    pub load: usize,
    /// findlet.js
    pub shell: usize,
    /// findlet.css
    pub css: usize,
    /// findlet.engine.js, glue included
    pub client: usize,
    /// findlet.view.js
    pub view: usize,
    /// findlet.sw.js
    pub worker: usize,
    /// findlet.classic.js
    pub classic: usize,
    /// findlet.wasm, index included
    pub module: usize,
    /// the core engine without an index
    pub core: usize,
    /// the full engine without an index
    pub full: usize,
    /// the index alone
    pub index: usize,
    /// the glue alone
    pub glue: usize,
}

/// How far a sum may be above its recorded figure: room for a small change, which doesn't fail on its bytes.
const AIR_PERCENT: usize = 3;

/// A sum and what it may weigh.
#[derive(Debug, PartialEq, Eq)]
pub struct Budget {
    /// What is summed.
    pub name: &'static str,
    /// Bytes it weighs.
    pub bytes: usize,
    /// Bytes that were recorded of it, if any were.
    pub recorded: Option<usize>,
    /// Bytes it should weigh, where that is less.
    pub aim: Option<usize>,
}

impl Budget {
    /// Bytes it may weigh.
    pub fn limit(&self) -> usize {
        self.recorded.map_or(0, |bytes| bytes + bytes * AIR_PERCENT / 100)
    }

    /// Whether it weighs too much.
    pub fn is_exceeded(&self) -> bool {
        self.bytes > self.limit()
    }

    /// What is wrong with it, compared with the figure of `commit`.
    pub fn complaint(&self, commit: &str) -> String {
        let Self { name, bytes, .. } = self;
        let Some(recorded) = self.recorded else {
            return format!("{name} weighs {} bytes, and no figure of it is recorded", thousands(*bytes));
        };
        format!(
            "{name} weighs {} bytes, {} over {}, which is {AIR_PERCENT} % above the {} of commit {commit}",
            thousands(*bytes),
            thousands(bytes.saturating_sub(self.limit())),
            thousands(self.limit()),
            thousands(recorded)
        )
    }
}

/// Every sum of these parts, with what was `recorded` of it.
pub fn all(parts: &Parts, recorded: &Figures) -> Vec<Budget> {
    let shell = parts.load + parts.shell + parts.css;
    let aimed = |name, bytes, aim| Budget { name, bytes, recorded: recorded.bytes(name), aim };
    let budget = |name, bytes| aimed(name, bytes, None);
    vec![
        aimed("core engine without index (module, glue)", parts.core + parts.glue, Some(28_000)),
        aimed("full engine without index (module, glue)", parts.full + parts.glue, Some(36_000)),
        budget("lazy page before interest (lazy, css)", parts.lazy + parts.css),
        budget("shell before interest (load, findlet.js, css)", shell),
        budget("widget beyond the engine (shell, findlet.view.js)", shell + parts.view),
        budget("engine's code (findlet.engine.js, glue included)", parts.client),
        budget("index of two articles, with texts", parts.index),
        aimed("everything over http", shell + parts.view + parts.client + parts.module + parts.worker, Some(48_000)),
        aimed("everything from disk (findlet.classic.js)", parts.classic, Some(56_000)),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Budget, Parts, all};
    use crate::check::size::figures::Figures;

    fn parts() -> Parts {
        Parts {
            lazy: 900,
            load: 300,
            shell: 5_000,
            css: 700,
            client: 5_000,
            view: 3_000,
            worker: 900,
            classic: 50_000,
            module: 30_000,
            core: 24_000,
            full: 32_000,
            index: 6_000,
            glue: 2_500,
        }
    }

    fn recorded(name: &str, bytes: usize) -> Figures {
        Figures { commit: "abc".into(), sums: [(name.to_owned(), bytes)].into() }
    }

    #[test]
    fn sums_hold_their_parts() {
        let budgets = all(&parts(), &Figures::default());
        let bytes: Vec<usize> = budgets.iter().map(|budget| budget.bytes).collect();
        assert_eq!(bytes, [26_500, 34_500, 1_600, 6_000, 9_000, 5_000, 6_000, 44_900, 50_000]);
    }

    const INDEX: &str = "index of two articles, with texts";

    /// The budget of the index alone, where one of its size was recorded.
    fn of_index(bytes: usize) -> Budget {
        let budgets = all(&Parts { index: bytes, ..parts() }, &recorded(INDEX, 8_010));
        budgets.into_iter().find(|budget| budget.name == INDEX).expect("it has a budget")
    }

    #[test]
    fn the_limit_itself_is_within_budget() {
        assert!(!of_index(8_250).is_exceeded());
        let over = of_index(8_251);
        assert!(over.is_exceeded());
        assert_eq!(
            over.complaint("abc"),
            "index of two articles, with texts weighs 8,251 bytes, 1 over 8,250, which is 3 % above the 8,010 of commit abc"
        );
    }

    #[test]
    fn a_sum_that_was_never_recorded_is_over() {
        let budgets = all(&parts(), &recorded(INDEX, 8_010));
        assert!(budgets[0].is_exceeded() && !of_index(8_010).is_exceeded());
        assert!(budgets[0].complaint("abc").ends_with("and no figure of it is recorded"));
    }
}
