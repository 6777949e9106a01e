"""Ranking: the best answer first, one a story, and a floor for how often that comes out on the sample edition."""

from dataclasses import replace
from datetime import timedelta

from benchmarks.search import score_all
from library_sample import LONDON, NOON, PORT_LOUIS, VILNIUS, WASHINGTON, filled_library, numbered

from termnews.domain.article import Article, Paragraph
from termnews.domain.selection import Selection
from termnews.library.store import Library

LEAST_QUERIES = 60
LEAST_MRR = 0.95
LEAST_RECALL = 0.95
FILLER = " ".join(f"filler{n}" for n in range(200))


def ranked(words: str, *articles: Article) -> list[str]:
    library = Library.in_memory()
    library.save([*articles, *(numbered(n, FILLER) for n in range(50, 70))])
    rows = library.search.rank_rows(Selection(words=words, now=NOON))
    return [h.id for row in rows for h in library.headlines([row.row])]


def article(number: int, headline: str, text: str, days: float = 1) -> Article:
    return replace(
        LONDON, id=f"{number:012x}", headline=headline, blocks=(Paragraph(text),), published=NOON - timedelta(days=days)
    )


def test_the_headline_weighs_more_than_the_body() -> None:
    in_body = article(1, "Other news", f"A glacier. {FILLER} glacier")
    in_headline = article(2, "A glacier melts", f"Ice. {FILLER}", days=2)
    assert ranked("glacier", in_body, in_headline) == [in_headline.id, in_body.id]


def test_the_rarer_word_decides() -> None:
    common = article(1, "Filler1 filler1 filler1", "glacier filler1")
    rare = article(2, "Glacier glacier glacier", "glacier filler1")
    assert ranked("glacier filler1", common, rare) == [rare.id, common.id]


def test_of_equals_the_fresh_one_leads() -> None:
    old, fresh = article(1, "Glacier", "x", days=90), article(2, "Glacier", "x", days=2)
    assert ranked("glacier", old, fresh) == [fresh.id, old.id]


def test_a_much_better_match_leads_though_it_is_old() -> None:
    old, fresh = article(1, "Glacier lake", "glacier", days=200), article(2, "News", f"{FILLER} glacier lake", days=0)
    assert ranked("glacier lake", fresh, old) == [old.id, fresh.id]


def test_words_side_by_side_lead() -> None:
    apart, together = article(1, "World news of the cup", "x"), article(2, "News of the world cup", "x")
    assert ranked("world cup", apart, together) == [together.id, apart.id]


def test_the_whole_word_leads_before_the_longer_one() -> None:
    longer, whole = article(1, "Seaside", "x", days=0), article(2, "Sea wall", "x", days=1)
    assert ranked("sea", longer, whole) == [whole.id, longer.id]


def test_a_story_shows_once_with_its_other_takes_behind() -> None:
    library = filled_library()
    (chagos,) = library.search.rank_rows(Selection(words="treaty"))
    told = library.headlines([chagos.row, *chagos.more])
    assert [h.id for h in told] == [PORT_LOUIS.id, LONDON.id]  # its headline names the treaty
    (only,) = library.search.rank_rows(Selection(words="prisoners envoy"))
    assert library.headlines([only.row])[0].id == WASHINGTON.id
    assert only.more == ()


def test_without_words_the_newest_of_a_story_leads() -> None:
    library = filled_library()
    rows = library.search.rank_rows(Selection(words="takes:>0"))
    assert [h.id for row in rows for h in library.headlines([row.row])] == [VILNIUS.id, LONDON.id]
    assert len(library.search.rank_rows(Selection(words="takes:>0"), limit=1)) == 1


def test_the_sample_edition_is_ranked_well() -> None:
    mrr, recall, scores = score_all()
    assert len(scores) >= LEAST_QUERIES
    assert mrr >= LEAST_MRR
    assert recall >= LEAST_RECALL
