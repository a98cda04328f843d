"""Takes the pictures of notebooks: `notebook_pictures.py EMULATOR CHROMIUM`.

nbconvert runs the cells against the emulator and writes them as HTML, Chromium takes a screenshot.
`tests/docs/test_pictures.py` runs the same cells.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "guides"
WIDTH = 760
# Each cell with the picture of its output; later cells use the names of earlier ones.
CELLS: Dict[str, str] = {
    "notebook-run.png": (
        "from flymyai import AgentClient\n"
        "\n"
        "client = AgentClient()\n"
        'client.agents.run_and_wait("agent_scored", variables={"website_url": "https://flymy.ai"})'
    ),
    "notebook-compilation.png": "client.agents.compile_from_run(1)",
}


def pages() -> Dict[str, str]:
    """The HTML of each cell with its output."""
    import nbformat
    from nbconvert import HTMLExporter
    from nbconvert.preprocessors import ExecutePreprocessor

    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in CELLS.values()]
    ExecutePreprocessor(timeout=60).preprocess(notebook, {"metadata": {"path": str(ROOT)}})
    found: Dict[str, str] = {}
    for name, cell in zip(CELLS, notebook.cells):
        single = nbformat.v4.new_notebook(cells=[cell])
        html, _ = HTMLExporter().from_notebook_node(single)
        # The scripts would be loaded from elsewhere; the views need none.
        html = re.sub(r"<script.*?</script>", "", html, flags=re.S)
        # As after a click.
        found[name] = html.replace("<details>", "<details open>")
    return found


def screenshot(chromium: str, html: str, picture: Path) -> None:
    """The page as a small picture, without the empty space around it."""
    from PIL import Image, ImageChops

    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        taken = Path(folder) / "page.png"
        page.write_text(html, "utf-8")
        command = [
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            f"--user-data-dir={folder}/profile",
            f"--window-size={WIDTH},1600",
            f"--screenshot={taken}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with Image.open(taken) as image:
            full = image.convert("RGB")
    blank = Image.new("RGB", full.size, full.getpixel((0, 0)))
    filled = ImageChops.difference(full, blank).getbbox()
    assert filled is not None, "Chromium has drawn nothing"
    margin = 12
    box = (0, max(0, filled[1] - margin), WIDTH, min(full.height, filled[3] + margin))
    full.crop(box).quantize(64).save(picture, optimize=True)


def main(binary: str, chromium: str) -> None:
    sys.path.append(str(ROOT / "docs" / "tools"))
    from terminal_picture import emulator

    with emulator(binary) as url:
        os.environ.update(FLYMYAI_API_KEY="fly-notebook", FLYMYAI_AGENTS_BASE_URL=url)
        found = pages()
    for name, html in found.items():
        screenshot(chromium, html, FOLDER / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
