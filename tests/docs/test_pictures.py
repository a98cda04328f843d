"""The pictures of the guides show what the command and the notebooks show."""

from __future__ import annotations

import ast
import os
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "docs" / "tools"))
import notebook_pictures  # noqa: E402
import terminal_picture  # noqa: E402

GUIDES = ROOT / "docs" / "guides"


@pytest.fixture
def service_url() -> Iterator[str]:
    binary = os.environ.get("FLYMYAI_EMULATOR_BIN") or ROOT / "target/debug/flymyai-emulator"
    with terminal_picture.emulator(str(binary)) as url:
        yield url


def squeezed(text: str) -> str:
    return "".join(text.split())


def drawn_lines() -> List[str]:
    """The lines of the terminal in the picture, without white space."""
    rows: Dict[float, str] = {}
    for element in ElementTree.parse(terminal_picture.PICTURE).iter(
        "{http://www.w3.org/2000/svg}text"
    ):
        if "clip-path" in element.attrib:  # not the title
            at = float(element.attrib["y"])
            rows[at] = rows.get(at, "") + squeezed(element.text or "")
    return [rows[at] for at in sorted(rows) if rows[at]]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")
def test_the_session_is_that_of_the_command(service_url: str) -> None:
    from support import terminal

    launcher = [sys.executable, "-m", "flymyai._cli"]
    lines: List[str] = []
    for command, output in terminal_picture.outputs(launcher, service_url):
        lines += [f"$ {command}", *terminal.screen(output)]
    assert len(lines) >= 15
    # `make pictures` draws it again.
    assert drawn_lines() == [squeezed(line) for line in lines]


def test_the_session_loads_nothing() -> None:
    text = terminal_picture.PICTURE.read_text("utf-8")
    assert "<script" not in text
    assert "@font-face" not in text
    assert "@import" not in text
    assert set(re.findall(r"""(?:href|src)=|url\((?!#)""", text)) == set()


def test_the_cells_of_the_notebook(service_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLYMYAI_API_KEY", "fly-notebook")
    monkeypatch.setenv("FLYMYAI_AGENTS_BASE_URL", service_url)
    names: Dict[str, Any] = {}
    shown: List[Any] = []
    for source in notebook_pictures.CELLS.values():
        *before, last = ast.parse(source).body
        assert isinstance(last, ast.Expr)
        exec(compile(ast.Module(before, []), "cell", "exec"), names)
        shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
    run, compilation = shown
    assert "completed" in run._repr_html_()
    assert "<script" not in run._repr_html_()
    assert "# Website reviewer" in compilation._repr_markdown_()


@pytest.mark.parametrize("name", [*notebook_pictures.CELLS, terminal_picture.PICTURE.name])
def test_pictures_are_small_and_shown(name: str) -> None:
    picture = GUIDES / name
    assert 1_000 < picture.stat().st_size < 60_000
    if picture.suffix == ".png":
        assert picture.read_bytes().startswith(b"\x89PNG")
    pages = [page.read_text("utf-8") for page in GUIDES.glob("*.md")]
    assert any(f"]({name})" in page for page in pages)
