"""How well articles are grouped into stories, beside other ways to do it.

    PYTHONPATH=src python -m benchmarks.stories ARTICLES.jsonl > PRED.jsonl
    PYTHONPATH=src python -m benchmarks.stories FOLDER

A line of ARTICLES is {"id", "title", "body", "source", "country", "date"}, one of PRED {"id", "cluster"}, the cluster
null for an article that stands alone. A FOLDER holds `<set>.articles.jsonl` with `<set>.gold.jsonl`; for it a table is
printed: B-cubed F1 of each method on each set, their mean, and articles grouped per second of processor time.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.baselines import Bag, bm25_linkage, keyword_louvain, one_pass
from termnews.domain.article import Article, Paragraph, body_text
from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import group_stories
from termnews.takes.vocabulary import load_vocabulary

WORDS_READ = 400
Labels = Mapping[str, str]
"""The story of each article by id; empty for one that stands alone."""
Method = Callable[[Sequence[Article]], Labels]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_articles(path: Path) -> list[Article]:
    """Read the articles of a set."""
    countries = load_countries()
    return [
        Article(
            id=row["id"],
            headline=row["title"],
            outlet=row.get("source") or "",
            country=countries.find_code(row.get("country") or "") or "",
            published=_read_date(row.get("date") or ""),
            blocks=(Paragraph(row["body"]),) if row.get("body") else (),
        )
        for row in read_lines(path)
    ]


def story_graph(articles: Sequence[Article]) -> Labels:
    """Group articles as termnews does."""
    return group_stories(articles, load_countries())


def baseline(method: Callable[[Sequence[Bag]], list[int]]) -> Method:
    """Let a method that takes bags of words group articles in the order of time."""

    def group(articles: Sequence[Article]) -> Labels:
        ordered = sorted(articles, key=lambda a: (a.published is None, a.published or datetime.min.replace(tzinfo=UTC)))
        labels = method([_bag(article) for article in ordered])
        return {article.id: str(label) for article, label in zip(ordered, labels, strict=True)}

    return group


def b_cubed(gold: Labels, found: Labels) -> float:
    """Return the B-cubed F1 of a grouping (Bagga and Baldwin 1998), in percent."""
    own = {i: found.get(i) or f"\n{i}" for i in gold}
    both = Counter((gold[i], own[i]) for i in gold)
    true, predicted = Counter(gold.values()), Counter(own.values())
    precision = sum(n * n / predicted[p] for (_, p), n in both.items()) / len(gold)
    recall = sum(n * n / true[t] for (t, _), n in both.items()) / len(gold)
    return 100 * 2 * precision * recall / (precision + recall)


METHODS: Mapping[str, Method] = {
    "one-pass TF-IDF centroids": baseline(one_pass),
    "BM25, average linkage": baseline(bm25_linkage),
    "keywords and Louvain, as newsLens": baseline(keyword_louvain),
    "story graph (termnews)": story_graph,
}


def compare(folder: Path) -> Iterator[str]:
    """Yield the lines of a table of all methods on all sets of a folder."""
    paths = sorted(folder.glob("*.articles.jsonl"))
    sets = [path.name.removesuffix(".articles.jsonl") for path in paths]
    gold = {s: {row["id"]: row["cluster"] for row in read_lines(folder / f"{s}.gold.jsonl")} for s in sets}
    articles = {s: read_articles(path) for s, path in zip(sets, paths, strict=True)}
    yield f"| method | {' | '.join(sets)} | mean | articles/s |"
    yield "|---" * (len(sets) + 3) + "|"
    for name, method in METHODS.items():
        begun = time.process_time()
        figures = [b_cubed(gold[s], method(articles[s])) for s in sets]
        seconds = time.process_time() - begun
        cells = " | ".join(f"{figure:.1f}" for figure in figures)
        speed = sum(map(len, articles.values())) / seconds
        yield f"| {name} | {cells} | {sum(figures) / len(figures):.2f} | {speed:,.0f} |"


def main() -> None:
    """Print the grouping of a file, or the table for a folder."""
    if len(sys.argv) != 2:  # noqa: PLR2004 the program's own name counts
        raise SystemExit(__doc__)
    path = Path(sys.argv[1])
    if path.is_dir():
        for line in compare(path):
            print(line, flush=True)
        return
    articles = read_articles(path)
    stories = story_graph(articles)
    for article in articles:
        print(json.dumps({"id": article.id, "cluster": stories[article.id] or None}))


def _read_date(text: str) -> datetime | None:
    if not text:
        return None
    date = datetime.fromisoformat(text)
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)


def _bag(article: Article) -> Bag:
    read = load_vocabulary(load_countries()).read
    headline = Counter(read(article.headline))
    body = " ".join(body_text(article).split()[:WORDS_READ])
    return Counter({term: 3 * count for term, count in headline.items()}) + Counter(read(body))


if __name__ == "__main__":
    main()
