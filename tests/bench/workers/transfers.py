"""A big file uploaded from a path, or a big stream read: the time, and the memory on top."""

import contextlib
import os
import pathlib
import tempfile

from usage import Meter, options, peak_rss_mb, report

BLOCK = 1_000_000


def main():
    asked = options()
    os.environ["FLYMYAI_DSN"] = asked["url"]
    import flymyai

    with file_of(asked["size"]) as path, flymyai.client(
        apikey=asked["key"], model="demo/echo"
    ) as client:
        # Lazy loading is no part of a transfer's time.
        client.predict({"prompt": "Hello", "file": b"0"})
        list(client.stream({"prompt": "Hello"}))
        before = peak_rss_mb()
        meter = Meter()
        if asked["what"] == "upload":
            moved = client.predict({"file": path}).output_data["files"]["file"]["size"]
        else:
            parts = client.stream({"bytes": asked["size"]})
            moved = sum(sum(map(len, part.output_data["output"])) for part in parts)
        figures = meter.per(1)
    assert moved == asked["size"], f"{moved} bytes went over"
    report(extra_mb=peak_rss_mb() - before, **figures)


@contextlib.contextmanager
def file_of(size):
    """The path of a file that is in memory already: its first reader would pay for that."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "film.bin")
        with open(path, "wb") as file:
            file.truncate(size)
        with open(path, "rb", buffering=0) as file:
            while file.read(BLOCK):
                pass
        yield path


main()
