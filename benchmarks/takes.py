"""How often a listed take is a stranger, and what the lists miss.

    PYTHONPATH=src python -m benchmarks.takes ARTICLES.jsonl > TAKES.jsonl
    PYTHONPATH=src python -m benchmarks.takes FOLDER

The files are those of `benchmarks.stories`; a line of TAKES is {"id", "takes": [{"id", "label"}]}, in the order shown.
For a FOLDER a table is printed: of the first five takes of every list the share that the set counts to another story,
the articles that have takes but get none, and how many of the countries that could be new are among the first three.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.compare import markdown
from benchmarks.stories import Labels, read_articles, read_lines
from termnews.domain.article import Article
from termnews.domain.story import Take
from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import tell_stories
from termnews.takes.tell import find_takes

_SEEN = 5
_FIRST = 3


def list_takes(articles: Sequence[Article]) -> dict[str, list[Take]]:
    """Return the takes of every article, as termnews lists them."""
    countries = load_countries()
    told = tell_stories(articles, countries)
    beside: defaultdict[tuple[str, int], list[Article]] = defaultdict(list)
    for article in articles:
        if story_id := told.stories[article.id]:
            beside[story_id, told.strands.get(article.id, 0)].append(article)
    listed: dict[str, list[Take]] = {article.id: [] for article in articles}
    for strand in beside.values():
        for article in strand:
            listed[article.id] = find_takes(article, [a for a in strand if a is not article], countries)
    return listed


@dataclass(frozen=True, slots=True)
class Figures:
    """What lists of takes are worth; shares from 0 to 1, `countries` nan where no country is known."""

    strangers: float
    without: float
    countries: float


def measure(articles: Sequence[Article], gold: Labels, listed: Mapping[str, Sequence[Take]]) -> Figures:
    """Compare lists of takes with the stories that a set has."""
    by_id = {article.id: article for article in articles}
    mates: defaultdict[str, list[str]] = defaultdict(list)
    for article_id, story in gold.items():
        mates[story].append(article_id)
    shown = strangers = concerned = without = 0
    reached: list[float] = []
    for article_id, story in gold.items():
        article = by_id[article_id]
        others = [by_id[i] for i in mates[story] if by_id[i].outlet != article.outlet]
        takes = [take.article_id for take in listed[article_id]]
        concerned += bool(others)
        without += bool(others) and not takes
        shown += len(takes[:_SEEN])
        strangers += sum(gold.get(i) != story for i in takes[:_SEEN])
        new = {a.country for a in others} - {"", article.country}
        if takes and new:
            found = {by_id[i].country for i in takes[:_FIRST] if gold.get(i) == story} & new
            reached.append(len(found) / min(_FIRST, len(new)))
    share = sum(reached) / len(reached) if reached else float("nan")
    return Figures(strangers / max(shown, 1), without / max(concerned, 1), share)


def table(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield the cells of every set of a folder, and of their mean."""
    strangers = []
    for path in sorted(folder.glob("*.articles.jsonl")):
        name = path.name.removesuffix(".articles.jsonl")
        gold = {row["id"]: row["cluster"] for row in read_lines(folder / f"{name}.gold.jsonl")}
        articles = read_articles(path)
        found = measure(articles, gold, list_takes(articles))
        strangers.append(found.strangers)
        countries = f"{found.countries:.2f}" if found.countries == found.countries else "-"
        yield name, f"{found.strangers:.1%}", f"{found.without:.1%}", countries
    yield "mean", f"{sum(strangers) / max(len(strangers), 1):.1%}", "", ""


def main() -> None:
    """Print the takes of a file, or the table for a folder."""
    if len(sys.argv) != 2:  # noqa: PLR2004 the program's own name counts
        raise SystemExit(__doc__)
    path = Path(sys.argv[1])
    if path.is_dir():
        print(markdown(("set", "strangers", "without", "new countries"), list(table(path))))
        return
    for article_id, takes in list_takes(read_articles(path)).items():
        print(json.dumps({"id": article_id, "takes": [{"id": t.article_id, "label": t.label} for t in takes]}))


if __name__ == "__main__":
    main()
