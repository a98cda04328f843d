"""Changes to docstrings for the reference pages; a griffe extension.

Docstrings are short, and refer to other docstrings instead of repeating them, as editors show them
side by side. A page shows each item alone, so this extension copies the referenced parts.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

# The reference of an asynchronous method to the synchronous one with the same sections.
_TWIN = re.compile(r"; see `(\w+)\.(\w+)`(?=\.)")


class Completed(griffe.Extension):
    """Completes docstrings once the package is loaded.

    - `Example:`, which griffe parses as a note, becomes the section `Examples:`.
    - Methods with ``see `Runs.get` `` in their docstring get that method's sections.
    - Classes with `__doc__ = Other.__doc__` get the other's docstring.
    - Functions decorated with `lazy` are attributes.
    """

    def on_package(self, *, pkg: griffe.Module, **kwargs: Any) -> None:
        """Called by griffe."""
        complete(pkg)


def complete(package: griffe.Module) -> None:
    """Completes the docstrings of a package.

    Args:
        package: The package, as griffe has read it.
    """
    _visit(package, _name_examples)
    _visit(package, _borrow)
    _visit(package, _join_twin)
    _visit(package, _make_attribute)


def _visit(owner: Any, change: Any) -> None:
    change(owner)
    for member in list(owner.members.values()):
        if not member.is_alias:
            _visit(member, change)


def _name_examples(item: Any) -> None:
    if item.docstring:
        _say(item, re.sub(r"^Example:$", "Examples:", item.docstring.value, flags=re.MULTILINE))


def _borrow(item: Any) -> None:
    attribute = item.members.get("__doc__") if item.is_class else None
    other = str(getattr(attribute, "value", "")).partition(".")[0]
    if other in item.module.members:
        text = item.module[other].docstring.value
        item.docstring = griffe.Docstring(text, parent=item, parser="google")
        del item.members["__doc__"]


def _join_twin(item: Any) -> None:
    named = _TWIN.search(item.docstring.value) if item.docstring else None
    if named is None:
        return
    other = item.module[named.group(1)][named.group(2)]
    own, _, examples = _TWIN.sub("", item.docstring.value).partition("\n\nExamples:")
    rest = other.docstring.value.partition("\n\nExamples:")[0].partition("\n\n")[2]
    _say(item, "\n\n".join(part for part in (own, rest, f"Examples:{examples}") if part))


def _make_attribute(item: Any) -> None:
    if not item.is_function or "lazy" not in [str(each.value) for each in item.decorators]:
        return
    attribute = griffe.Attribute(
        item.name,
        lineno=item.lineno,
        endlineno=item.endlineno,
        annotation=item.returns,
        docstring=item.docstring,
        parent=item.parent,
    )
    attribute.labels |= {"property"}
    if item.docstring:
        item.docstring.parent = attribute
    item.parent.members[item.name] = attribute


def _say(item: Any, text: str) -> None:
    item.docstring = griffe.Docstring(
        text,
        lineno=item.docstring.lineno,
        endlineno=item.docstring.endlineno,
        parent=item,
        parser="google",
    )
