//! The two engines, and where their modules are between the steps.

use std::path::PathBuf;

use anyhow::Result;

use crate::tools::workspace::Workspace;

/// What an engine can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Plain queries: words, inflections, slips, titles; no operators, synonyms, filters.
    Core,
    /// Everything.
    Full,
}

impl Flavour {
    /// Both, in the order in which they are bound: the glue is the full one's.
    pub const ALL: [Self; 2] = [Self::Full, Self::Core];

    /// Returns its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Full => "full",
        }
    }

    /// Returns the features of the crate that it is compiled with.
    pub fn features(self) -> &'static str {
        match self {
            Self::Core => "seeds",
            Self::Full => "seeds,full",
        }
    }

    /// Where the compiler's module is kept: cargo has one place for both.
    pub fn compiled(self, workspace: &Workspace) -> Result<PathBuf> {
        Ok(workspace.scratch("compiled")?.join(self.name()).with_extension("wasm"))
    }

    /// Where the module is once it is bound to JavaScript, with what wasm-bindgen writes beside it.
    pub fn bound(self, workspace: &Workspace) -> Result<PathBuf> {
        Ok(workspace.scratch("bound")?.join(self.name()).join("findlet_bg.wasm"))
    }

    /// Where the finished engine is, the seeds' index inside.
    pub fn finished(self, workspace: &Workspace) -> Result<PathBuf> {
        Ok(workspace.scratch("finished")?.join(self.name()).with_extension("wasm"))
    }
}
