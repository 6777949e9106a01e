"""Seeds: golden files, whatever order and encoding their parts come in, and nothing raised for any bytes."""

import json
from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.article import Article, Block, Caption, Paragraph, Picture, body_text
from termnews.domain.markdown import write_markdown
from termnews.domain.place import Countries, parse_countries
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_BLOCKS, MAX_BODY_CHARACTERS, MAX_FILE_BYTES, MAX_HEADLINE, MAX_TAKES, clean_text
from termnews.ingest.seeds import parse_seed

CORPUS = Path(__file__).parents[1] / "corpus" / "seeds"
TABLE = Path(__file__).parents[2] / "src" / "termnews" / "data" / "countries.csv"
COUNTRIES: Countries = parse_countries(TABLE.read_text(encoding="utf-8"))
MODIFIED = date(2026, 1, 15)
PLAIN = (CORPUS / "plain.txt").read_bytes()
TEXT = PLAIN.decode()


def _parse(data: bytes, name: str = "seed.txt", modified: date = MODIFIED) -> Article | Problem:
    return parse_seed(data, name, COUNTRIES, modified)


def _article(data: bytes | str, name: str = "seed.txt", modified: date = MODIFIED) -> Article:
    parsed = _parse(data.encode() if isinstance(data, str) else data, name, modified)
    assert isinstance(parsed, Article), parsed
    return parsed


def _shown(block: Block) -> list[object]:
    values = [block.alt] if isinstance(block, Picture) else astuple(block)
    return [type(block).__name__, *values]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    parsed = _parse(path.read_bytes(), path.name)
    if "problem" in expected:
        assert parsed == Problem(path.name, expected["problem"])
        return
    assert isinstance(parsed, Article), parsed
    assert {
        "headline": parsed.headline,
        "outlet": parsed.outlet,
        "country": parsed.country,
        "published": parsed.published and parsed.published.isoformat().removesuffix("T00:00:00+00:00"),
        "byline": parsed.byline,
        "labels": list(parsed.labels),
        "blocks": [_shown(block) for block in parsed.blocks],
    } == {"byline": "", **expected}


def test_every_golden_file_has_its_expectation() -> None:
    seeds = {path.stem for path in CORPUS.glob("*.txt")}
    assert seeds == {path.name.removesuffix(".expected.json") for path in CORPUS.glob("*.json")}
    assert len(seeds) > 60


def test_an_id_tells_content_and_nothing_else() -> None:
    article = _article(PLAIN)
    assert len(article.id) == 12
    assert int(article.id, 16) >= 0
    assert article.id == _article(PLAIN, "other/name.md", date(1999, 1, 1)).id
    same = (
        "crlf",
        "cr",
        "utf-8-bom",
        "utf-16",
        "utf-16-be-without-bom",
        "windows-1252",
        "blank-lines-single",
        "takes-missing",
    )
    assert {_article((CORPUS / f"{name}.txt").read_bytes()).id for name in same} == {article.id}
    others = (
        "takes-in-the-text",
        "country-missing",
        "date-missing",
        "paragraphs-wrapped",
        "headline-missing-its-outlet",
    )
    assert len({article.id, *(_article((CORPUS / f"{name}.txt").read_bytes()).id for name in others)}) == 1 + len(
        others
    )


def test_an_id_does_not_change_from_one_version_to_the_next() -> None:
    assert _article(PLAIN).id == "4e95fd4e891e"


def test_markdown_keeps_its_id_and_everything_else() -> None:
    article = _article(PLAIN)
    assert _article(write_markdown(article, {"bookmarked": "2025-12-14"})) == article


@pytest.mark.parametrize("wrong", ["", "no id\nat all", "../../etc/passwd", "x" * 65])
def test_markdown_without_a_usable_id_gets_one_of_its_content(wrong: str) -> None:
    article = _article(PLAIN)
    again = _article(write_markdown(Article(wrong, *(getattr(article, name) for name in Article.__slots__[1:]))))
    assert len(again.id) == 12
    assert again.blocks == article.blocks


def test_a_year_comes_from_the_file_only_when_the_text_has_none() -> None:
    undated = TEXT.replace("11 December 2025", "Friday")
    for modified, year in (
        (date(2025, 12, 13), 2025),
        (date(2026, 6, 1), 2025),
        (date(2016, 1, 1), 2014),
        (date(2014, 1, 1), 2014),
    ):
        published = _article(undated, modified=modified).published
        assert published is not None
        assert published.year == year
        assert _article(TEXT, modified=modified).published == _article(PLAIN).published


