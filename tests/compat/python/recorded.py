"""The documented differences, line by line, as files of text beside the programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional

from transcript import difference

_HEAD = "## "


class Recorded:
    """One `.diff` file for each file of programs; a section for each program that differs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sections: Dict[str, Dict[str, List[str]]] = {}
        for path in sorted(folder.glob("*.diff")):
            sections: Dict[str, List[str]] = {}
            for line in path.read_text(encoding="utf-8").split("\n"):
                if line.startswith(_HEAD):
                    lines = sections.setdefault(line[len(_HEAD) :], [])
                elif line:
                    lines.append(line)
            self.sections[path.stem] = sections

    def of(self, file: str, name: str) -> Optional[List[str]]:
        return self.sections.get(Path(file).stem, {}).get(name)

    def stale(self, programs: List[Dict[str, Any]]) -> List[str]:
        """Recorded programs that don't exist any more, or are the same by now."""
        differ = {item["name"] for item in programs if item["theirs"] != item["ours"]}
        return [
            name for sections in self.sections.values() for name in sections if name not in differ
        ]

    def write(self, programs: List[Dict[str, Any]], whole: bool) -> None:
        """Takes over the differences of these programs; of all that exist, if it is the `whole`.

        A difference without a row is no documented one and is not written down.
        """
        if whole:
            self.sections = {}
        for item in programs:
            sections = self.sections.setdefault(Path(item["file"]).stem, {})
            found = difference(item["theirs"], item["ours"])
            sections.pop(item["name"], None)
            if found is not None and item["rows"]:
                sections[item["name"]] = found
        self.folder.mkdir(exist_ok=True)
        for path in self.folder.glob("*.diff"):
            path.unlink()
        for stem, sections in self.sections.items():
            if sections:
                text = "\n\n".join(
                    "\n".join([_HEAD + name, *lines]) for name, lines in sorted(sections.items())
                )
                (self.folder / f"{stem}.diff").write_text(text + "\n", encoding="utf-8")
