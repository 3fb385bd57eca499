//! The platforms that a release has a program for.

use std::env::consts::{ARCH, OS};

use clap::ValueEnum;

/// A platform, named as Node.js names it: `process.platform` and `process.arch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Any Linux, whatever its libc: the program is static.
    LinuxX64,
    /// The same on ARM.
    LinuxArm64,
    /// macOS on Intel.
    DarwinX64,
    /// macOS on Apple's own processors.
    DarwinArm64,
    /// Windows.
    Win32X64,
    /// Windows on ARM.
    Win32Arm64,
    /// WebAssembly with its system interface, run by Node.js: whatever else there is.
    Wasm32Wasi,
}

impl Target {
    /// Returns the platform that this program runs on, if a release has it.
    pub fn host() -> Option<Self> {
        let runs_here = |target: &&Self| (target.os(), target.cpu()) == node_names(OS, ARCH);
        Self::value_variants().iter().find(runs_here).copied()
    }

    /// `process.platform` of Node.js.
    pub fn os(self) -> &'static str {
        self.parts().0
    }

    /// `process.arch` of Node.js.
    pub fn cpu(self) -> &'static str {
        self.parts().1
    }

    /// What rustup and cargo call it.
    pub fn triple(self) -> &'static str {
        self.parts().2
    }

    /// Both names with a dash between them.
    pub fn name(self) -> String {
        format!("{}-{}", self.os(), self.cpu())
    }

    /// The name of the program's file.
    pub fn program(self) -> &'static str {
        match self.os() {
            "win32" => "findlet.exe",
            "wasm32" => "findlet.wasm",
            _ => "findlet",
        }
    }

    fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::LinuxX64 => ("linux", "x64", "x86_64-unknown-linux-musl"),
            Self::LinuxArm64 => ("linux", "arm64", "aarch64-unknown-linux-musl"),
            Self::DarwinX64 => ("darwin", "x64", "x86_64-apple-darwin"),
            Self::DarwinArm64 => ("darwin", "arm64", "aarch64-apple-darwin"),
            Self::Win32X64 => ("win32", "x64", "x86_64-pc-windows-gnu"),
            Self::Win32Arm64 => ("win32", "arm64", "aarch64-pc-windows-gnullvm"),
            Self::Wasm32Wasi => ("wasm32", "wasi", "wasm32-wasip1"),
        }
    }
}

/// Rust's names of a platform as Node.js has them.
fn node_names<'a>(os: &'a str, arch: &'a str) -> (&'a str, &'a str) {
    let os = match os {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let cpu = match arch {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    (os, cpu)
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::{Target, node_names};

    #[test]
    fn the_command_line_has_the_names_of_the_packages() {
        for target in Target::value_variants() {
            let value = target.to_possible_value().expect("none is hidden");
            assert_eq!(value.get_name(), target.name());
        }
    }

    #[test]
    fn platforms_have_the_names_that_node_gives_them() {
        assert_eq!(node_names("macos", "aarch64"), ("darwin", "arm64"));
        assert_eq!(node_names("windows", "x86_64"), ("win32", "x64"));
        assert_eq!(node_names("freebsd", "riscv64"), ("freebsd", "riscv64"));
    }
}
