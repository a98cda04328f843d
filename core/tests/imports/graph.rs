//! Cycles in a graph of imports.

use std::collections::{BTreeMap, BTreeSet};

/// Which module imports which.
pub(crate) type Imports = BTreeSet<(String, String)>;

/// The same between the folders that modules belong to.
pub(crate) fn by_folder(imports: &Imports, folder: impl Fn(&str) -> String) -> Imports {
    imports
        .iter()
        .map(|(from, to)| (folder(from), folder(to)))
        .filter(|(from, to)| from != to)
        .collect()
}

/// Each group of modules that import one another, with the imports between them.
pub(crate) fn cycles(imports: &Imports) -> Vec<String> {
    let mut targets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in imports {
        targets.entry(from).or_default().insert(to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> = targets
        .keys()
        .map(|module| (*module, reachable(&targets, module)))
        .collect();
    let reaches = |from: &str, to: &str| reached.get(from).is_some_and(|set| set.contains(to));
    let mut seen = BTreeSet::new();
    let mut cycles = Vec::new();
    for module in targets.keys() {
        if !reaches(module, module) || !seen.insert(*module) {
            continue;
        }
        let is_member = |other: &str| reaches(module, other) && reaches(other, module);
        let edges: Vec<String> = imports
            .iter()
            .filter(|(from, to)| is_member(from) && is_member(to))
            .map(|(from, to)| format!("{from} -> {to}"))
            .collect();
        seen.extend(targets.keys().filter(|other| is_member(other)));
        cycles.push(edges.join(", "));
    }
    cycles
}

fn reachable<'a>(targets: &BTreeMap<&'a str, BTreeSet<&'a str>>, start: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = targets.get(start).into_iter().flatten().copied().collect();
    while let Some(module) = open.pop() {
        if found.insert(module) {
            open.extend(targets.get(module).into_iter().flatten());
        }
    }
    found
}
