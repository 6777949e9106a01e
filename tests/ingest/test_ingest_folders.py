"""Seeds from the disk: whatever lies there, the rest opens."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from termnews.domain.article import Article, body_text
from termnews.domain.place import Countries, parse_countries
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_FILE_BYTES
from termnews.ingest.folders import read_seeds

SEED = """Overview Logo
Article Main Image

{headline}

Sample Gazette

Uruguay

Saturday, December 13


First paragraph of {headline} on 11 December 2025.
"""


@pytest.fixture(scope="module")
def countries() -> Countries:
    table = Path(__file__).parents[2] / "src" / "termnews" / "data" / "countries.csv"
    return parse_countries(table.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, headline in (("b.txt", "Second"), ("a.txt", "First"), ("deep/er/c.txt", "Third"), ("Z.md", "Zeroth")):
        path = tmp_path / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SEED.format(headline=headline), encoding="utf-8")
    return tmp_path / "seeds"


def _told(found: Iterator[Article | Problem]) -> list[str]:
    return [one.headline if isinstance(one, Article) else f"{one.where}: {one.why}" for one in found]


def test_folders_are_read_in_the_order_of_names(folder: Path, countries: Countries) -> None:
    assert _told(read_seeds([folder], countries)) == ["Zeroth", "First", "Second", "Third"]
    assert _told(read_seeds([str(folder / "deep"), folder / "b.txt"], countries)) == ["Third", "Second"]


def test_the_same_article_is_given_once(folder: Path, countries: Countries) -> None:
    (folder / "copy.txt").write_bytes((folder / "b.txt").read_bytes().replace(b"\n", b"\r\n"))
    assert _told(read_seeds([folder / "b.txt", folder, folder], countries)) == ["Second", "Zeroth", "First", "Third"]


def test_hidden_files_and_folders_are_passed_over(folder: Path, countries: Countries) -> None:
    (folder / ".hidden.txt").write_text(SEED.format(headline="Hidden"), encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "d.txt").write_text(SEED.format(headline="Hidden too"), encoding="utf-8")
    assert len(list(read_seeds([folder], countries))) == 4
    assert _told(read_seeds([folder / ".hidden.txt"], countries)) == ["Hidden"]


def test_what_is_no_seed_is_named_and_the_rest_opens(folder: Path, countries: Countries) -> None:
    (folder / "deep" / "empty.txt").touch()
    (folder / "deep" / "er" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (folder / "evil\x1b[31m\nname\u202e.txt").write_bytes(b"x")
    with (folder / "sparse.txt").open("wb") as sparse:
        sparse.truncate(8 << 30)
    with (folder / "at-the-limit.txt").open("wb") as full:
        full.truncate(MAX_FILE_BYTES)
    assert _told(read_seeds([folder], countries)) == [
        "Zeroth",
        "First",
        "at-the-limit.txt: is binary, not text",
        "Second",
        "deep/empty.txt: is empty",
        "Third",
        "deep/er/picture.png: is a PNG picture",
        "evil name.txt: has neither outlet, country, date nor takes: not a captured page",
        "sparse.txt: is larger than 2 MB",
    ]


def test_names_that_are_no_text_are_shown(folder: Path, countries: Countries) -> None:
    (folder / os.fsdecode(b"bad\xff.txt")).write_bytes(b"x")
    assert any(told.startswith("bad\ufffd.txt: has neither") for told in _told(read_seeds([folder], countries)))


def test_only_regular_files_are_opened(folder: Path, countries: Countries, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe.txt")
    listener = socket.socket(socket.AF_UNIX)
    monkeypatch.chdir(folder)
    listener.bind("socket.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "up").symlink_to(folder, target_is_directory=True)
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "link.txt").symlink_to("b.txt")
    told = _told(read_seeds([folder], countries))
    listener.close()
    assert [one for one in told if ":" in one] == [
        "device.txt: is a device, not a file",
        "gone.txt: does not exist",
        "loop.txt: too many levels of symbolic links",
        "pipe.txt: is a pipe, not a file",
        "socket.txt: is a socket, not a file",
        "up: is a link to a folder, which is not followed",
    ]
    assert [one for one in told if ":" not in one] == ["Zeroth", "First", "Second", "Third"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for the superuser")
def test_what_may_not_be_read_is_named(folder: Path, countries: Countries) -> None:
    (folder / "a.txt").chmod(0)
    (folder / "deep").chmod(0)
    try:
        assert _told(read_seeds([folder], countries)) == [
            "Zeroth",
            "a.txt: may not be read",
            "Second",
            "deep: may not be read",
        ]
    finally:
        (folder / "deep").chmod(0o700)


def test_a_path_that_is_not_there_is_a_problem(folder: Path, countries: Countries) -> None:
    told = _told(read_seeds(["/no/such\x1b[2J/place", folder / "deep", "nul\x00byte"], countries))
    assert told == ["/no/such/place: does not exist", "Third", "nulbyte: is no path"]


def test_a_link_given_by_name_is_followed(folder: Path, countries: Countries) -> None:
    (folder.parent / "way").symlink_to(folder / "deep", target_is_directory=True)
    assert _told(read_seeds([folder.parent / "way"], countries)) == ["Third"]


def test_folders_may_nest_deeper_than_calls(folder: Path, countries: Countries) -> None:
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("x", dir_fd=here)
        here, above = os.open("x", os.O_RDONLY, dir_fd=here), here
        os.close(above)
    os.close(here)
    assert _told(read_seeds([folder], countries))[:4] == ["Zeroth", "First", "Second", "Third"]
    # pytest itself cannot remove folders so deep: bring each up by one and remove the one above.
    for _ in range(1499):
        (folder / "x" / "x").rename(folder / "y")
        (folder / "x").rmdir()
        (folder / "y").rename(folder / "x")


def test_characters_that_could_not_be_read_are_told(folder: Path, countries: Countries) -> None:
    spoilt = SEED.format(headline="Señor, déjà vu, où").encode() + b"\n\nSpoilt \xff byte.\n"
    (folder / "deep" / "d.txt").write_bytes(spoilt)
    assert _told(read_seeds([folder / "deep"], countries)) == [
        "Señor, déjà vu, où",
        "d.txt: has characters that could not be read: they show as \ufffd",
        "Third",
    ]


def _write_in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _replace(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


@pytest.mark.parametrize("write", [_write_in_place, _replace])
def test_a_file_written_while_it_is_read_gives_one_version_or_none(
    folder: Path, countries: Countries, write: Callable[[Path, str], None]
) -> None:
    path = folder / "b.txt"
    versions = [SEED.format(headline=f"Version {mark}") + f"\n{mark * 100_000}.\n" for mark in "AB"]
    write(path, versions[0])
    done = threading.Event()

    def rewrite() -> None:
        while not done.is_set():
            for version in versions:
                write(path, version)
                done.wait(0.001)

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        found = [one for _ in range(50) for one in read_seeds([path], countries)]
    finally:
        done.set()
        writer.join()
    for one in found:
        if isinstance(one, Problem):
            assert write is _write_in_place
            assert one.why in {"changed while it was read", "is empty"}
        else:
            assert set(body_text(one).partition("\n")[2]) <= {one.headline[-1], "."}


def test_a_file_written_twice_in_one_tick_of_the_clock_is_not_mixed(
    folder: Path, countries: Countries, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "b.txt"
    stamp = path.stat().st_mtime_ns
    texts = iter(["One more", "Two more", "Three more", "Four more", "Finished"])
    seek = os.lseek

    def rewrite(handle: int, at: int, how: int) -> int:
        if text := next(texts, ""):
            path.write_text(SEED.format(headline=text), encoding="utf-8")
            os.utime(path, ns=(stamp, stamp))
        return seek(handle, at, how)

    path.write_text(SEED.format(headline="Unwritten"), encoding="utf-8")
    os.utime(path, ns=(stamp, stamp))
    monkeypatch.setattr(os, "lseek", rewrite)
    assert _told(read_seeds([path], countries)) == ["b.txt: changed while it was read"]
    assert _told(read_seeds([path], countries)) == ["Finished"]


def test_importing_the_room_stays_light() -> None:
    code = "import sys, termnews.ingest.folders; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, env={
        **os.environ, "PYTHONPATH": os.pathsep.join(sys.path),
    })  # fmt: skip
    heavy = {"textual", "rich", "email", "asyncio", "ssl", "http", "xml", "sqlite3", "html", "logging", "random", "csv"}
    assert heavy & set(done.stdout.split()) == {"csv"}
