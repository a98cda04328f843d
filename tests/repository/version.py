"""The project's version: one source, and a rule for its numbers.

    python version.py          prints it
    python version.py --copy   copies it from Cargo.toml to the files that can't refer to it

The workspace's `Cargo.toml` is the source. The crates and the wheel refer to it; `package.json`
and the two locks hold copies. Major and minor are those of the service's API that the packages
implement. The service's authors publish releases under the same numbers, so patch numbers
of this project start at 100.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Dict, Tuple

ROOT = Path(__file__).resolve().parents[2]
API = (1, 2)
FIRST_PATCH = 100


def source() -> str:
    """The version in Cargo.toml."""
    text = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    found = re.search(r'^\[workspace\.package\]\nversion = "(.+)"$', text, re.M)
    if found is None:
        raise SystemExit("Cargo.toml: [workspace.package] does not begin with a version")
    return found.group(1)


def numbers(version: str) -> Tuple[int, int, int]:
    """The three numbers of a version.

    Raises:
        ValueError: It is not of the form `1.2.100`.
    """
    found = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version)
    if found is None:
        raise ValueError(f"{version}: a version is three numbers, such as 1.2.100")
    major, minor, patch = map(int, found.groups())
    return major, minor, patch


def check(version: str) -> None:
    """Checks a version against the rule.

    Raises:
        ValueError: The version breaks it.
    """
    *api, patch = numbers(version)
    if tuple(api) != API:
        raise ValueError(f"{version}: the implemented API is {API[0]}.{API[1]}")
    if patch < FIRST_PATCH:
        raise ValueError(f"{version}: patch numbers below {FIRST_PATCH} belong to the service")


def copies() -> Dict[str, str]:
    """The versions in the files that can't refer to Cargo.toml, by place."""
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    found = {
        "package.json": package["version"],
        "package-lock.json": lock["version"],
        "package-lock.json, packages": lock["packages"][""]["version"],
    }
    crates = (ROOT / "Cargo.lock").read_text(encoding="utf-8")
    for name, version, rest in re.findall(
        r'^\[\[package\]\]\nname = "(.+)"\nversion = "(.+)"\n(.*)', crates, re.M
    ):
        # Crates of the workspace have no source.
        if name.startswith("flymyai-") and not rest.startswith("source"):
            found[f"Cargo.lock, {name}"] = version
    return found


def copy() -> None:
    """Writes the version of Cargo.toml to the other files."""
    version = source()
    for name, times in (("package.json", 1), ("package-lock.json", 2)):
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        text = re.sub(r'("version": ")[^"]+', rf"\g<1>{version}", text, count=times)
        path.write_text(text, encoding="utf-8")
    path = ROOT / "Cargo.lock"
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r'(name = "flymyai-[a-z]+"\nversion = ")[^"]+("\n(?!source))', rf"\g<1>{version}\g<2>", text
    )
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    check(source())
    if "--copy" in sys.argv[1:]:
        copy()
    print(source())
