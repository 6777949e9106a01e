"""Nothing is lost and nothing doubles, round after round."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from termnews.domain.article import Paragraph
from termnews.domain.outlet import Feed, FeedEntry, Outlet
from termnews.ingest import detecting
from termnews.ingest.decide import Decision, KnownEntry, Source, choose_blocks, decide_entries, wanted_links
from termnews.ingest.detecting import detect_language

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
OUTLET = Outlet("Two", "NZ", "en", (Feed("https://two.example/rss"), Feed("https://two.example/mi", language="mi")))
SOURCE = Source(OUTLET, OUTLET.feeds[0])
LONG = (
    "The harbour bridge was closed early on Monday after engineers found a crack in one of the cables that carry its"
    " deck, and the ferries will run every ten minutes until the cable has been replaced, which may take until Easter"
)


def _entry(name: str = "1", **traits: object) -> FeedEntry:
    entry = FeedEntry(
        f"id {name}",
        f"Bridge number {name} is closed",
        f"https://two.example/{name}",
        NOW - timedelta(hours=2),
        (Paragraph(f"Text {name}."),),
    )
    return replace(entry, **traits)  # type: ignore[arg-type]


class _Library:
    """Remembers as a library does."""

    def __init__(self) -> None:
        self.known: dict[str, KnownEntry] = {}
        self.headlines: dict[str, str] = {}

    def take(self, *entries: FeedEntry, source: Source = SOURCE, now: datetime = NOW) -> list[Decision]:
        decisions = decide_entries(source, entries, tuple(self.known.values()), now)
        for decision in decisions:
            assert decision.is_new == (decision.article.id not in self.known)
            self.known[decision.article.id] = decision.known
            self.headlines[decision.article.id] = decision.article.headline
        return list(decisions)


@pytest.fixture(name="library")
def _library() -> _Library:
    return _Library()


def test_an_entry_becomes_an_article(library: _Library) -> None:
    _, second = library.take(_entry("1"), _entry("2", byline="Ana", language="fr"))
    article = second.article
    assert (article.headline, article.outlet, article.country, article.language) == (
        "Bridge number 2 is closed",
        "Two",
        "NZ",
        "en",
    )
    assert (article.byline, article.link, article.published) == (
        "Ana",
        "https://two.example/2",
        NOW - timedelta(hours=2),
    )
    assert len(article.id) == 12


def test_the_language_is_the_feeds_then_the_outlets_then_the_entrys() -> None:
    nameless = replace(OUTLET, language="")
    languages = [
        decide_entries(Source(outlet, feed, said), [_entry(language=own)], (), NOW)[0].article.language
        for outlet, feed, said, own in (
            (OUTLET, OUTLET.feeds[1], "de", "fr"), (nameless, OUTLET.feeds[0], "de", "fr"), (nameless,
            OUTLET.feeds[0], "de", ""),
            (nameless, OUTLET.feeds[0], "", ""),
        )
    ]  # fmt: skip
    assert languages == ["mi", "fr", "de", ""]


def test_the_same_again_is_nothing(library: _Library) -> None:
    entries = [_entry(str(n)) for n in range(5)]
    assert len(library.take(*entries)) == 5
    assert library.take(*entries) == []
    assert library.take(*reversed(entries), now=NOW + timedelta(days=3)) == []


def test_a_change_takes_the_place_of_what_was(library: _Library) -> None:
    library.take(_entry("1"), _entry("2"))
    (decision,) = library.take(_entry("1"), _entry("2", headline="Bridge 2 is open again"))
    assert (decision.is_new, decision.article.headline) == (False, "Bridge 2 is open again")
    assert len(library.headlines) == 2


@pytest.mark.parametrize(
    "link",
    [
        "https://two.example/2?utm_source=rss&utm_medium=x",
        "http://www.two.example/2/",
        "https://two.example/2#comments",
        "https://m.two.example/2/amp",
    ],
)
def test_one_page_has_many_addresses(library: _Library, link: str) -> None:
    library.take(_entry("1"), _entry("2"))
    assert library.take(_entry("2", id="other", link=link)) == []


def test_a_republished_entry_is_known_by_its_id(library: _Library) -> None:
    library.take(_entry("1"), _entry("2"))
    (decision,) = library.take(
        _entry("2", headline="Bridge number 2 is closed again", link="https://two.example/2-again")
    )
    assert not decision.is_new
    assert (
        library.take(_entry("2", headline="Bridge number 2 is closed again", link="https://two.example/2-again")) == []
    )


def test_an_id_that_is_used_again_for_other_news_tells_nothing(library: _Library) -> None:
    library.take(_entry("1", id="same"))
    (decision,) = library.take(_entry("9", id="same", headline="Parliament votes on the budget"))
    assert decision.is_new


@pytest.mark.parametrize(
    "entries",
    [
        [_entry("1", id="same"), _entry("2", id="same")],
        [_entry("1", link="https://two.example/live"), _entry("2", link="https://two.example/live")],
        [_entry("1", id="same", link="https://two.example/1"), _entry("2", id="same", link="https://two.example/1")],
        [_entry("1", link=""), _entry("2", link="")],
        [_entry("1", id="same", link=""), _entry("2", id="same", link="", published=None)],
        [_entry("1", link="https://two.example/"), _entry("2", link="https://two.example/index.html")],
    ],
    ids=["ids", "links", "both", "no links", "nothing", "home page"],
)
def test_doubled_and_missing_ids_lose_nothing_over_three_rounds(library: _Library, entries: list[FeedEntry]) -> None:
    for hours in range(3):
        library.take(*entries, now=NOW + timedelta(hours=hours))
    assert sorted(library.headlines.values()) == ["Bridge number 1 is closed", "Bridge number 2 is closed"]


def test_ids_that_change_every_time_double_nothing(library: _Library) -> None:
    for hours in range(3):
        library.take(*(_entry(str(n), id=f"{n}-{hours}") for n in range(4)), now=NOW + timedelta(hours=hours))
    assert len(library.headlines) == 4


def test_one_entry_twice_in_a_feed_is_one_article(library: _Library) -> None:
    library.take(_entry("1"), _entry("1"), _entry("2"))
    assert len(library.headlines) == 2


def test_the_same_words_under_a_new_link_are_the_same_article(library: _Library) -> None:
    library.take(_entry("a", headline="Harbour bridge closed after crack is found", blocks=(Paragraph(LONG),)))
    (decision,) = library.take(
        _entry("b", headline="Harbour bridge closed until Easter", blocks=(Paragraph(LONG + " in a statement."),))
    )
    assert not decision.is_new
    assert library.take(_entry("c", headline="Harbour bridge closed until Easter", blocks=())) != []
    assert len(library.headlines) == 1


def test_a_column_that_always_begins_alike_stays_apart(library: _Library) -> None:
    day = timedelta(days=1)
    library.take(
        _entry("a", headline="The war on day 1,400: what we know", blocks=(Paragraph(LONG),), published=NOW - day)
    )
    (decision,) = library.take(
        _entry("b", headline="The war on day 1,401: what we know", blocks=(Paragraph(LONG),), published=NOW)
    )
    assert decision.is_new
    library.take(_entry("c", headline="Morning briefing: what you need to know", published=NOW - day))
    assert library.take(_entry("d", headline="Morning briefing: what you need to know", published=NOW))[0].is_new


def test_another_outlets_article_is_left_alone(library: _Library) -> None:
    library.take(_entry("1"))
    other = replace(OUTLET, name="Other", country="AU")
    assert library.take(_entry("1", headline="Changed"), source=Source(other, other.feeds[0])) == []
    (decision,) = library.take(_entry("1", link="https://other.example/1"), source=Source(other, other.feeds[0]))
    assert decision.is_new
    assert decision.article.id not in {"", *list(library.known)[:1]}


def test_dates_never_stand_ahead_of_now(library: _Library) -> None:
    found = library.take(
        _entry("1", published=NOW + timedelta(hours=5)),
        _entry("2", published=NOW + timedelta(days=900)),
        _entry("3", published=None),
    )
    assert [decision.article.published for decision in found] == [NOW, NOW, NOW]
    (later,) = library.take(_entry("3", published=None, headline="Changed"), now=NOW + timedelta(hours=3))
    assert later.article.published == NOW


def test_links_to_look_up() -> None:
    assert wanted_links([_entry("1"), _entry("2", link=""), _entry("3", link="https://two.example/")]) == {
        "two.example/1"
    }


def test_the_longer_text_stays() -> None:
    short, long = (
        (Paragraph("Sign in to read."),),
        (Paragraph("A whole text that says more than that."), Paragraph("And more.")),
    )
    assert choose_blocks(long, short) == long
    assert choose_blocks(short, long) == long


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El gobierno anunció ayer nuevas medidas económicas para todo el país", "es"),
        ("الحكومة تعلن إجراءات جديدة في العاصمة اليوم", "ar"),
        ("Уряд оголосив нові заходи для підтримки економіки", "uk"),
        ("2025: 12 - 14", ""), ("", ""), ("Ok", ""), ("zzzz qqqq xkcd wvwv jjjj kkkk pppp", ""),
    ],
)  # fmt: skip
def test_a_text_that_says_nothing_of_its_language_is_looked_at(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_without_the_extra_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    detecting._detector.cache_clear()
    monkeypatch.setattr(detecting, "find_spec", lambda _: None)
    assert detect_language("El gobierno anunció ayer nuevas medidas económicas") == ""
    detecting._detector.cache_clear()
