//! The modules of a crate and what they import, read from its sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::graph::Imports;

/// The modules of a crate by their paths, such as `config::network`; the root is empty.
pub(crate) struct Crate(BTreeMap<String, Module>);

/// One source file.
#[derive(Debug, Default)]
struct Module {
    children: Vec<String>,
    /// The names that `use` brings into scope.
    uses: Vec<Use>,
    /// Paths and single identifiers outside `use` items.
    mentions: BTreeSet<Vec<String>>,
}

#[derive(Debug)]
struct Use {
    /// The name in this module; `*` for all names of a module.
    name: String,
    path: Vec<String>,
    is_public: bool,
}

impl Crate {
    /// Reads the crate whose root is `lib.rs` in this folder.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut modules = BTreeMap::new();
        read_module(&mut modules, String::new(), &folder.join("lib.rs"), folder);
        Self(modules)
    }

    /// The crate with these sources by module path.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let parsed = |(path, text): &(&str, &str)| ((*path).to_owned(), Module::parse(text));
        Self(files.iter().map(parsed).collect())
    }

    /// Which module imports which.
    pub(crate) fn imports(&self) -> Imports {
        let mut imports = Imports::new();
        for (from, module) in &self.0 {
            let mut add = |path: &[String]| {
                if let Some((to, _)) = self.resolve(from, path, 0)
                    && to != *from
                {
                    imports.insert((from.clone(), to));
                }
            };
            for item in &module.uses {
                let is_mentioned = || {
                    let mut heads = module.mentions.iter().filter_map(|path| path.first());
                    heads.any(|head| *head == item.name)
                };
                // A re-export alone is no dependency, and the import of a module counts
                // where something of it is named.
                let is_module = self
                    .resolve(from, &item.path, 0)
                    .is_some_and(|(_, is_module)| is_module);
                if !is_module && (!item.is_public || is_mentioned()) {
                    add(&item.path);
                }
            }
            for path in module.mentions.iter().filter(|path| path.len() > 1) {
                add(path);
            }
        }
        imports
    }

    /// The module that defines what a path leads to, and whether it is a module itself;
    /// nothing for a path that leaves the crate.
    fn resolve(&self, from: &str, path: &[String], depth: usize) -> Option<(String, bool)> {
        let (head, rest) = path.split_first()?;
        if depth > 20 {
            return None;
        }
        let module = self.0.get(from)?;
        match head.as_str() {
            "crate" => return self.descend(String::new(), rest, depth),
            "self" => return self.descend(from.to_owned(), rest, depth),
            "super" => {
                let parent = from.rsplit_once("::").map_or("", |(parent, _)| parent);
                return match rest.first().map(String::as_str) {
                    Some("super") => self.resolve(parent, rest, depth),
                    _ => self.descend(parent.to_owned(), rest, depth),
                };
            }
            _ => {}
        }
        if module.children.contains(head) {
            return self.descend(from.to_owned(), path, depth);
        }
        let item = module.uses.iter().find(|item| item.name == *head)?;
        if item.path == path {
            return None;
        }
        let whole: Vec<String> = item.path.iter().chain(rest).cloned().collect();
        self.resolve(from, &whole, depth + 1)
    }

    fn descend(&self, from: String, path: &[String], depth: usize) -> Option<(String, bool)> {
        let Some((head, rest)) = path.split_first() else {
            return Some((from, true));
        };
        let module = self.0.get(&from)?;
        if module.children.contains(head) {
            let child = join(&from, head);
            // Modules of tests are not read.
            return self
                .0
                .contains_key(&child)
                .then(|| self.descend(child, rest, depth))?;
        }
        let named = module.uses.iter().find(|item| item.name == *head);
        if let Some(item) = named {
            let whole: Vec<String> = item.path.iter().chain(rest).cloned().collect();
            return self.resolve(&from, &whole, depth + 1);
        }
        for glob in module.uses.iter().filter(|item| item.name == "*") {
            if let Some((target, true)) = self.resolve(&from, &glob.path, depth + 1) {
                return Some((target, false));
            }
        }
        Some((from, false))
    }
}

fn join(parent: &str, child: &str) -> String {
    match parent {
        "" => child.to_owned(),
        parent => format!("{parent}::{child}"),
    }
}

