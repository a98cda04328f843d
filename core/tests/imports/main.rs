//! No module imports, directly or through others, a module that imports it.
//!
//! Checked for the modules of a crate, one for each source file, and for its folders, so
//! that the arrows between layers point one way. Imports of tests do not count.
#![allow(clippy::expect_used, clippy::panic)]

mod graph;
mod krate;

use std::path::Path;

use krate::Crate;

fn imports_in(folder: &str) -> graph::Imports {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let imports = Crate::read(&root.join(folder).join("src")).imports();
    assert!(imports.len() > 5, "{folder}: {imports:?}");
    imports
}

fn assert_no_cycle(imports: &graph::Imports) {
    let cycles = graph::cycles(imports);
    assert!(cycles.is_empty(), "\n{}", cycles.join("\n"));
}

#[test]
fn core_has_no_import_cycle() {
    let imports = imports_in("core");
    assert_no_cycle(&imports);
    assert_no_cycle(&graph::by_folder(&imports, top));
}

#[test]
fn the_javascript_bindings_have_no_import_cycle() {
    for folder in ["bindings-javascript", "bindings-node", "bindings-wasm"] {
        assert_acyclic(folder);
    }
}

fn assert_acyclic(folder: &str) {
    let imports = imports_in(folder);
    assert_no_cycle(&imports);
    assert_no_cycle(&graph::by_folder(&imports, top));
}

#[test]
fn the_python_binding_has_no_import_cycle() {
    let imports = imports_in("bindings-python");
    assert_no_cycle(&imports);
    assert_no_cycle(&graph::by_folder(&imports, top));
}

fn top(module: &str) -> String {
    module.split("::").next().unwrap_or_default().to_owned()
}

fn imports_of(files: &[(&str, &str)]) -> graph::Imports {
    Crate::of(files).imports()
}

#[test]
fn finds_a_cycle_of_modules() {
    let imports = imports_of(&[
        ("", "mod a; mod b; mod c; mod d;"),
        ("a", "use crate::b::{self, B}; struct A;"),
        ("b", "struct B; fn f() -> crate::c::C { panic!() }"),
        ("c", "macro_rules! m { () => { super::a::A } } struct C;"),
        ("d", "use crate::a::A;"),
    ]);
    assert_eq!(graph::cycles(&imports), ["a -> b, b -> c, c -> a"]);
}

#[test]
fn finds_a_cycle_of_folders() {
    let imports = imports_of(&[
        ("", "mod x; mod y;"),
        ("x", "mod a; mod b; pub use a::A;"),
        ("x::a", "use crate::y::c::C; struct A;"),
        ("x::b", "struct B;"),
        ("y", "pub mod c; mod d;"),
        ("y::c", "struct C;"),
        ("y::d", "use crate::x::b::B;"),
    ]);
    assert!(graph::cycles(&imports).is_empty());
    let folders = graph::by_folder(&imports, top);
    assert_eq!(graph::cycles(&folders), ["x -> y, y -> x"]);
}

#[test]
fn follows_re_exports_to_the_module_that_defines_the_item() {
    let files = |root: &'static str| {
        imports_of(&[
            ("", "mod x;"),
            ("x", root),
            ("x::a", "use super::B; struct A;"),
            ("x::b", "struct B;"),
        ])
    };
    // A module that only re-exports items of its children depends on none of them.
    let found = files("mod a; mod b; pub use a::A; pub use b::*;");
    assert_eq!(found, imports_of_pairs(&[("x::a", "x::b")]));
    let found = files("mod a; mod b; pub use a::A; pub(crate) use b::B; fn f(_: A) {}");
    assert_eq!(found, imports_of_pairs(&[("x::a", "x::b"), ("x", "x::a")]));
}

#[test]
fn ignores_other_crates_with_the_name_of_a_module() {
    let imports = imports_of(&[
        ("", "mod a; use ::a::B; fn f(_: B) {}"),
        ("a", "use crate::C; struct A;"),
    ]);
    assert_eq!(imports, imports_of_pairs(&[("a", "")]));
}

#[test]
fn ignores_tests_comments_and_text() {
    let imports = imports_of(&[
        ("", "mod a; mod b; #[cfg(test)] mod c;"),
        (
            "a",
            "use crate::b::B; struct A;
             #[cfg(test)] mod tests { use crate::b::C; }",
        ),
        (
            "b",
            "/// See [`A`](crate::a::A).
             struct B; // use crate::a::A;
             const TEXT: &str = \"crate::a::A\";
             #[cfg(test)] use crate::a::A;
             #[cfg(test)] mod tests { use crate::a::A; }",
        ),
    ]);
    assert_eq!(imports, imports_of_pairs(&[("a", "b")]));
}

fn imports_of_pairs(pairs: &[(&str, &str)]) -> graph::Imports {
    let owned = |(from, to): &(&str, &str)| ((*from).to_owned(), (*to).to_owned());
    pairs.iter().map(owned).collect()
}
