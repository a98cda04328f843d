"""The helpers that make files of artifacts."""

from __future__ import annotations

import os
from pathlib import Path

from kit import ok, program, tried
from responses import KEY, RECEIPT

from flymyai import AgentClient
from flymyai.agents import artifact_file, artifact_files_from_directory


def write(files, root="site"):
    for name, data in files.items():
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


def show(root="site"):
    tried(lambda: artifact_files_from_directory(root))


@program()
def makes_files_of_texts():
    """Texts and bytes of every kind."""
    for data in ("", "é\r\n", b"", b"<p>", bytearray(b"\xff"), memoryview(b"abc")):
        tried(lambda: artifact_file("a/b.html", data))
    tried(lambda: artifact_file(path="", data="x"))


@program()
def makes_files_of_other_things():
    """Things that are no contents."""
    for data in (None, 5, ["a"], Path("x")):
        tried(lambda: artifact_file("a", data))


@program()
def takes_a_folder():
    """Files in folders, in the order of their paths."""
    write(
        {
            "index.html": "<p>é",
            "b.js": "1",
            "B.css": "x",
            "a/z.txt": "z",
            "a.txt": "a",
            "a-b/c.md": "m",
        }
    )
    show()
    show(Path("site"))
    show("site/")


@program()
def takes_texts_and_bytes():
    """Text is sent as text, anything else encoded."""
    write(
        {
            "a.HTML": "x",
            "b.json": b"\xff",
            "c.png": b"\x89PNG",
            "d.svg": "<svg/>",
            "e": "none",
            "bom.txt": b"\xef\xbb\xbfx",
            "crlf.csv": "a\r\nb",
            "empty.txt": "",
            "empty.bin": b"",
            "f.yaml": "a: 1",
            "g.mjs": "1",
            "h.tar.gz": b"\x1f\x8b",
            "i.glsl": "v",
            "utf16.txt": "é".encode("utf-16"),
        }
    )
    show()


@program(rows=["artifact-folders"])
def takes_odd_names():
    """Blanks, marks and letters of other scripts in names."""
    write(
        {
            "a b.txt": "1",
            "é/ü.txt": "2",
            "x&y?#%.txt": "3",
            "日本.html": "4",
            "a\\b.txt": "5",
            "-.txt": "6",
            "~.txt": "7",
        }
    )
    show()


@program()
def leaves_hidden_files_out():
    """Names that begin with a dot, of files and of folders; the root may be hidden."""
    write(
        {".env": "s", ".git/config": "x", "a/.b/c.txt": "y", "a/d.txt": "z", "e..txt": "w"}, ".site"
    )
    show(".site")


@program(rows=["artifact-folders"])
def takes_links():
    """Links to files are followed, links to folders are not."""
    write({"a.txt": "a", "sub/b.txt": "b"})
    write({"outside.txt": "o"}, "elsewhere")
    os.symlink("a.txt", "site/link.txt")
    os.symlink("../elsewhere/outside.txt", "site/out.txt")
    os.symlink("sub", "site/folder")
    show()


@program(rows=["artifact-folders"])
def takes_links_that_lead_nowhere():
    """Broken links, and one that leads back to its own folder."""
    write({"a.txt": "a"})
    os.symlink("missing", "site/broken.txt")
    os.symlink("..", "site/loop")
    show()
    os.symlink("self.txt", "site/self.txt")
    show()


@program(rows=["artifact-folders"])
def takes_folders_that_are_none():
    """Empty folders, files, and nothing at all."""
    Path("empty/inner").mkdir(parents=True)
    Path("file.txt").write_text("x", encoding="utf-8")
    show("empty")
    show("file.txt")
    show("missing")
    show("")
    for root in (None, 5):
        show(root)


@program()
def takes_a_pipe():
    """Paths that are neither a file nor a folder."""
    write({"a.txt": "a"})
    os.mkfifo("site/pipe.txt")
    show()


@program()
def takes_a_folder_as_a_link():
    """The root itself is a link."""
    write({"a.txt": "a", "b/c.txt": "c"})
    os.symlink("site", "alias")
    show("alias")


@program(ok(RECEIPT))
def publishes_a_folder():
    """The files of a folder are sent to the service."""
    root = write({"index.html": "<p>é", "img/a.png": b"\x89PNG\x00"})
    files = artifact_files_from_directory(root)
    AgentClient().artifacts.create(name="Site", files=files, idempotency_key=KEY)
