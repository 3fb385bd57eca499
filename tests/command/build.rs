//! Tells the tests whether the command under test carries an engine. See `src/cli/build.rs`.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=FINDLET_ASSETS");
    println!("cargo::rustc-check-cfg=cfg(has_engine)");
    if std::env::var_os("FINDLET_ASSETS").is_some() {
        println!("cargo::rustc-cfg=has_engine");
    }
}
