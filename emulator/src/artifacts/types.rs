//! Standard types of artifacts, each a template that can be published as it is.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};

use super::files::{File, Files};

pub(super) struct Type {
    pub(super) key: &'static str,
    name: &'static str,
    pub(super) default_name: &'static str,
    summary: &'static str,
    /// The file that has the content.
    edit: &'static str,
    content: &'static str,
    example_change: &'static str,
}

pub(super) static TYPES: [Type; 6] = [
    Type {
        key: "presentation",
        name: "Presentation",
        default_name: "My presentation",
        summary: "Slides in Markdown.",
        edit: "slides.md",
        content: "# Title\n\n---\n\n# Second slide\n",
        example_change: "add a slide about prices",
    },
    Type {
        key: "game",
        name: "Game",
        default_name: "My game",
        summary: "A small game in the browser.",
        edit: "game.config.js",
        content: "export default { player: \"fox\", enemy: \"crow\", speed: 1 };\n",
        example_change: "make the enemies faster",
    },
    Type {
        key: "landing",
        name: "Landing page",
        default_name: "My landing page",
        summary: "One page about one thing.",
        edit: "site.json",
        content: "{\"title\": \"Hello\", \"sections\": []}\n",
        example_change: "add a section with questions and answers",
    },
    Type {
        key: "report",
        name: "Report",
        default_name: "My report",
        summary: "A text with figures.",
        edit: "report.md",
        content: "# Report\n\nFindings.\n",
        example_change: "add a summary",
    },
    Type {
        key: "dashboard",
        name: "Dashboard",
        default_name: "My dashboard",
        summary: "Numbers at a glance.",
        edit: "data.json",
        content: "{\"cards\": [{\"title\": \"Sales\", \"value\": 1}]}\n",
        example_change: "add a card for costs",
    },
    Type {
        key: "gallery",
        name: "Gallery",
        default_name: "My gallery",
        summary: "Pictures with captions.",
        edit: "gallery.json",
        content: "{\"pictures\": []}\n",
        example_change: "show two pictures per row",
    },
];

pub(super) fn find(key: &str) -> Option<&'static Type> {
    TYPES.iter().find(|one| one.key == key)
}

impl Type {
    pub(super) fn files(&self) -> Files {
        let page = format!(
            "<!doctype html><title>{}</title><main data-content=\"{}\"></main>\n",
            self.name, self.edit
        );
        let readme = format!("Change {}: it has the content.\n", self.edit);
        [
            ("index.html", Bytes::from(page)),
            ("README.md", Bytes::from(readme)),
            (self.edit, Bytes::from_static(self.content.as_bytes())),
        ]
        .into_iter()
        .map(|(path, content)| (path.to_owned(), Arc::new(File::new(content))))
        .collect()
    }

    pub(super) fn view(&'static self) -> Value {
        let files = self.files();
        let total: usize = files.values().map(|file| file.content.len()).sum();
        json!({
            "key": self.key,
            "name": self.name,
            "summary": self.summary,
            "edit": self.edit,
            "default_name": self.default_name,
            "example_change": self.example_change,
            "entry": "index.html",
            "files_count": files.len(),
            "total_bytes": total,
        })
    }
}
