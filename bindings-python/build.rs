//! Compiles what Rust has no words for; see `src/guard.c`.

fn main() {
    println!("cargo::rerun-if-changed=src/guard.c");
    if std::env::var_os("CARGO_CFG_UNIX").is_some() {
        cc::Build::new()
            .file("src/guard.c")
            // Whole, so that its functions come before the interpreter's.
            .link_lib_modifier("+whole-archive")
            .compile("flymyai_guard");
    }
}
