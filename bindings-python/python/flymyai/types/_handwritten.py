"""Methods of models that declarations name as `python_base`."""

from __future__ import annotations

from typing import Any, Dict, Tuple


class PicklablePage:
    """A page with rows of a type, which pickles: pickle finds no class with a type in its name."""

    def __reduce__(self) -> Tuple[Any, ...]:
        generic: Dict[str, Any] = getattr(type(self), "__pydantic_generic_metadata__", {})
        page = generic.get("origin") or type(self)
        state: Any = self.__getstate__()  # type: ignore[attr-defined, unused-ignore]
        return _rebuild, (page, generic.get("args", ()), state)


def _rebuild(page: Any, rows: Tuple[Any, ...], state: Any) -> Any:
    """Makes the page of a pickle."""
    kind = page[rows] if rows else page
    made = kind.__new__(kind)
    made.__setstate__(state)
    return made
