"""Make the table of common words from text that may be shipped: the sample edition, the standard library's docs.

    PYTHONPATH=src python scripts/common_words.py

A term's rate is the mean of its rates in the two; terms of fewer than three stories or modules are left out, so that no
story of the sample edition makes its own words common.
"""

import ast
import math
import sysconfig
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from pydoc_data.topics import topics

from termnews.domain.article import Article, body_text
from termnews.ingest.folders import read_seeds
from termnews.newsroom.settings import load_countries, sample_folder
from termnews.takes.vocabulary import Vocabulary, load_vocabulary

TABLE = Path(__file__).parents[1] / "src" / "termnews" / "takes" / "common_words.txt"
KEPT = 3000
FEWEST = 3
STEP = math.sqrt(2)
LEFT_OUT = {"site-packages", "test", "tests", "idle_test", "__pycache__"}

Text = tuple[str, str]
"""What it belongs to, and its words."""


def sample_texts() -> Iterator[Text]:
    """Yield the articles of the sample edition by story; those of their own folder stand alone."""
    countries = load_countries()
    for folder in sorted(p for p in sample_folder().iterdir() if p.is_dir()):
        for article in read_seeds([folder], countries):
            if isinstance(article, Article):
                story = article.id if folder.name == "single" else folder.name
                yield story, f"{article.headline}.\n{body_text(article)}"


def library_texts() -> Iterator[Text]:
    """Yield the documentation of the standard library by module and topic."""
    yield from topics.items()
    root = Path(sysconfig.get_path("stdlib"))
    for path in sorted(root.rglob("*.py")):
        if LEFT_OUT.isdisjoint(path.relative_to(root).parts):
            yield path.name, "\n".join(_docstrings(path))


def _docstrings(path: Path) -> Iterator[str]:
    try:
        tree = ast.parse(path.read_text("utf-8"))
    except (SyntaxError, UnicodeDecodeError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def count_rates(texts: Iterable[Text], vocabulary: Vocabulary) -> dict[str, float]:
    """Return how often each term that several stories use comes, per term."""
    counts: Counter[str] = Counter()
    users: defaultdict[str, set[str]] = defaultdict(set)
    for story, text in texts:
        for term in vocabulary.read(text):
            counts[term] += 1
            users[term].add(story)
    total = counts.total()
    return {term: count / total for term, count in counts.items() if len(users[term]) >= FEWEST}


def main() -> None:
    """Write the table: a line a rate, commonest first, terms in order."""
    vocabulary = load_vocabulary(load_countries())
    news = count_rates(sample_texts(), vocabulary)
    library = count_rates(library_texts(), vocabulary)
    rates = {term: (news.get(term, 0.0) + library.get(term, 0.0)) / 2 for term in news.keys() | library.keys()}
    kept = sorted(rates, key=lambda term: (-rates[term], term))[:KEPT]
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for term in kept:
        lines[round(math.log(rates[term] * 1e6, STEP))].append(term)
    rows = [f"{STEP**step:.0f} {' '.join(sorted(terms))}" for step, terms in sorted(lines.items(), reverse=True)]
    TABLE.write_text("\n".join(rows) + "\n", "utf-8")
    print(f"{len(kept)} terms, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
