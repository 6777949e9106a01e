"""The sample edition is what the README says it is: original, dated, captioned, told from many countries."""

import importlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from house_source import ROOT

from termnews.domain.article import Article, Caption, Picture, block_text, body_text, word_count
from termnews.domain.problems import Problem
from termnews.domain.story import Take
from termnews.ingest.folders import read_seeds
from termnews.ingest.seeds import parse_seed
from termnews.newsroom.opening import Opening, open_library
from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import group_stories
from termnews.takes.tell import find_takes

SEEDS = ROOT / "seeds"
SINGLE = "single"
STORIES = sorted(path.name for path in SEEDS.iterdir() if path.is_dir() and path.name != SINGLE)
LONG_AGO_AND_AHEAD = (date(2019, 2, 3), date(2031, 6, 15))
FIRST_DAY, LAST_DAY = datetime(2025, 12, 3, tzinfo=UTC), datetime(2025, 12, 13, tzinfo=UTC)
SHORTEST, LONG, LONGEST = 150, 400, 900
NEAR_IDENTICAL = 0.05
MOST_PICTURE_BYTES, WIDEST_PICTURE = 40_000, 960
PICTURED = re.compile(r"\b(?:map|chart|flag)\b")
SHINGLE = 5
SENTENCE_WORDS = 6
SENTENCE_END = re.compile(r"\w{2}[)”’]?[.!?][)”’]?$")
ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|org|net)\b", re.IGNORECASE)
FOOTER = re.compile(r"experience in the app|app store|google play|scroll the globe|articles a day", re.IGNORECASE)


@cache
def _by_file() -> dict[Path, Article]:
    found = {path: _parse(path, LONG_AGO_AND_AHEAD[1]) for path in sorted(SEEDS.rglob("*.txt"))}
    assert [f for f in found.values() if isinstance(f, Problem)] == []
    return {path: article for path, article in found.items() if isinstance(article, Article)}


@cache
def _stories() -> dict[str, list[Article]]:
    folders: dict[str, list[Article]] = {}
    for path, article in _by_file().items():
        if path.parent.name != SINGLE:
            folders.setdefault(path.parent.name, []).append(article)
    return folders


def _parse(path: Path, modified: date) -> Article | Problem:
    return parse_seed(path.read_bytes(), str(path.relative_to(SEEDS)), load_countries(), modified)


def _files(is_bad: Iterator[tuple[Path, bool]]) -> list[str]:
    return [str(path.relative_to(SEEDS)) for path, bad in is_bad if bad]


def test_there_is_enough_to_read() -> None:
    articles = list(_by_file().values())
    assert len(articles) >= 150
    assert len({a.country for a in articles}) >= 60
    assert sum(a.country == "US" for a in articles) >= 5


def test_most_stories_are_told_from_several_countries() -> None:
    countries = {name: len({a.country for a in articles}) for name, articles in _stories().items()}
    assert sum(3 <= n <= 8 for n in countries.values()) >= 30
    assert {name: n for name, n in countries.items() if not 3 <= n <= 8} == {}


def test_articles_have_the_length_of_articles() -> None:
    words = {path: word_count(article) for path, article in _by_file().items()}
    assert sum(LONG <= n <= LONGEST for n in words.values()) >= 40
    assert _files((path, not SHORTEST <= n <= LONGEST) for path, n in words.items()) == []


def test_reading_the_folder_gives_every_article_once() -> None:
    found = list(read_seeds([SEEDS], load_countries()))
    assert [f for f in found if isinstance(f, Problem)] == []
    ids = [f.id for f in found if isinstance(f, Article)]
    assert len(ids) == len(set(ids)) == len(_by_file())
    assert set(ids) == {a.id for a in _by_file().values()}


def test_every_article_has_all_its_parts() -> None:
    parts = (
        (p, bool(a.headline and a.outlet and a.country and a.published and a.blocks)) for p, a in _by_file().items()
    )
    assert _files((path, not is_whole) for path, is_whole in parts) == []
    assert _files((p, len(_paragraphs(a)) < 3 or bool(a.byline or a.link)) for p, a in _by_file().items()) == []


