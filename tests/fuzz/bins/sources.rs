#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| findlet_fuzz::run("sources", data));
