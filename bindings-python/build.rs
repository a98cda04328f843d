//! Compiles the C part of the module; see `src/runtime/guard.c`.

fn main() {
    println!("cargo::rerun-if-changed=src/runtime/guard.c");
    if std::env::var_os("CARGO_CFG_UNIX").is_some() {
        cc::Build::new()
            .file("src/runtime/guard.c")
            // Linked as a whole, so that its functions take precedence over the
            // interpreter's.
            .link_lib_modifier("+whole-archive")
            .compile("flymyai_guard");
    }
}
