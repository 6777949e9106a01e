"""Pictures beside seeds: taken in their order, from the seed's own folder only, and no part of what an article is."""

import os
from pathlib import Path

import pytest

from termnews.domain.article import Article, Picture
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.ingest.folders import read_seeds
from termnews.ingest.picture_files import MOST_BYTES, is_beside_seed, read_picture_file
from termnews.newsroom.settings import load_countries

SEED = """Overview Logo
Article Main Image

{headline}

Sample Gazette

Uruguay

Saturday, December 13


Una imagen cortada por el
The harbour of {headline}. (Sample archive)

First paragraph on 11 December 2025.

Otra imagen cortada por el
A map of {headline}. (Sample map)
"""


@pytest.fixture
def countries() -> Countries:
    return load_countries()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("uy", "uy-port"):
        (tmp_path / f"{name}.txt").write_text(SEED.format(headline=f"Port {name}"), "utf-8")
    return tmp_path


def _links(article: Article | Problem) -> list[str]:
    assert isinstance(article, Article)
    return [Path(block.link).name for block in article.blocks if isinstance(block, Picture)]


def test_pictures_are_taken_in_their_order(folder: Path, countries: Countries) -> None:
    (folder / "uy-2.png").write_bytes(b"second")
    (folder / "uy-port.webp").write_bytes(b"first")
    (folder / "uy-port-2.jpg").write_bytes(b"second")
    (folder / "uy-port-3.jpg").write_bytes(b"one too many")
    for paths in ([folder], sorted(folder.iterdir())):
        one, other = read_seeds(paths, countries)
        assert (_links(one), _links(other)) == (["uy-port.webp", "uy-port-2.jpg"], ["", "uy-2.png"])


def test_an_article_is_the_same_with_and_without_its_pictures(folder: Path, countries: Countries) -> None:
    without = [a.id for a in read_seeds([folder], countries) if isinstance(a, Article)]
    (folder / "uy.png").write_bytes(b"first")
    (folder / "uy-2.png").write_bytes(b"second")
    with_pictures = [a for a in read_seeds([folder], countries) if isinstance(a, Article)]
    assert [a.id for a in with_pictures] == without
    assert any(Path(b.link).is_absolute() for a in with_pictures for b in a.blocks if isinstance(b, Picture) and b.link)


def test_the_first_picture_of_another_article_is_nobody_s_second(folder: Path, countries: Countries) -> None:
    (folder / "uy-2.txt").write_text(SEED.format(headline="Port two"), "utf-8")
    (folder / "uy-2.png").write_bytes(b"x")
    found = {a.headline: _links(a) for a in read_seeds([folder], countries) if isinstance(a, Article)}
    assert found["Port uy"] == ["", ""]
    assert found["Port two"] == ["uy-2.png", ""]


def test_links_pipes_and_giants_are_refused_with_a_word(folder: Path, countries: Countries) -> None:
    secret = folder.parent / "secret.png"
    secret.write_bytes(b"x")
    (folder / "uy.png").symlink_to(secret)
    os.mkfifo(folder / "uy-2.png")
    with (folder / "uy-port.png").open("wb") as giant:
        giant.truncate(MOST_BYTES + 1)
    found = list(read_seeds([folder], countries))
    assert {link for a in found if isinstance(a, Article) for link in _links(a)} == {""}
    assert sorted((p.where, p.why) for p in found if isinstance(p, Problem)) == [
        ("uy-2.png", "is not a regular file"),
        ("uy-port.png", "is larger than 2 MB"),
        ("uy.png", "is a link, which is not followed"),
    ]


def test_a_picture_of_no_article_is_told(folder: Path, countries: Countries) -> None:
    (folder / "alone.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    assert not is_beside_seed(str(folder / "alone.png"))
    assert [p.where for p in read_seeds([folder], countries) if isinstance(p, Problem)] == ["alone.png"]


def test_what_has_changed_since_is_refused_when_it_is_read(folder: Path) -> None:
    path = folder / "uy.png"
    path.write_bytes(b"x")
    assert read_picture_file(str(path)) == b"x"
    path.unlink()
    assert _why(path) == "the picture is no longer there"
    path.symlink_to(folder / "uy.txt")
    assert _why(path) == "the picture is a link, which is not followed"
    path.unlink()
    os.mkfifo(path)
    assert _why(path) == "the picture is not a regular file"
    assert _why(Path("\x00")) == "the picture may not be read"


def _why(path: Path) -> str:
    found = read_picture_file(str(path))
    assert isinstance(found, Problem)
    return found.why
