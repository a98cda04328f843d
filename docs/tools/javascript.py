"""Adds typedoc's pages to the site; an mkdocs hook."""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any, Dict, List

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = pathlib.Path(__file__).parents[2]
sys.path.append(str(ROOT / "docs" / "tools"))
from signatures import Default, defaults, mistakes, with_defaults  # noqa: E402

WRITTEN = ROOT / "target" / "typedoc"
HOME = "reference/javascript"
# The folders of typedoc's output.
FOLDERS = ("classes", "interfaces", "type-aliases", "variables", "functions")
CLIENTS = (
    "AgentClient",
    "Agents",
    "Runs",
    "Tools",
    "Compilations",
    "Versions",
    "McpResourceSets",
    "AgentGroups",
    "McpTeams",
    "McpShares",
    "McpServers",
    "Deployments",
    "TriggersV1",
    "Artifacts",
    "Projects",
    "Apps",
    "FlyMyAI",
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Adds the pages to the menu below `JavaScript`."""
    pages = sorted(WRITTEN.glob("*/*.md"), key=lambda page: page.stem)
    unknown = {page.parent.name for page in pages} - set(FOLDERS)
    if unknown:
        raise ValueError(f"typedoc wrote folders that the menu does not list: {sorted(unknown)}")
    sections: Dict[str, List[pathlib.Path]] = {
        "Clients": [page for name in CLIENTS for page in pages if page.stem == name],
        "Errors": [page for page in pages if page.stem.endswith("Error")],
    }
    listed = {page for members in sections.values() for page in members}
    rest = [page for page in pages if page not in listed]
    sections["Records and options"] = [page for page in rest if page.parent.name in FOLDERS[:2]]
    sections["Types"] = [page for page in rest if page.parent.name == "type-aliases"]
    sections["Values and functions"] = [page for page in rest if page.parent.name in FOLDERS[3:]]
    menu: List[Any] = [f"{HOME}/index.md"]
    for title, members in sections.items():
        menu.append({title: [{page.stem: address(page)} for page in members]})
    for section in config.nav or []:
        for entry in section.get("Reference", []):
            if "JavaScript" in entry:
                entry["JavaScript"] = menu
    return config


def address(page: pathlib.Path) -> str:
    """The path of a page in the site's sources."""
    return f"{HOME}/{page.relative_to(WRITTEN).as_posix()}"


def all_defaults() -> Dict[str, List[Default]]:
    """The default values that each page has to show, by the page's address."""
    project = json.loads(WRITTEN.with_suffix(".json").read_text(encoding="utf-8"))
    return {f"{HOME}/{name}": expected for name, expected in defaults(project).items()}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages."""
    expected = all_defaults()
    for page in sorted(WRITTEN.rglob("*.md")):
        name = address(page)
        text = with_defaults(page.read_text(encoding="utf-8"), expected.pop(name, []))
        files.append(File.generated(config, name, content=text))
    if expected:
        raise PluginError(f"typedoc wrote no page for these default values: {expected}")
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fails for pages with stray backslashes, or without a default value."""
    name = page.file.src_uri
    expected = all_defaults().get(name, []) if name.startswith(HOME) else []
    found = list(mistakes(html, expected))
    if found:
        raise PluginError(f"{name}: " + "; ".join(found))
    return html
