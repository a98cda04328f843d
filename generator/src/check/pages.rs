//! Pages of lists.

use toml::Spanned;

use super::Checked;
use crate::declaration::PagesEntry;
use crate::model::{PageKind, Paging};
use crate::types::Type;

const KINDS: [(&str, PageKind); 3] = [
    ("cursor", PageKind::Cursor),
    ("link", PageKind::Link),
    ("single", PageKind::Single),
];

impl Checked<'_> {
    /// The pages of an operation that returns this type.
    pub(super) fn paging(
        &mut self,
        entry: Spanned<PagesEntry>,
        returned: Option<&Type>,
        arguments: &[crate::model::Argument],
    ) -> Option<Paging> {
        let span = entry.span();
        let entry = entry.into_inner();
        let names = KINDS.map(|(name, _)| name);
        let kind = self.one_of(&entry.kind, &names, "kind of pages");
        let (_, kind) = *KINDS.iter().find(|(name, _)| *name == kind)?;
        let of = match (kind, &entry.of, returned) {
            (PageKind::Single, Some(of), _) => self.type_of(of),
            (PageKind::Single, None, _) => {
                self.report(&span, "single pages need `of`, the type of a row");
                return None;
            }
            (_, None, Some(Type::List(of))) => (**of).clone(),
            (_, Some(of), _) => {
                self.report(&of.span(), "`of` is for single pages");
                return None;
            }
            _ => {
                self.report(&span, "an operation that collects pages returns a list");
                return None;
            }
        };
        let mut iter = Vec::new();
        for (name, value) in entry.iter {
            if !arguments.iter().any(|each| each.name == name) {
                let text = format!("`iter` names `{name}`, which is no argument");
                self.report(&span, text);
            }
            iter.extend(
                self.default_of(Some(value), &span)
                    .map(|value| (name, value)),
            );
        }
        let position = entry.position.unwrap_or_else(|| "cursor".to_owned());
        if kind == PageKind::Single && !arguments.iter().any(|each| each.name == position) {
            let text = format!("single pages need the argument `{position}`");
            self.report(&span, text);
        }
        let mut example = self.example(entry.example, &span, "`pages`");
        let with_async = || example.python.replace(" for ", " async for ");
        example.python_async = example.python_async.clone().or_else(|| Some(with_async()));
        Some(Paging {
            example,
            kind,
            name: entry.name,
            takes_empty_object: entry.empty_object,
            rows: entry.rows.unwrap_or_else(|| "results".to_owned()),
            next: entry.next.unwrap_or_else(|| "next_cursor".to_owned()),
            position,
            of,
            iter,
        })
    }
}