fn read_module(modules: &mut BTreeMap<String, Module>, path: String, file: &Path, folder: &Path) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file:?}: {error}"));
    let module = Module::parse(&text);
    for child in &module.children {
        let inner = folder.join(child);
        let file = [folder.join(format!("{child}.rs")), inner.join("mod.rs")];
        let file = file.iter().find(|file| file.exists());
        if let Some(file) = file {
            read_module(modules, join(&path, child), file, &inner);
        }
    }
    modules.insert(path, module);
}

impl Module {
    fn parse(text: &str) -> Self {
        let mut module = Self::default();
        module.scan(text.parse().expect("tokens of Rust"));
        module
    }

    fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            if is_test(&tokens[at..]) {
                at = item_end(&tokens, at);
                continue;
            }
            match &tokens[at] {
                TokenTree::Ident(word) if *word == "mod" => {
                    if let [_, TokenTree::Ident(name), TokenTree::Punct(_), ..] = &tokens[at..] {
                        self.children.push(name.to_string());
                    }
                    at += 2;
                }
                TokenTree::Ident(word) if *word == "use" => {
                    let end = item_end(&tokens, at);
                    let is_public = matches!(
                        at.checked_sub(1).map(|before| &tokens[before]),
                        Some(TokenTree::Group(_))
                    ) || at > 0 && tokens[at - 1].to_string() == "pub";
                    // A path that begins with `::` leaves the crate.
                    if !matches!(tokens.get(at + 1), Some(TokenTree::Punct(_))) {
                        self.use_tree(&tokens[at + 1..end], &[], is_public);
                    }
                    at = end;
                }
                TokenTree::Ident(_) => {
                    let (path, end) = path(&tokens, at);
                    self.mentions.insert(path);
                    at = end;
                }
                TokenTree::Group(group) => {
                    self.scan(group.stream());
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    /// Reads `a::b`, `a::{b, c as d}` and `a::*`.
    fn use_tree(&mut self, tokens: &[TokenTree], prefix: &[String], is_public: bool) {
        for tree in tokens.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ','))
        {
            let mut path = prefix.to_vec();
            let mut name = None;
            let mut words = tree.iter();
            while let Some(token) = words.next() {
                match token {
                    TokenTree::Ident(word) if *word == "as" => {
                        name = words.next().map(ToString::to_string);
                    }
                    TokenTree::Ident(word) if *word == "self" && !path.is_empty() => {}
                    TokenTree::Ident(word) => path.push(word.to_string()),
                    TokenTree::Punct(star) if star.as_char() == '*' => name = Some("*".to_owned()),
                    TokenTree::Group(group) => {
                        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                        self.use_tree(&inner, &path, is_public);
                        path.clear();
                    }
                    _ => {}
                }
            }
            if let Some(name) = name.or_else(|| path.last().cloned())
                && !path.is_empty()
            {
                self.uses.push(Use {
                    name,
                    path,
                    is_public,
                });
            }
        }
    }
}

/// Whether an item starts here that is compiled for tests only.
fn is_test(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Punct(sign), TokenTree::Group(group), ..] => {
            let text = group.stream().to_string().replace(' ', "");
            sign.as_char() == '#' && group.delimiter() == Delimiter::Bracket && text == "cfg(test)"
        }
        _ => false,
    }
}

/// The place behind the item that starts here: its `;` or its braces.
fn item_end(tokens: &[TokenTree], start: usize) -> usize {
    let is_use = tokens[start..]
        .iter()
        .find_map(|token| match token {
            TokenTree::Ident(word) if *word == "use" => Some(true),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(false),
            _ => None,
        })
        .unwrap_or_default();
    let is_end = |token: &TokenTree| match token {
        TokenTree::Punct(sign) => sign.as_char() == ';',
        TokenTree::Group(group) => !is_use && group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    let length = tokens[start..].iter().position(is_end);
    length.map_or(tokens.len(), |length| start + length + 1)
}

/// The path that starts here, `a` or `a::b::c`, and the place behind it.
fn path(tokens: &[TokenTree], start: usize) -> (Vec<String>, usize) {
    let mut path = vec![tokens[start].to_string()];
    let mut at = start + 1;
    while let [
        TokenTree::Punct(first),
        TokenTree::Punct(second),
        TokenTree::Ident(word),
        ..,
    ] = &tokens[at..]
        && first.as_char() == ':'
        && second.as_char() == ':'
    {
        path.push(word.to_string());
        at += 3;
    }
    (path, at)
}