def test_what_is_too_long_is_cut_and_said() -> None:
    head, body = TEXT.split("The ferry between", 1)
    many = _article(head + "\n\n".join(f"Paragraph number {n}." for n in range(50_000)))
    assert len(many.blocks) == MAX_BLOCKS - 1
    assert many.blocks[-1] == Paragraph("… truncated, 47,004 more paragraphs")
    long = _article(head + "word " * 100_000 + "\n\n" + body)
    assert MAX_BODY_CHARACTERS * 0.99 < len(body_text(long)) < MAX_BODY_CHARACTERS + 100
    assert isinstance(long.blocks[-1], Paragraph)
    assert long.blocks[-1].text.startswith("… truncated, 2")
    wide = _article(TEXT.replace("River towns", "River " * 50_000))
    assert len(wide.headline) <= MAX_HEADLINE
    assert wide.headline.endswith("…")
    assert wide.outlet == "Sample Gazette"
    assert _parse(b"x" * (MAX_FILE_BYTES + 1)) == Problem("seed.txt", "is larger than 2 MB")


def test_a_file_made_to_be_slow_is_not() -> None:
    for line in (
        "Overview Logo\nx\n",
        "Get the full experience in the app\n",
        "Alternative Takes\n\n",
        "Uruguay\n\n",
        "a\nb (AP)\n\n",
    ):
        flood = line * (MAX_FILE_BYTES // len(line) // 2)
        assert _article(TEXT + flood).outlet == "Sample Gazette"
        assert isinstance(_parse(flood.encode()), Article | Problem)


PARTS = st.lists(
    st.one_of(
        st.sampled_from([*TEXT.split("\n"), "", "", "\n\n", "Alternative Takes", "Overview Logo", "13 December 2025"]),
        st.text(max_size=80),
    ),
    max_size=40,
).map("\n".join)


@given(PARTS)
def test_parts_in_any_order_give_clean_text_or_a_problem(text: str) -> None:
    parsed = _parse(text.encode("utf-8", "replace"))
    if isinstance(parsed, Article):
        _assert_clean(parsed)


@given(
    st.one_of(
        st.binary(),
        st.binary().map(lambda tail: PLAIN[:300] + tail),
        st.binary().map(lambda tail: b"---\ntitle: " + tail),
    )
)
def test_any_bytes_give_an_article_or_a_problem(data: bytes) -> None:
    parsed = _parse(data)
    if isinstance(parsed, Article):
        _assert_clean(parsed)
    else:
        assert parsed.where == "seed.txt"
        assert parsed.why == clean_text(parsed.why)


def _assert_clean(article: Article) -> None:
    texts = [article.headline, article.outlet, article.country, article.byline, *article.labels]
    for block in article.blocks:
        texts += [str(part) for part in astuple(block)]
    assert article.headline
    assert texts == [clean_text(text) for text in texts]
    assert len(article.labels) <= MAX_TAKES
    assert article.country in {"", *COUNTRIES}


def test_the_real_capture(repository: Path) -> None:
    path = repository.parent / "shared" / "seeds" / "000_bc8b208006fa413a.txt"
    if not path.exists():
        pytest.skip("the captured page is not part of the repository, and is not beside it here")
    article = _article(path.read_bytes(), path.name, date(2031, 1, 1))
    assert article.headline.split()[:3] == ["The", "Belarusian", "regime"]
    assert len(article.headline) == 88
    assert (article.outlet, article.country, article.byline) == ("Infobae", "AR", "")
    assert article.published is not None
    assert article.published.isoformat() == "2025-12-13T00:00:00+00:00"
    assert article.labels == (
        "Brazil Supreme Court Justice Sanctions Removal",
        "Ukrainian Perspective on Belarus Prisoner Release",
        "Opposition Figures and International Response",
    )
    assert [block.alt for block in article.blocks if isinstance(block, Picture)] == [
        "Alexander Lukashenko (derecha) y el",
        "La activista Maria Kolesnikova fue",
        "El presidente bielorruso Alexander Lukashenko.",
        "Lukashenko es uno de los",
    ]
    assert [block.credit for block in article.blocks if isinstance(block, Caption)] == [
        "Belarusian Presidential Press Office via AP",
        "REUTERS/Thilo Schmuelgen",
        "Sputnik/Alexander Kazakov/Pool via REUTERS",
        "Sputnik/Alexey Nikolskiy/Pool via REUTERS",
    ]
    paragraphs = [block.text for block in article.blocks if isinstance(block, Paragraph)]
    assert len(paragraphs) == len(article.blocks) - 8 == 21
    assert paragraphs[0].endswith("with Washington.")
    assert paragraphs[-1].endswith("two years later.")
