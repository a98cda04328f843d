"""The changes of `make docs` to typedoc's pages, and its errors."""

from __future__ import annotations

import pathlib
import sys

import pytest

sys.path.append(str(pathlib.Path(__file__).parents[2] / "docs" / "tools"))
from signatures import Default, defaults, mistakes, with_defaults

PAGE = """\
### \\_connect()

> **\\_connect**(`model`: `string`, `send?`: (`url`: `string`) => `void`, `retries?`: `number`): \
`Promise`&lt;`void`&gt;

| Parameter | Type | Default value | Description |
| ------ | ------ | ------ | ------ |
| `model` | `string` | `undefined` | The model. |
| `retries?` | `number` | `3` | How many attempts. |
"""
TOLD = [Default("_connect", "retries", "3"), Default("_connect", "send", "print")]


def test_defaults_stand_in_the_signature() -> None:
    page = with_defaults(PAGE, TOLD)
    assert "`send`: (`url`: `string`) => `void` = `print`, `retries`: `number` = `3`)" in page
    assert "| `model` | `string` | - | The model. |" in page


def test_a_default_without_its_signature_is_refused() -> None:
    with pytest.raises(ValueError, match="no signature shows _connect"):
        with_defaults(PAGE, [Default("_connect", "timeout", "10")])
    with pytest.raises(ValueError, match="no signature shows connect"):
        with_defaults(PAGE, [Default("connect", "retries", "3")])


def test_defaults_are_read_from_typedoc() -> None:
    parameters = [{"name": "model"}, {"name": "retries", "defaultValue": "3"}]
    method = {
        "kind": 2048,
        "name": "run",
        "signatures": [{"name": "run", "parameters": parameters}],
    }
    project = {"children": [{"kind": 128, "name": "Client", "children": [method]}]}
    assert defaults(project) == {"classes/Client.md": [Default("run", "retries", "3")]}


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p><code>Promise</code>\\&lt;<code>Run</code>&gt;</p>", ["a stray backslash"]),
        ("<p><strong>_connect</strong>(retries?: number): void</p>", ["retries = 3"]),
        ("<p><strong>_connect</strong>(retries: number = 30): void</p>", ["retries = 3"]),
        ("<p><strong>other</strong>(retries: number = 3): void</p>", ["retries = 3"]),
        ("<p><strong>_connect</strong>(retries: <code>number</code> = 3): void</p>", []),
        ("<p><strong>_connect</strong>(retries: number = 3): <code>a\\b</code></p>", []),
    ],
)
def test_a_page_is_refused(html: str, found: list[str]) -> None:
    expected = TOLD[:1] if "retries" in html else []
    complaints = list(mistakes(html, expected))
    assert len(complaints) == len(found)
    assert all(part in complaint for part, complaint in zip(found, complaints))
