//! The demo's articles: which files of `seeds/` they are, where their pages are, and how they are read.
//!
//! The module's build script indexes the articles and `cargo xtask` writes their pages. Both read them here, so that
//! every hit has its page. No published crate knows any of it.

mod article;
mod articles;

pub use article::read;
pub use articles::{Article, Articles, SYNONYMS, articles, is_article};
