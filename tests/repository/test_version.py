"""The version: its source, its copies, its rule."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from packaging.version import Version

HERE = Path(__file__).resolve().parent
_spec = importlib.util.spec_from_file_location("version", HERE / "version.py")
assert _spec is not None
assert _spec.loader is not None
rule = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(rule)


def test_every_copy_is_the_source() -> None:
    expected = {place: rule.source() for place in rule.copies()}
    assert rule.copies() == expected, "run `make version`"
    assert len(expected) >= 7


def test_the_version_keeps_the_rule() -> None:
    rule.check(rule.source())


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("1.2.18", "belong to the service"),
        ("1.1.100", "the implemented API is 1.2"),
        ("2.2.100", "the implemented API is 1.2"),
        ("1.2", "three numbers"),
        ("1.2.100rc1", "three numbers"),
        ("1.2.0100", "three numbers"),
    ],
)
def test_other_versions_break_the_rule(version: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        rule.check(version)


def test_installers_prefer_it_to_releases_of_the_service() -> None:
    ours = Version(rule.source())
    for theirs in ("1.1.0", "1.2.0rc18", "1.2.0", "1.2.99"):
        assert ours > Version(theirs)


@pytest.mark.parametrize("pin", ["~=1.1", ">=1.1,<2", ">=1.1.0", "~=1.2.0", "==1.*"])
def test_ranges_that_users_pin_accept_it(pin: str) -> None:
    assert Version(rule.source()) in SpecifierSet(pin)


def test_a_caret_range_of_npm_accepts_it() -> None:
    # `^1.1` is >=1.1.0 and <2.0.0, without pre-releases.
    assert (1, 1, 0) <= rule.numbers(rule.source()) < (2, 0, 0)


def test_the_changelog_begins_with_it() -> None:
    changelog = (rule.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", changelog, re.M)
    assert next(one for one in headings if one != "Unreleased") == rule.source()
