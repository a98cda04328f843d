"""Reads HTML of notebooks."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import List, Optional, Tuple

HOSTILE = '<script>alert("1")</script> & <img src=x onerror="y">'


class Page(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: List[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data + " "