@pytest.mark.parametrize("modified", LONG_AGO_AND_AHEAD)
def test_the_year_is_found_in_the_text(modified: date) -> None:
    dated = ((path, _parse(path, modified)) for path in _by_file())
    assert _files((p, not isinstance(a, Article) or not _is_in_fortnight(a.published)) for p, a in dated) == []


def test_the_date_is_the_one_that_is_written() -> None:
    written = re.compile(r"^(\w+), December (\d+)$", re.MULTILINE)
    for path, article in _by_file().items():
        line = written.search(path.read_text("utf-8"))
        assert line is not None, path
        assert article.published is not None, path
        assert f"{article.published:%A} {article.published.day}" == f"{line[1]} {line[2]}", path


def test_outlets_are_nobody_s_newspaper() -> None:
    assert _files((p, not re.fullmatch(r"Sample Desk, \S.*", a.outlet)) for p, a in _by_file().items()) == []


def test_files_are_named_after_their_country() -> None:
    named = ((p, re.split(r"[-.]", p.name)[0].upper()) for p in _by_file())
    assert _files((p, code != _by_file()[p].country) for p, code in named) == []


def test_captions_stand_below_their_pictures() -> None:
    captions = [c for a in _by_file().values() for c in a.blocks if isinstance(c, Caption)]
    assert len(captions) > len(_by_file()) / 2
    assert all(c.text.endswith(".") and c.credit.startswith("Sample Desk") for c in captions)
    assert _files((p, not _is_captioned(a)) for p, a in _by_file().items()) == []


def test_paragraphs_are_sentences() -> None:
    """What is left of a broken picture would end without a stop."""
    assert _files((p, not all(SENTENCE_END.search(t) for t in _paragraphs(a))) for p, a in _by_file().items()) == []


def test_nothing_is_advertised() -> None:
    texts = {path: path.read_text("utf-8") for path in _by_file()}
    assert _files((path, bool(ADDRESS.search(text) or FOOTER.search(text))) for path, text in texts.items()) == []


def test_single_articles_have_no_labels_and_the_others_have() -> None:
    assert _files((p, bool(a.labels) == (p.parent.name == SINGLE)) for p, a in _by_file().items()) == []
    assert sum(p.parent.name == SINGLE for p in _by_file()) > 1


@pytest.mark.parametrize("name", STORIES)
def test_labels_lead_to_articles_of_their_story(name: str) -> None:
    articles = _stories()[name]
    for article in articles:
        others = [a for a in articles if a.id != article.id]
        takes = find_takes(article, others, load_countries())[: len(article.labels)]
        assert [t.label for t in takes] == list(article.labels)
        assert [t.label for t in takes if not t.is_resolved] == [], article.country
        assert len({t.article_id for t in takes}) == len(takes)
        assert {t.article_id for t in takes} <= {a.id for a in others}


def test_stories_are_found_again_by_comparing_words() -> None:
    """No story takes in an article of another folder, and hardly any article is left alone."""
    folders = {a.id: p.parent.name for p, a in _by_file().items()}
    stories: dict[str, list[str]] = {}
    for article_id, story in group_stories(_by_file().values(), load_countries()).items():
        stories.setdefault(story, []).append(folders[article_id])
    alone = Counter(stories.pop("", []))
    mixed = [sorted(set(members)) for members in stories.values() if len(set(members)) > 1]
    assert mixed == []
    assert sum(n for name, n in alone.items() if name != SINGLE) <= len(folders) / 10


def test_every_label_leads_to_its_story_when_the_edition_is_opened() -> None:
    opening = open_library([SEEDS])
    folders = {a.id: p.parent.name for p, a in _by_file().items()}
    led = [
        (folders[article.id], take.label, folders.get(take.article_id))
        for article in _by_file().values()
        for take in _listed_labels(opening, article)
    ]
    opening.library.close()
    assert len(led) > len(_by_file())
    assert [(folder, label, there) for folder, label, there in led if there != folder] == []


