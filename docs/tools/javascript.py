"""Brings the pages that typedoc has written into the site; an mkdocs hook."""

from __future__ import annotations

import pathlib
from typing import Any, Dict, List

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = pathlib.Path(__file__).parents[2]
WRITTEN = ROOT / "target" / "typedoc"
HOME = "reference/javascript"
# What typedoc calls its folders.
FOLDERS = ("classes", "interfaces", "type-aliases", "variables", "functions")
CLIENTS = ("AgentClient", "Agents", "Runs", "Tools", "Compilations", "FlyMyAI")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Puts the pages into the menu, where it says `JavaScript`."""
    pages = sorted(WRITTEN.glob("*/*.md"), key=lambda page: page.stem)
    unknown = {page.parent.name for page in pages} - set(FOLDERS)
    if unknown:
        raise ValueError(f"typedoc wrote pages that have no place in the menu: {sorted(unknown)}")
    sections: Dict[str, List[pathlib.Path]] = {
        "Clients": [page for name in CLIENTS for page in pages if page.stem == name],
        "Errors": [page for page in pages if page.stem.endswith("Error")],
    }
    told = {page for members in sections.values() for page in members}
    rest = [page for page in pages if page not in told]
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
    """Where a page is in the site's sources."""
    return f"{HOME}/{page.relative_to(WRITTEN).as_posix()}"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages."""
    for page in sorted(WRITTEN.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        files.append(File.generated(config, address(page), content=text))
    return files
