//! The budgets: sums of compressed parts and what each may weigh.
//!
//! Sizes are bytes after gzip at its best level, since that is what every host can send; a kB
//! is 1000 bytes.

use crate::tools::numbers::thousands;

/// Compressed sizes of what the sums are made of.
#[derive(Default)]
pub struct Parts {
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

/// A sum and what it may weigh.
#[derive(Debug, PartialEq, Eq)]
pub struct Budget {
    /// What is summed.
    pub name: &'static str,
    /// Bytes it weighs.
    pub bytes: usize,
    /// Bytes it may weigh.
    pub limit: usize,
    /// Bytes it should weigh, where that is less.
    pub aim: Option<usize>,
}

impl Budget {
    /// Whether it weighs too much.
    pub fn is_exceeded(&self) -> bool {
        self.bytes > self.limit
    }

    /// What is wrong with it.
    pub fn complaint(&self) -> String {
        let over = self.bytes.saturating_sub(self.limit);
        format!(
            "{} weighs {} bytes, {} over {}",
            self.name,
            thousands(self.bytes),
            thousands(over),
            thousands(self.limit)
        )
    }
}

/// Every budget of these parts.
pub fn all(parts: &Parts) -> Vec<Budget> {
    let shell = parts.load + parts.shell + parts.css;
    let budget = |name, bytes, limit| Budget { name, bytes, limit, aim: None };
    let aimed = |name, bytes, limit, aim| Budget { name, bytes, limit, aim: Some(aim) };
    vec![
        aimed("core engine without index (module, glue)", parts.core + parts.glue, 30_500, 28_000),
        aimed("full engine without index (module, glue)", parts.full + parts.glue, 40_200, 36_000),
        budget("shell before interest (load, findlet.js, css)", shell, 8_000),
        budget("widget beyond the engine (shell, findlet.view.js)", shell + parts.view, 12_000),
        budget("engine's code (findlet.engine.js, glue included)", parts.client, 6_500),
        budget("index of two articles, with texts", parts.index, 8_000),
        aimed("everything over http", shell + parts.view + parts.client + parts.module + parts.worker, 67_500, 48_000),
        aimed("everything from disk (findlet.classic.js)", parts.classic, 73_500, 56_000),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Parts, all};

    fn parts() -> Parts {
        Parts {
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

    #[test]
    fn sums_hold_their_parts() {
        let bytes: Vec<usize> = all(&parts()).iter().map(|budget| budget.bytes).collect();
        assert_eq!(bytes, [26_500, 34_500, 6_000, 9_000, 5_000, 6_000, 44_900, 50_000]);
        assert!(all(&parts()).iter().all(|budget| !budget.is_exceeded()));
    }

    #[test]
    fn the_limit_itself_is_within_budget() {
        let at = all(&Parts { index: 8_000, ..parts() });
        assert!(!at[5].is_exceeded());
        let over = all(&Parts { index: 8_001, ..parts() });
        assert!(over[5].is_exceeded());
        assert_eq!(over[5].complaint(), "index of two articles, with texts weighs 8,001 bytes, 1 over 8,000");
    }
}
