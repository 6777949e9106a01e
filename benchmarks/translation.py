"""Translation: what the memory gives a second, whether texts stay aligned, and what the local path costs.

Run `python -m benchmarks.translation [PACKAGE.argosmodel]`; it prints one Markdown table. Texts are the originals of
the sample edition. Without a package one with random weights is built: it is small, so that what is spent around the
model weighs more than with a real one.
"""

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.compare import ROOT
from termnews.domain.article import Article
from termnews.domain.problems import Problem
from termnews.domain.translation import as_published, texts_of
from termnews.ingest.folders import read_seeds
from termnews.newsroom.settings import load_countries
from termnews.translate.archive import install_archive
from termnews.translate.base import Card, Failure, Limits
from termnews.translate.desk import Desk
from termnews.translate.local import Local, Models
from termnews.translate.memory import Memory
from termnews.translate.packages import Package, read_metadata
from termnews.translate.sentences import split_sentences

NOW = datetime(2025, 12, 14, tzinfo=UTC)
LIMITS = Limits(texts=8, characters=6_000)
ROUNDS = 7
SECONDS = 1.0
Answer = Callable[[list[str]], list[str]]
ANSWERS: dict[str, Answer] = {
    "right": lambda texts: texts,
    "one less": lambda texts: texts[:-1],
    "one more": lambda texts: [*texts, "more"],
    "none": lambda _: [],
    "all empty": lambda texts: ["" for _ in texts],
    "one empty": lambda texts: ["" if at == 1 else text for at, text in enumerate(texts)],
    "turned": lambda texts: [*texts[1:], *texts[:1]],
    "backwards": lambda texts: texts[::-1],
    "first two swapped": lambda texts: [*texts[1::-1], *texts[2:]],
    "two in one": lambda texts: [" ".join(texts[:2]), *texts[2:]],
    "first twice": lambda texts: [*texts[:1], *texts[:1], *texts[2:]],
    "numbers lost": lambda texts: [re.sub(r"\d{2,}", "", text) for text in texts],
    "endless": lambda texts: [text * 20 for text in texts],
}
"""What batches come back as; a text alone comes back right."""


class Misbehaving:
    """Translates batches as an answer says, and single texts well."""

    def __init__(self, answer: Answer) -> None:
        """Answer so."""
        self.card = Card("misbehaving", "misbehaving", LIMITS)
        self._answer = answer

    def translate(self, texts: Sequence[str], _source: str) -> list[str] | Failure:
        """Return what the answer makes of the translations."""
        right = [f"[en] {text}" for text in texts]
        return self._answer(right) if len(texts) > 1 else right


def read_originals() -> list[Article]:
    """Return the articles of the sample edition that have an original, as published."""
    found = read_seeds([ROOT / "seeds"], load_countries())
    return [as_published(article) for article in found if isinstance(article, Article) and article.original]


def count_aligned(articles: Sequence[Article]) -> tuple[int, int, list[str]]:
    """Return how many cases were aligned, of how many, and the names of the others."""
    failed = []
    for name, answer in ANSWERS.items():
        for article in articles:
            memory = Memory(None)
            headline, *body = texts = texts_of(article)
            desk = Desk([Misbehaving(answer)], memory, lambda: NOW)
            outcomes = desk.translate([headline], article.language) + desk.translate(body, article.language)
            memory.close()
            if any(outcome.text != f"[en] {text}" for text, outcome in zip(texts, outcomes, strict=True)):
                failed.append(f"{name}/{article.language}")
    count = len(ANSWERS) * len(articles)
    return count - len(failed), count, failed


def hits_a_second(articles: Sequence[Article], folder: Path) -> float:
    """Return how many remembered texts a desk gives a second of CPU time, article by article, from 50,000."""
    memory = Memory(folder / "memory.db")
    desk = Desk([Misbehaving(ANSWERS["right"])], memory, lambda: NOW)
    for article in articles:
        desk.translate(texts_of(article), article.language)
    for batch in range(50):
        desk.translate([f"texto {batch} {number}" for number in range(1_000)], "es")
    count, begun = 0, time.process_time()
    while time.process_time() - begun < SECONDS:
        for article in articles:
            count += sum(outcome is not None for outcome in desk.recall(texts_of(article), article.language))
    memory.close()
    return count / (time.process_time() - begun)


def translate_directly(model: Any, texts: Sequence[str]) -> list[str]:  # noqa: ANN401 -- a model of both libraries
    """Translate sentences with nothing around the two libraries."""
    pieces = model.pieces.encode([s for text in texts for s in split_sentences(text)], out_type=str)
    results = model.translator.translate_batch(
        pieces, beam_size=4, max_batch_size=2_048, batch_type="tokens", replace_unknowns=True, max_decoding_length=400
    )
    return ["".join(result.hypotheses[0]) for result in results]


def time_local(articles: Sequence[Article], package: Package) -> tuple[float, float]:
    """Return milliseconds an article through the whole local path, and through the libraries alone."""
    models = Models(1)
    model = models.load(package.folder)
    texts = [list(texts_of(article)) for article in articles]
    desk_times, direct_times = [], []
    for _ in range(ROUNDS):
        memory = Memory(None)
        desk = Desk([Local(package, models)], memory, lambda: NOW)
        desk_times.append(_time(lambda t, d=desk: d.translate(t, package.language), texts))  # type: ignore[misc]
        memory.close()
        direct_times.append(_time(lambda t: translate_directly(model, t), texts))
    return statistics.median(desk_times), statistics.median(direct_times)


def main() -> None:
    """Print the table."""
    articles = read_originals()
    with tempfile.TemporaryDirectory() as name:
        for line in _table(articles, Path(name)):
            print(line, flush=True)


def _table(articles: Sequence[Article], folder: Path) -> Iterator[str]:
    good, count, failed = count_aligned(articles)
    yield "| translation | |\n|---|---:|"
    yield f"| alignment cases passed | {good} of {count} |"
    yield f"| remembered texts a second of CPU time | {hits_a_second(articles, folder):,.0f} |"
    package = _find_package(folder)
    latin = [article for article in articles if article.language in {"es", "pt", "it", "fr"}]
    path, direct = time_local(latin, package)
    yield f"| local path, ms an article | {path:.1f} |"
    yield f"| CTranslate2 and SentencePiece alone, ms an article | {direct:.1f} |"
    yield f"| ratio | {path / direct:.3f} |"
    if failed:
        yield f"\nNot aligned: {', '.join(failed)}"


def _find_package(folder: Path) -> Package:
    if len(sys.argv) > 1:
        archive = Path(sys.argv[1])
    else:
        sys.path.insert(0, str(ROOT / "tests" / "translate"))
        from translate_package import make_archive  # noqa: PLC0415 - the tests' own package

        archive = make_archive(folder, "es")
    found = install_archive(archive, folder / "languages", "es")
    if isinstance(found, Problem):
        raise SystemExit(f"{found.where}: {found.why}")
    assert not isinstance(read_metadata(found.folder / "metadata.json"), str)
    return found


def _time(translate: Callable[[list[str]], object], articles: Sequence[list[str]]) -> float:
    begun = time.process_time()
    for texts in articles:
        translate(texts)
    return (time.process_time() - begun) * 1e3 / len(articles)


if __name__ == "__main__":
    main()