def test_no_two_articles_are_alike() -> None:
    shingles = {path: _shingles(article) for path, article in _by_file().items()}
    alike = [
        (a.relative_to(SEEDS), b.relative_to(SEEDS))
        for a, b in combinations(shingles, 2)
        if _jaccard(shingles[a], shingles[b]) > NEAR_IDENTICAL
    ]
    assert alike == []
    assert _jaccard(shingles[min(shingles)], shingles[min(shingles)]) == 1


def test_no_sentence_is_used_twice() -> None:
    counts = Counter(s for article in _by_file().values() for s in _sentences(article))
    assert len(counts) > 2000
    assert [sentence for sentence, n in counts.items() if n > 1] == []


def test_headlines_differ() -> None:
    counts = Counter(" ".join(_words(a.headline)) for a in _by_file().values())
    assert [headline for headline, n in counts.items() if n > 1] == []


def _paragraphs(article: Article) -> list[str]:
    return [block_text(b) for b in article.blocks if not isinstance(b, Picture | Caption)]


def _listed_labels(opening: Opening, article: Article) -> list[Take]:
    reading = opening.find_reading(article.id)
    assert reading is not None
    return [listed.take for listed in reading.takes[: len(article.labels)]]


def _is_in_fortnight(moment: datetime | None) -> bool:
    return moment is not None and FIRST_DAY <= moment <= LAST_DAY


def _is_captioned(article: Article) -> bool:
    """Tell whether every picture has its caption right below it, and every caption its picture above."""
    kinds = [type(b) for b in article.blocks]
    pairs = list(zip([None, *kinds], [*kinds, None], strict=True))
    return all((above is Picture) == (below is Caption) for above, below in pairs)


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\w+", text.casefold())


def _shingles(article: Article) -> frozenset[tuple[str, ...]]:
    words = _words(body_text(article))
    return frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _jaccard(some: frozenset[tuple[str, ...]], others: frozenset[tuple[str, ...]]) -> float:
    return len(some & others) / len(some | others)


def _sentences(article: Article) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.!?])[”’)]?\s+|\n", body_text(article)):
        words = _words(sentence)
        if len(words) >= SENTENCE_WORDS:
            yield " ".join(words)


def test_pictures_stand_beside_articles_that_describe_them() -> None:
    """Each is small, and the caption below it says what kind of picture it is."""
    taken = [
        (block.link, below)
        for article in read_seeds([SEEDS], load_countries())
        if isinstance(article, Article)
        for block, below in pairwise(article.blocks)
        if isinstance(block, Picture) and block.link
    ]
    assert len(taken) >= 14
    assert sorted(link for link, _ in taken) == sorted(map(str, SEEDS.rglob("*.png")))
    assert [link for link, below in taken if not PICTURED.search(block_text(below).casefold())] == []
    heads = {link: Path(link).read_bytes() for link, _ in taken}
    assert [link for link, data in heads.items() if not data.startswith(b"\x89PNG\r\n\x1a\n")] == []
    assert [link for link, data in heads.items() if len(data) > MOST_PICTURE_BYTES] == []
    assert {link for link, data in heads.items() if int.from_bytes(data[16:20]) > WIDEST_PICTURE} == set()


def test_pictures_are_what_their_script_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of them, pixel by pixel: another Pillow may pack them in another way."""
    image = pytest.importorskip("PIL.Image", reason="the extra `pictures` is not installed")
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    pictures = importlib.import_module("draw_pictures").PICTURES
    assert {f"{name}.png" for name in pictures} == {p.relative_to(SEEDS).as_posix() for p in SEEDS.rglob("*.png")}
    for name in ("mpox/cd-2", "timor-asean/tl"):
        with image.open(SEEDS / f"{name}.png") as kept:
            assert kept.convert("RGB").tobytes() == pictures[name].draw().convert("RGB").tobytes(), name
