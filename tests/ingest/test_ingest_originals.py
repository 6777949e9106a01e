"""Captured pages that carry the text as published below their English."""

from datetime import date

import pytest

from termnews.domain.article import Article, Original, Paragraph
from termnews.domain.place import Countries, Country
from termnews.domain.problems import Problem
from termnews.ingest.seeds import parse_seed

COUNTRIES = Countries((Country("IT", "Italy", "Italian", "Europe", 42.0, 12.0, "🇮🇹", "Rome"),))
PAGE = """Overview Logo
Article Main Image

Coffee gets dearer in Trieste

Sample Desk, Trieste

Italy

Saturday, December 6


Sacchi di caffè crudo in un magazzino
Sacks of green coffee in a warehouse. (Sample Desk archive)

One coin used to be enough on 10 February 2025.

It no longer is, say the people at the counter.
"""
ORIGINAL = """

--- original: it ---

Il caffè rincara a Trieste

Sacchi di caffè crudo in un magazzino
Sacchi di caffè crudo in un magazzino del porto. (Sample Desk archive)

Il 10 febbraio 2025 una moneta bastava.

Ora non più, dice chi sta al banco.
"""


def read(text: str) -> Article | Problem:
    return parse_seed(text.encode(), "it.txt", COUNTRIES, date(2025, 12, 31))


def test_an_original_is_read_part_for_part() -> None:
    article = read(PAGE + ORIGINAL)
    assert isinstance(article, Article)
    original = article.original
    assert isinstance(original, Original)
    assert (original.language, original.headline) == ("it", "Il caffè rincara a Trieste")
    assert [type(block) for block in original.blocks] == [type(block) for block in article.blocks]
    assert original.blocks[-1] == Paragraph("Ora non più, dice chi sta al banco.")
    assert (original.translator, original.translated) == ("", None)


def test_the_translation_is_what_it_is_without() -> None:
    article, plain = read(PAGE + ORIGINAL), read(PAGE)
    assert isinstance(article, Article)
    assert isinstance(plain, Article)
    assert (article.id, article.headline, article.blocks) == (plain.id, plain.headline, plain.blocks)
    assert (article.language, plain.original) == ("en", None)


def test_line_ends_and_spaces_do_not_matter() -> None:
    assert read((PAGE + ORIGINAL).replace("\n", "\r\n")) == read(PAGE + ORIGINAL)
    assert read(PAGE + ORIGINAL.replace(" ---\n", " ---  \n")) == read(PAGE + ORIGINAL)


@pytest.mark.parametrize(
    "below",
    [
        "\n--- original: it ---\n",
        "\n--- original: it ---\n\nSolo il titolo\n",
        ORIGINAL.replace("\nOra non più, dice chi sta al banco.\n", ""),
        f"{ORIGINAL}\nUno di troppo, senza inglese.\n",
        ORIGINAL + ORIGINAL,
    ],
)
def test_an_original_that_does_not_match_is_a_problem(below: str) -> None:
    assert read(PAGE + below) == Problem("it.txt", "has an original that does not match its translation part for part")


@pytest.mark.parametrize("line", ["--- original: Italian ---", "original: it", "--- original ---", "Original (it)"])
def test_other_lines_are_words_of_the_article(line: str) -> None:
    article = read(f"{PAGE}\n{line}\n\nAnd so the page went on to its end.\n")
    assert isinstance(article, Article)
    assert article.original is None
    assert len(article.blocks) > 4


def test_a_page_that_is_no_article_stays_none() -> None:
    assert isinstance(read(ORIGINAL), Problem)
