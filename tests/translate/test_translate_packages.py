"""Installing languages: progress, breaking off and going on, and archives that mean harm."""

import hashlib
import json
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from loopback import LoopbackServer, Quiet, running
from termnews.domain.problems import Problem
from termnews.translate.archive import install_archive
from termnews.translate.installing import install_language, load_offers
from termnews.translate.packages import Offer, Package, Progress, find_packages, remove_package

METADATA = {"package_version": "1.9", "from_code": "es", "to_code": "en"}


class _Handler(Quiet, BaseHTTPRequestHandler):
    server: "FileServer"

    def do_GET(self) -> None:
        server = self.server
        server.asked.append(self.headers.get("Range") or "")
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/moved"))
            self.end_headers()
            return
        data = server.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        start = self._start(len(data))
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("ETag", server.etag)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        self.wfile.write(data[start : server.breaks_at])
        if len(data) > (server.breaks_at or 0):
            server.breaks_at = None

    def _start(self, size: int) -> int:
        wanted = self.headers.get("Range", "")
        if not wanted or not self.server.has_ranges or self.headers.get("If-Range") != self.server.etag:
            return 0
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        return start if start < size else 0


class FileServer(LoopbackServer):
    """Serves files, and breaks off when told to."""

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.etag = '"one"'
        self.has_ranges = True
        self.breaks_at: int | None = None

    def link(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


@contextmanager
def running_files() -> Iterator[FileServer]:
    with running(FileServer()) as server:
        yield server


@pytest.fixture
def files() -> Iterator[FileServer]:
    with running_files() as server:
        yield server


@pytest.fixture
def offer(files: FileServer, archive: Path) -> Offer:
    files.files["/es.argosmodel"] = archive.read_bytes()
    return Offer("es", "Spanish", "1.9", files.link("/es.argosmodel"))


def _last(steps: list[Progress | Package | Problem]) -> Package | Problem:
    assert isinstance(steps[-1], Package | Problem)
    return steps[-1]


def test_a_language_is_installed_with_progress_and_removed(offer: Offer, tmp_path: Path, archive: Path) -> None:
    steps = list(install_language(offer, tmp_path))
    size = archive.stat().st_size
    progress = [step for step in steps if isinstance(step, Progress)]
    assert (progress[0], progress[-1]) == (Progress(0, size), Progress(size, size))
    assert [step.done for step in progress] == sorted(step.done for step in progress)
    (package,) = find_packages(tmp_path)
    assert package == _last(steps) == Package("es", "1.9", tmp_path / "es-en")
    assert isinstance(package, Package)
    assert package.size > 100_000
    assert [path.name for path in tmp_path.iterdir()] == ["es-en"]
    assert sorted(path.name for path in package.folder.iterdir()) == ["metadata.json", "model", "sentencepiece.model"]
    assert remove_package(tmp_path, "es")
    assert not remove_package(tmp_path, "es")
    assert list(tmp_path.iterdir()) == []


def test_a_download_goes_on_where_it_broke_off(offer: Offer, files: FileServer, tmp_path: Path, archive: Path) -> None:
    files.breaks_at = 150_000
    assert _last(list(install_language(offer, tmp_path))) == Problem(
        ".es-en.part", "broke off; install again to go on from here"
    )
    assert list(find_packages(tmp_path)) == []
    steps = list(install_language(offer, tmp_path))
    assert files.asked == ["", "bytes=150000-"]
    assert steps[0] == Progress(150_000, archive.stat().st_size)
    assert isinstance(_last(steps), Package)


@pytest.mark.parametrize("change", ["etag", "ranges", "link"])
def test_a_download_begins_anew_when_it_cannot_go_on(
    offer: Offer, files: FileServer, tmp_path: Path, change: str
) -> None:
    files.breaks_at = 150_000
    list(install_language(offer, tmp_path))
    if change == "etag":
        files.etag = '"two"'
    elif change == "ranges":
        files.has_ranges = False
    else:
        files.files["/other"] = files.files["/es.argosmodel"]
        offer = Offer("es", "Spanish", "1.9", files.link("/other"))
    steps = list(install_language(offer, tmp_path))
    assert isinstance(steps[0], Progress)
    assert steps[0].done == 0
    assert isinstance(_last(steps), Package)


def test_a_newer_version_takes_the_place_of_the_old(offer: Offer, tmp_path: Path, archive: Path) -> None:
    list(install_language(offer, tmp_path))
    (tmp_path / "es-en" / "left-over").write_text("old")
    assert isinstance(install_archive(archive, tmp_path, "es"), Package)
    assert not (tmp_path / "es-en" / "left-over").exists()


def test_a_failed_installation_leaves_the_old(offer: Offer, files: FileServer, tmp_path: Path) -> None:
    list(install_language(offer, tmp_path))
    files.files["/es.argosmodel"] = files.files["/es.argosmodel"][:-2_000]
    assert isinstance(_last(list(install_language(offer, tmp_path))), Problem)
    assert [found.language for found in find_packages(tmp_path) if isinstance(found, Package)] == ["es"]


@pytest.mark.parametrize("digest", ["right", "wrong"])
def test_a_digest_is_checked_where_there_is_one(offer: Offer, tmp_path: Path, archive: Path, digest: str) -> None:
    stated = hashlib.sha256(archive.read_bytes() + b"x" * (digest == "wrong")).hexdigest()
    result = _last(list(install_language(Offer("es", "", "1.9", offer.link, stated), tmp_path)))
    assert isinstance(result, Package if digest == "right" else Problem)


def test_what_is_not_there_is_a_problem(files: FileServer, tmp_path: Path) -> None:
    for link in (files.link("/nothing"), "http://127.0.0.1:9/x"):
        assert isinstance(_last(list(install_language(Offer("es", "", "1", link), tmp_path))), Problem)
        assert isinstance(load_offers(link), Problem)
    files.files["/index"] = b"{]"
    assert isinstance(load_offers(files.link("/index")), Problem)
    files.files["/index"] = b"[1, {}, []]"
    assert load_offers(files.link("/index")) == Problem("index", "offers no language")
    assert isinstance(load_offers("file:///etc/passwd"), Problem)


@pytest.mark.usefixtures("offer")
def test_an_index_offers_the_newest_into_english(files: FileServer, tmp_path: Path) -> None:
    def entry(language: str, to: str, version: str, link: str) -> dict[str, object]:
        return {"from_code": language, "to_code": to, "from_name": "N", "package_version": version, "links": [link]}

    files.files["/index.json"] = json.dumps([
        entry("es", "en", "1.9", "/moved/es.argosmodel"), entry("es", "en", "1.10", "es.argosmodel"),
        entry("en", "es", "2.0", "/x"), entry("pt", "en", "1.0", "ftp://x/y"), entry("../x", "en", "1", "/x"),
        entry("fr", "en", "1.0", "http://["), entry("de", "en", "1.0", "/moved/es.argosmodel"), "x", {"links": []},
    ]).encode()  # fmt: skip
    offers = load_offers(files.link("/index.json"))
    assert isinstance(offers, list)
    assert [(o.language, o.version) for o in offers] == [("de", "1.0"), ("es", "1.10")]
    assert isinstance(_last(list(install_language(offers[1], tmp_path))), Package)
    assert _last(list(install_language(offers[0], tmp_path))) == Problem(offers[0].link, "is for another language: es")


def _pack(path: Path, parts: dict[str, bytes], metadata: object = METADATA) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("p/metadata.json", json.dumps(metadata))
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


WHOLE = {"p/sentencepiece.model": b"1", "p/model/model.bin": b"2", "p/model/config.json": b"{}"}


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({**WHOLE, "p/../../evil": b"x"}, "holds a path that leads out of it"),
        ({**WHOLE, "/etc/evil": b"x"}, "holds a path that leads out of it"),
        ({**WHOLE, "p/model/..\\evil": b"x"}, "holds a path that leads out of it"),
        ({**WHOLE, "C:/evil": b"x"}, "holds a path that leads out of it"),
        ({**WHOLE, "q/model/model.bin": b"x"}, "holds more than one folder"),
        ({**WHOLE, "p/model/zeros": bytes(4_000_000)}, "is larger unpacked than any package"),
        ({**WHOLE, **{f"p/model/{n}": b"" for n in range(2_100)}}, "holds too many files"),
        ({"p/model/model.bin": b"2"}, "has no sentencepiece.model"),
        ({"p/bpe.model": b"1", "p/model/model.bin": b"2"}, "has no sentencepiece.model"),
        ({"p/sentencepiece.model": b"1"}, "has no model/model.bin"),
    ],
)
def test_archives_that_mean_harm_are_refused(tmp_path: Path, parts: dict[str, bytes], why: str) -> None:
    folder = tmp_path / "languages"
    folder.mkdir()
    result = install_archive(_pack(tmp_path / "a.argosmodel", parts), folder, "es")
    assert result == Problem("a.argosmodel", why)
    assert list(folder.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir() if path != folder] == ["a.argosmodel"]


