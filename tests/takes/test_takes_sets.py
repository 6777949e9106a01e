"""The sample edition's stories, and the development sets where they are at hand."""

from collections import defaultdict
from pathlib import Path

import pytest
from benchmarks.stories import b_cubed, read_articles, read_lines, story_graph

from termnews.domain.article import Article
from termnews.ingest.folders import read_seeds
from termnews.newsroom.settings import load_countries, sample_folder
from termnews.takes.cluster import group_stories
from termnews.takes.tell import find_takes

SETS = Path(__file__).parents[3] / "shared" / "eval" / "takes" / "dev"
FLOORS = {"kagi.x1": 85.0, "basil.x1": 97.0, "uci.x1": 89.5}


def _sample() -> dict[Article, str]:
    """Return the sample edition with the folder of each article, its own id for one that stands alone."""
    told: dict[Article, str] = {}
    for folder in sorted(p for p in sample_folder().iterdir() if p.is_dir()):
        for article in read_seeds([folder], load_countries()):
            assert isinstance(article, Article)
            told[article] = article.id if folder.name == "single" else folder.name
    return told


def test_the_sample_edition_is_grouped_as_it_was_written() -> None:
    told = _sample()
    stories = group_stories(told, load_countries())
    assert b_cubed({article.id: folder for article, folder in told.items()}, stories) >= 99.0


def test_every_label_of_the_sample_edition_leads_into_its_story() -> None:
    folders: defaultdict[str, list[Article]] = defaultdict(list)
    for article, folder in _sample().items():
        folders[folder].append(article)
    for articles in folders.values():
        for article in articles:
            takes = find_takes(article, [a for a in articles if a is not article], load_countries())
            assert all(take.is_resolved for take in takes)
            assert len(takes) == len(articles) - 1


@pytest.mark.parametrize("name", FLOORS)
def test_development_sets_keep_their_figures(name: str) -> None:
    if not SETS.is_dir():
        pytest.skip("the development sets are not here")
    gold = {row["id"]: row["cluster"] for row in read_lines(SETS / f"{name}.gold.jsonl")}
    assert b_cubed(gold, story_graph(read_articles(SETS / f"{name}.articles.jsonl"))) >= FLOORS[name]
