"""What holds of grouping and labels whatever the news: chance, copies, time, odd headlines, the sample edition."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from takes_samples import ALL, make

from termnews.domain.article import Article, body_text
from termnews.domain.text import fold_text
from termnews.ingest.folders import read_seeds
from termnews.newsroom.settings import load_countries, sample_folder
from termnews.takes.cluster import group_stories
from termnews.takes.tell import find_takes
from termnews.takes.words import WORD, stem_word

COUNTRIES = load_countries()
FRAME = frozenset({"perspective", "view", "from", "of", "on", "report", "same", "in", "the"})


@cache
def _sample() -> Mapping[str, tuple[Article, ...]]:
    """Return the sample edition's articles by the folder of their story."""
    folders = sorted(p for p in sample_folder().iterdir() if p.is_dir())
    read = {folder.name: read_seeds([folder], COUNTRIES) for folder in folders}
    return {name: tuple(a for a in found if isinstance(a, Article)) for name, found in read.items()}


def _all() -> list[Article]:
    return [a for articles in _sample().values() for a in articles]


def _groups(stories: Mapping[str, str]) -> set[frozenset[str]]:
    members: defaultdict[str, set[str]] = defaultdict(set)
    for article_id, story in stories.items():
        members[story or f"\n{article_id}"].add(article_id)
    return {frozenset(group) for group in members.values()}


def _unrelated(count: int) -> list[Article]:
    """Make headlines of words that stand in no order: some share a word or two, as any two headlines may."""
    chance = random.Random(11)
    words = sorted({w for a in _all() for w in WORD.findall(f"{a.headline} {body_text(a)}") if len(w) > 2})
    headlines = [" ".join(chance.sample(words, 8)) for _ in range(count)]
    return [make(f"u{n}", headline, hours=n / 10) for n, headline in enumerate(headlines)]


def test_unrelated_headlines_stay_alone() -> None:
    stories = group_stories(_unrelated(500), COUNTRIES)
    assert sum(not story for story in stories.values()) >= 0.8 * 500


def test_shuffled_articles_give_the_same_groups_and_ids() -> None:
    articles = [*_all(), *ALL]
    told = group_stories(articles, COUNTRIES)
    for seed in (1, 2):
        shuffled = list(articles)
        random.Random(seed).shuffle(shuffled)
        assert group_stories(shuffled, COUNTRIES) == told


def test_one_text_in_two_outlets_is_one_story() -> None:
    articles = _all()
    twins = [replace(a, id=f"{a.id}-twin", outlet="Other Post") for a in articles[::7]]
    stories = group_stories([*articles, *twins], COUNTRIES)
    apart = [twin.id for twin in twins if not stories[twin.id] or stories[twin.id] != stories[twin.id[: -len("-twin")]]]
    assert apart == []


def test_forty_days_apart_is_never_one_story() -> None:
    articles = _all()
    late = [replace(a, id=f"{a.id}-late", published=a.published and a.published + timedelta(days=40)) for a in articles]
    dated = {a.id for a in articles if a.published}
    stories = group_stories([*articles, *late], COUNTRIES)
    for group in _groups(stories):
        early = {i for i in group if i in dated}
        assert not early or not any(i.endswith("-late") and i[: -len("-late")] in dated for i in group)


def test_one_article_more_moves_few_others() -> None:
    articles = _all()
    left = articles[::40]
    for one in left:
        fewer = [a for a in articles if a is not one]
        before = {i: group for group in _groups(group_stories(fewer, COUNTRIES)) for i in group}
        after = {i: group - {one.id} for group in _groups(group_stories(articles, COUNTRIES)) for i in group}
        moved = [a.id for a in fewer if before[a.id] != after[a.id]]
        assert len(moved) <= 0.05 * len(fewer)


ODD: Sequence[str] = (
    *("", " ", "…", "日本で地震、津波の恐れなし", "地震", "🌋🌊"),
    *("🌋 Volcano 🌊", "[/b] [@click=x]", "!?", "2026"),
)


def test_odd_headlines_are_grouped_and_named() -> None:
    articles = [make(f"o{n}", headline, country="JP", hours=n) for n, headline in enumerate(ODD)]
    articles += [make(f"p{n}", headline, country="CN", hours=n) for n, headline in enumerate(ODD)]
    stories = group_stories([*articles, *ALL], COUNTRIES)
    assert stories.keys() == {a.id for a in (*articles, *ALL)}
    assert len({stories[f"{kind}3"] for kind in "op"}) == 1
    takes = find_takes(articles[0], articles[1:], COUNTRIES)
    assert {t.article_id for t in takes} == {a.id for a in articles[1:]}
    labels = [t.label.casefold() for t in takes]
    assert all(label.strip() for label in labels)
    assert len(set(labels)) == len(labels)


def test_the_sample_edition_has_the_groups_it_was_written_in() -> None:
    alone = {frozenset({a.id}) for a in _sample()["single"]}
    written = {frozenset(a.id for a in articles) for name, articles in _sample().items() if name != "single"}
    assert _groups(group_stories(_all(), COUNTRIES)) == written | alone


def _own_words(article: Article) -> set[str]:
    country = COUNTRIES[article.country]
    text = f"{article.headline} {body_text(article)} {article.outlet} {country.name} {country.demonym}"
    return {stem_word(fold_text(word)) for word in WORD.findall(text)} | FRAME


@pytest.mark.parametrize(
    "name", [f.name for f in sorted(sample_folder().iterdir()) if f.is_dir() and f.name != "single"]
)
def test_made_labels_say_nothing_that_their_article_does_not(name: str) -> None:
    articles = {a.id: replace(a, labels=()) for a in _sample()[name]}
    demonyms = {c.demonym.partition(" (")[0] for c in COUNTRIES.values()} - {""}
    for article in articles.values():
        takes = find_takes(article, [a for a in articles.values() if a is not article], COUNTRIES)
        assert len({t.label.casefold() for t in takes}) == len(takes) == len(articles) - 1
        for take in takes:
            teller = articles[take.article_id]
            words = {stem_word(fold_text(w)) for w in WORD.findall(take.label)}
            assert words <= _own_words(teller) | {stem_word(w) for w in FRAME}, take.label
            first = take.label.partition(" Perspective")[0].partition(" View of")[0]
            assert first not in demonyms or first == COUNTRIES[teller.country].demonym.partition(" (")[0]
