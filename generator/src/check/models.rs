//! Records and enums.

use toml::Spanned;

use super::Checked;
use crate::declaration::{EnumEntry, ModelEntry, PropertyEntry};
use crate::model::{Enum, Field, Method, Model, Property, PropertyValue, Set};

impl Checked<'_> {
    pub(super) fn model(&mut self, name: &Spanned<String>, entry: ModelEntry) -> Model {
        let doc = self.doc(
            entry.doc,
            &name.span(),
            &format!("model `{}`", name.get_ref()),
        );
        if let Some(extra) = &entry.extra {
            self.one_of(
                extra,
                &["allow", "forbid", "ignore"],
                "rule for unknown fields",
            );
        }
        self.is_generic = entry.generic;
        let fields: Vec<Field> = entry
            .fields
            .into_iter()
            .map(|(name, field)| {
                let what = format!("field `{}`", name.get_ref());
                let declared = self.type_of(&field.r#type);
                if field.required && (!declared.is_nullable() || field.default.is_some()) {
                    let text = "`required` is for a field that may be null and has no default";
                    self.report(&name.span(), text.to_owned());
                }
                Field {
                    doc: self.doc(field.doc, &name.span(), &what),
                    r#type: declared,
                    default: self.default_of(field.default, &name.span()),
                    wire: field.wire.unwrap_or_else(|| name.get_ref().clone()),
                    min: field.min,
                    is_strict: field.strict,
                    min_length: field.min_length,
                    max_length: field.max_length,
                    literal: field.literal,
                    pattern: field.pattern,
                    is_hidden: field.hidden,
                    is_exact: field.exact,
                    is_required: field.required,
                    name: name.into_inner(),
                }
            })
            .collect();
        self.is_generic = false;
        if let Some(base) = &entry.extends
            && !self.owners.contains_key(base.get_ref())
        {
            let text = format!("`{}` is no model", base.get_ref());
            self.report(&base.span(), text);
        }
        let known: Vec<String> = fields.iter().map(|each| each.name.clone()).collect();
        if let Some(rows) = &entry.rows
            && !fields.iter().any(|field| {
                field.name == *rows.get_ref() && matches!(field.r#type, crate::types::Type::List(_))
            })
        {
            let text = format!(
                "`rows` names `{}`, which is no list of the model",
                rows.get_ref()
            );
            self.report(&rows.span(), text);
        }
        let properties = entry
            .properties
            .into_iter()
            .filter_map(|(name, entry)| self.property(&name, entry, &known))
            .collect();
        let methods = entry
            .methods
            .into_iter()
            .map(|(name, method)| {
                let what = format!("method `{}`", name.get_ref());
                Method {
                    doc: self.doc(method.doc, &name.span(), &what),
                    typescript: method.typescript,
                    name: name.into_inner(),
                }
            })
            .collect();
        for base in &entry.python_extends {
            if !self.owners.contains_key(base.get_ref()) {
                let text = format!("`{}` is no model", base.get_ref());
                self.report(&base.span(), text);
            }
        }
        Model {
            name: name.get_ref().clone(),
            doc,
            extends: entry.extends.map(Spanned::into_inner),
            handwritten: self.languages(entry.handwritten),
            python_base: entry.python_base,
            python_extends: entry
                .python_extends
                .into_iter()
                .map(Spanned::into_inner)
                .collect(),
            extra: entry.extra.map(Spanned::into_inner),
            hides_input: entry.hide_input,
            is_generic: entry.generic,
            rows: entry.rows.map(Spanned::into_inner),
            fields,
            properties,
            methods,
        }
    }

    fn property(
        &mut self,
        name: &Spanned<String>,
        entry: PropertyEntry,
        fields: &[String],
    ) -> Option<Property> {
        let what = format!("property `{}`", name.get_ref());
        let doc = self.doc(entry.doc, &name.span(), &what);
        let value = match (entry.same_as, entry.of, entry.set) {
            (Some(field), None, None) => PropertyValue::SameAs(field.into_inner()),
            (None, Some(field), Some(set)) => PropertyValue::InSet {
                field: field.into_inner(),
                set,
                or: entry.or_set.zip(entry.with),
            },
            _ => {
                let text = format!("{what} needs `same_as`, or `of` and `set`");
                self.report(&name.span(), text);
                return None;
            }
        };
        if !fields.iter().any(|field| field == value.field()) {
            let text = format!("{what} names `{}`, which is no field", value.field());
            self.report(&name.span(), text);
        }
        Some(Property {
            name: name.get_ref().clone(),
            doc,
            value,
        })
    }

    pub(super) fn enumeration(&mut self, name: &Spanned<String>, entry: EnumEntry) -> Enum {
        let doc = self.doc(
            entry.doc,
            &name.span(),
            &format!("enum `{}`", name.get_ref()),
        );
        let is_value = |value: &Spanned<String>| entry.values.contains_key(value.get_ref());
        let sets = entry.sets.values().flat_map(|set| &set.values);
        let unknown: Vec<_> = sets
            .chain([&entry.default])
            .filter(|value| !is_value(value))
            .collect();
        for value in unknown {
            let text = format!("`{}` is no value of `{}`", value.get_ref(), name.get_ref());
            self.report(&value.span(), text);
        }
        Enum {
            name: name.get_ref().clone(),
            rust: entry.rust.unwrap_or_else(|| name.get_ref().clone()),
            doc,
            default: entry.default.into_inner(),
            is_strict: entry.strict,
            values: entry.values.into_iter().collect(),
            sets: entry
                .sets
                .into_iter()
                .map(|(name, set)| Set {
                    name,
                    doc: set.doc,
                    values: set.values.into_iter().map(Spanned::into_inner).collect(),
                })
                .collect(),
        }
    }
}