@pytest.mark.parametrize(
    "metadata",
    [[], {}, {**METADATA, "to_code": "fr"}, {**METADATA, "from_code": "../x"}, {**METADATA, "package_version": "\x1b"}],
)
def test_packages_must_say_what_they_are(tmp_path: Path, metadata: object) -> None:
    archive = _pack(tmp_path / "a", WHOLE, metadata)
    assert isinstance(install_archive(archive, tmp_path / "l", "es"), Problem)


def test_links_in_archives_are_refused(tmp_path: Path) -> None:
    archive = _pack(tmp_path / "a", WHOLE)
    with zipfile.ZipFile(archive, "a") as packed:
        link = zipfile.ZipInfo("p/model/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
    assert install_archive(archive, tmp_path / "l", "es") == Problem("a", "holds something that is no plain file")


@pytest.mark.parametrize("part", ["p/metadata.json", "p/model/model.bin"])
def test_archives_that_are_locked_are_refused(tmp_path: Path, part: str) -> None:
    archive = _pack(tmp_path / "a", WHOLE)
    data = bytearray(archive.read_bytes())
    data[data.rindex(part.encode()) - 46 + 8] |= 1  # flags in the directory at the end
    archive.write_bytes(bytes(data))
    assert install_archive(archive, tmp_path / "l", "es") == Problem("a", "is locked with a password")


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_a_problem(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    assert isinstance(install_archive(tmp_path / "a", tmp_path / "l", "es"), Problem)


def test_a_damaged_part_is_found_by_its_checksum(tmp_path: Path) -> None:
    archive = _pack(tmp_path / "a", {**WHOLE, "p/model/weights": bytes(range(256)) * 40})
    data = bytearray(archive.read_bytes())
    at = data.index(b"p/model/weights") + len("p/model/weights") + 8
    data[at] ^= 0xFF
    archive.write_bytes(bytes(data))
    assert install_archive(archive, tmp_path / "l", "es") == Problem("a", "is damaged")


def test_removing_stays_inside(tmp_path: Path) -> None:
    (tmp_path / "x-en").mkdir()
    (tmp_path / "languages").mkdir()
    assert not remove_package(tmp_path / "languages", "../x")
    assert (tmp_path / "x-en").is_dir()
