"""Says which glibc a library asks for; fails when it is newer than the one allowed.

python glibc.py LIBRARY 2.17
"""

from __future__ import annotations

import sys
from typing import Iterator, Tuple

from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection


def asked(path: str) -> Iterator[Tuple[int, ...]]:
    """The versions of glibc that the library's symbols are bound to."""
    with open(path, "rb") as file:
        for section in ELFFile(file).iter_sections():
            if not isinstance(section, GNUVerNeedSection):
                continue
            for _, versions in section.iter_versions():
                for version in versions:
                    if version.name.startswith("GLIBC_"):
                        yield tuple(int(part) for part in version.name[6:].split("."))


def main() -> None:
    path, allowed = sys.argv[1:]
    newest = max(asked(path))
    text = ".".join(str(part) for part in newest)
    print(f"glibc {text} is enough for {path.rsplit('/', 1)[-1]}")
    if newest > tuple(int(part) for part in allowed.split(".")):
        sys.exit(f"it must run with glibc {allowed}")


main()
