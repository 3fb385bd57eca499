//! The threads that read and index.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// Threads of their own for some work. WebAssembly has none: there, work is done where it is asked for.
#[derive(Debug)]
pub struct Threads(Option<ThreadPool>);

impl Threads {
    /// Starts `count` threads; for 0, one for each core.
    ///
    /// # Errors
    ///
    /// If the system starts no more threads.
    pub fn start(count: usize) -> Result<Self, ThreadPoolBuildError> {
        if cfg!(target_family = "wasm") {
            return Ok(Self(None));
        }
        ThreadPoolBuilder::new().num_threads(count).build().map(Some).map(Self)
    }

    /// Does `work`; what it does in parallel runs on these threads.
    pub fn install<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        match &self.0 {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}
