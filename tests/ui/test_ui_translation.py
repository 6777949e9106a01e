"""Reading in English: what is on the screen is asked for, never waited for, and shown when it comes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from termnews.domain.article import Article, Caption, Headline, Paragraph, Picture, Quote
from termnews.domain.markdown import write_markdown
from termnews.domain.refresh import TranslationProgress
from termnews.domain.story import Reading
from termnews.domain.translation import Translation, apply_translation
from termnews.library.bookmarks import keep_bookmark, load_bookmarks
from termnews.library.store import Library
from termnews.newsroom.settings import find_folders, load_countries
from termnews.newsroom.translation_places import languages_folder
from termnews.ui import interpreting
from termnews.ui.bidi import to_visual
from termnews.ui.messages import RefreshTold
from termnews.ui.outgoing import OutgoingFilter
from termnews.ui.refresh_words import failure, progress_words
from termnews.ui.typeset import Page, typeset
from termnews.ui.typeset_both import typeset_both
from termnews.ui.widgets.article_list import ArticleList
from termnews.ui.wrapping import begins_right

Opener = Callable[..., Any]
NOON = datetime(2025, 12, 12, 12, tzinfo=UTC)
PARAGRAPHS = tuple(Paragraph(f"Párrafo número {n} sobre el mar.") for n in range(30))
SPANISH = Article("e1", "El mar en calma", "Diario", "PE", NOON, PARAGRAPHS, language="es")
OTHER = Article("e2", "Otra cosa", "Diario", "PE", NOON.replace(hour=10), PARAGRAPHS[:2], language="es")
TOLD_ABROAD = (  # `conftest` knows these three as one story
    Article("lt1", "Grid of the Baltic", "Desk", "LT", NOON, PARAGRAPHS[:1]),
    Article("ee1", "El cable del golfo", "Puhka", "EE", NOON, PARAGRAPHS, language="es"),
    Article("ee2", "Luces en la costa", "Kallas", "EE", NOON.replace(hour=8),
            (Paragraph("Las luces volvieron de noche."), Paragraph("Nadie supo por qué.")), language="es"),
)  # fmt: skip
ENGLISH = Article("p1", "The sky", "Desk", "PE", NOON.replace(hour=9), (Paragraph("Blue."),))
HINT = "To read this in English: termnews translate install es"


@dataclass
class FakeInterpreter:
    """Remembers what it was asked and says what it is told to."""

    library: Library
    tell: Callable[[str, str], object]
    articles: list[tuple[str, bool]] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    bodies: dict[str, Any] = field(default_factory=dict)
    """What was asked for, by id."""
    is_over: bool = False

    def ask(self, article: Article, *, is_quick: bool) -> None:
        self.articles.append((article.id, is_quick))
        self.bodies[article.id] = article.blocks

    def ask_headlines(self, headlines: Iterable[Headline]) -> None:
        self.headlines += [headline.id for headline in headlines]

    def end(self) -> None:
        self.is_over = True

    def translate(self, article: Article, *, is_whole: bool = True) -> None:
        blocks = tuple(Paragraph(f"[en] {b.text}") for b in PARAGRAPHS) if is_whole else article.blocks
        why = "" if is_whole else "only the headline is translated yet"
        translation = Translation("en", "DeepL", NOON, f"[en] {article.headline}", blocks, why)
        self.library.save([apply_translation(article, translation)])
        self.tell(article.id, "")


@pytest.fixture(name="asked")
def _asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[FakeInterpreter]]:
    made: list[FakeInterpreter] = []

    def begin(library: Library, tell: Callable[[str, str], object]) -> FakeInterpreter:
        made.append(FakeInterpreter(library, tell))
        return made[-1]

    monkeypatch.setattr(interpreting, "begin", begin)
    monkeypatch.setattr(interpreting, "REST", 0.05)
    monkeypatch.setattr(interpreting, "LOOK", 0.05)
    yield made
    assert all(one.is_over for one in made)


async def test_what_is_on_the_screen_is_asked_for_and_appears(
    open_window: Opener, asked: list[FakeInterpreter]
) -> None:
    async with open_window(size=(160, 50), articles=(SPANISH, OTHER, ENGLISH)) as window:
        await window.press("enter")
        (interpreter,) = asked
        assert sorted(interpreter.headlines) == ["e1", "e2"]
        assert ("e1", True) in interpreter.articles  # what is remembered, at once
        assert ("e1", False) in interpreter.articles
        assert "In Spanish" in window.text
        await window.press("pagedown")
        position = window.home.reading.reader.position
        assert position > 0
        interpreter.translate(SPANISH)
        await window.until(lambda: "[en] Párrafo número" in window.text)
        assert window.home.reading.reader.position == position
        await window.until(lambda: "[en] El mar en calma" in window.text)  # in the list
        assert "es · " in window.text
        await window.press("g")
        assert "Translated from Spanish by DeepL on 12 December 2025 · T original" in window.text
        asked_before = len(interpreter.articles)
        await window.press("T", "T", "T")
        assert len(interpreter.articles) == asked_before


@pytest.mark.parametrize("keys", [("j",), ("enter", "J"), ("enter", "n"), ("j", "enter")])
async def test_each_article_that_stays_on_show_is_asked_for(
    open_window: Opener, asked: list[FakeInterpreter], keys: tuple[str, ...]
) -> None:
    async with open_window(articles=(SPANISH, OTHER, ENGLISH)) as window:
        await until(window, lambda: asked and ("e1", False) in asked[0].articles)
        await window.press(*keys)
        await until(window, lambda: ("e2", False) in asked[0].articles)


async def test_a_headline_comes_before_its_text(open_window: Opener, asked: list[FakeInterpreter]) -> None:
    async with open_window(articles=(SPANISH, ENGLISH)) as window:
        await window.press("enter")
        asked[0].translate(SPANISH, is_whole=False)
        await window.until(lambda: "[en] El mar en calma" in window.text)
        assert "Párrafo número 1" in window.text
        assert "Translated in part from Spanish" in window.text
        count = len(asked[0].articles)
        await window.pilot.pause(0.2)
        assert len(asked[0].articles) == count  # what came of the question does not ask it again


async def test_without_a_translator_one_line_says_how_to_get_one(
    open_window: Opener, asked: list[FakeInterpreter]
) -> None:
    async with open_window(size=(160, 50), articles=(SPANISH, ENGLISH)) as window:
        await window.press("enter")
        asked[0].tell("e1", HINT)
        asked[0].tell("p1", "nobody sees this")
        await window.until(lambda: HINT in window.text)
        assert "nobody sees this" not in window.text
        before = asked[0].articles.count(("e1", False))
        await window.press("T")
        assert asked[0].articles.count(("e1", False)) == before + 1
        await window.press("J")
        assert HINT not in window.text


async def test_the_takes_of_an_article_are_asked_for_and_replaced_in_place(
    open_window: Opener, asked: list[FakeInterpreter]
) -> None:
    async with open_window(size=(160, 50), articles=TOLD_ABROAD) as window:
        window.home._read("lt1")
        await window.press("enter", "t", "down")
        bar = window.home.reading.takes_bar
        assert "Estonia · El cable del golfo" in window.text
        await until(window, lambda: {"ee1", "ee2"} <= set(asked[0].headlines))
        asked[0].translate(TOLD_ABROAD[1], is_whole=False)
        await until(window, lambda: "Estonia · es · [en] El cable del golfo" in window.text)
        assert "Estonia · Luces en la costa" in window.text
        assert (bar.cursor, bar.has_focus) == (1, True)
        assert sorted(asked[0].headlines) == ["ee1", "ee2"]  # once


async def test_takes_of_an_article_that_is_only_passed_by_are_not_asked_for(
    open_window: Opener, asked: list[FakeInterpreter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ArticleList, "headline", lambda *_: None)  # lists ask by themselves
    async with open_window(articles=(*TOLD_ABROAD, ENGLISH)) as window:
        monkeypatch.setattr(interpreting, "REST", 0.01)
        reading = window.home.reading
        reading.show(window.app.opening.find_reading("lt1"), is_kept=False)
        reading.show(window.app.opening.find_reading("p1"), is_kept=False)
        await window.settle()
        assert [name for one in asked for name in one.headlines] == []
        reading.show(window.app.opening.find_reading("lt1"), is_kept=False)
        await until(window, lambda: asked and sorted(asked[0].headlines) == ["ee1", "ee2"])


async def test_a_story_asks_for_the_takes_in_sight_and_shows_them_where_they_stand(
    open_window: Opener, asked: list[FakeInterpreter]
) -> None:
    async with open_window(size=(100, 40), articles=TOLD_ABROAD) as window:
        window.home._read("lt1")
        await window.settle()
        asked.clear()
        window.app.interpreting._asked.clear()
        window.app.interpreting._interpreter = None
        await window.press("v", "tab")
        screen = window.app.screen
        assert len(screen.columns.in_sight) == 2
        foreign = sorted({"ee1", "ee2"} & set(screen.columns.in_sight))
        await until(window, lambda: asked and {(i, False) for i in foreign} <= set(asked[0].articles))
        assert set(foreign) <= set(asked[0].headlines)
        screen.columns.go_to([c.article_id for c in screen.columns._columns].index("ee1"))
        column = screen.columns.column
        await until(window, lambda: ("ee1", False) in asked[0].articles)
        asked[0].translate(TOLD_ABROAD[1])
        await until(window, lambda: "[en] El cable del golfo" in " ".join(window.text.split()))
        assert "es · 12 Dec" in window.text
        assert "[en] Párrafo número 0" in " ".join(window.text.split())
        assert (window.app.screen, screen.columns.column) == (screen, column)


async def test_a_language_installed_meanwhile_is_used_at_once(
    open_window: Opener, asked: list[FakeInterpreter]
) -> None:
    async with open_window(size=(160, 50), articles=(SPANISH, OTHER, ENGLISH)) as window:
        await window.press("enter")
        asked[0].tell("e1", HINT)
        await until(window, lambda: HINT in window.text)
        (languages_folder(find_folders()) / "es-en").mkdir(parents=True)
        await until(window, lambda: len(asked) > 1 and ("e1", False) in asked[1].articles)
        assert sorted(asked[1].headlines) == ["e1", "e2"]
        assert (asked[0].is_over, asked[1].is_over) == (True, False)
        (languages_folder(find_folders()) / ".pt-en.part").write_bytes(b"coming")
        await window.settle()
        assert len(asked) == 2
        find_folders().config.mkdir(parents=True, exist_ok=True)
        (find_folders().config / "config.toml").write_text("[translate]\ndaily_characters = 9\n")
        await until(window, lambda: len(asked) > 2)


async def test_the_original_stays_on_show_when_the_rest_of_its_translation_comes(
    open_window: Opener, asked: list[FakeInterpreter]
) -> None:
    async with open_window(size=(160, 50), articles=(SPANISH, ENGLISH)) as window:
        await window.press("enter")
        asked[0].translate(SPANISH, is_whole=False)
        await until(window, lambda: "Translated in part from Spanish" in window.text)
        await window.press("T")
        assert "In Spanish" in window.text
        asked[0].translate(SPANISH)
        await until(window, lambda: window.home.reading._reading.article.language == "en")
        assert "In Spanish" in window.text
        await window.press("T", "T")
        assert "[en] Párrafo número 1 " in window.text


async def until(window: Any, is_so: Callable[[], object]) -> None:
    """Wait until something is so, however slow the machine."""
    for _ in range(600):
        if is_so():
            return
        await window.pilot.pause(0.1)
    assert is_so(), window.text


async def test_a_bookmark_from_before_its_translation_gets_it(
    open_window: Opener, asked: list[FakeInterpreter], bookmark_folder: Path
) -> None:
    async with open_window(articles=(SPANISH, OTHER, ENGLISH)) as window:
        await window.press("b")
        await until(window, lambda: asked and _kept(bookmark_folder) == SPANISH)
        asked[0].translate(OTHER, is_whole=False)  # not kept
        asked[0].translate(SPANISH, is_whole=False)
        await until(window, lambda: _kept(bookmark_folder).headline == f"[en] {SPANISH.headline}")
        asked[0].translate(SPANISH)
        await until(window, lambda: _kept(bookmark_folder).language == "en")
        assert _kept(bookmark_folder) == window.app.opening.library.find_article("e1")


async def test_bookmarks_of_another_edition_are_asked_for_while_their_screen_is_open(
    open_window: Opener, asked: list[FakeInterpreter], bookmark_folder: Path
) -> None:
    noted = write_markdown(replace(SPANISH, id="k1"), {"note": "A word of mine."})
    bookmark_folder.mkdir(parents=True)
    (bookmark_folder / "k1.md").write_text(noted)
    keep_bookmark(bookmark_folder, replace(OTHER, id="k2", blocks=PARAGRAPHS), NOON)
    async with open_window(size=(160, 50), articles=(ENGLISH,)) as window:
        await window.press("B", "enter")
        reading = window.app.screen.reading
        await until(window, lambda: asked and (reading.article_id, False) in asked[0].articles)
        assert sorted(asked[0].headlines) == ["k1", "k2"]
        await window.press("h", "j", "enter")
        await until(window, lambda: {("k1", False), ("k2", False)} <= set(asked[0].articles))
        assert asked[0].bodies["k1"] == PARAGRAPHS  # the note goes to nobody
        while reading.article_id != "k1":
            await window.press("h", "k", "enter")
        await window.press("pagedown")
        position = reading.reader.position
        for kept in (SPANISH, OTHER):
            name = "k1" if kept is SPANISH else "k2"
            asked[0].translate(replace(kept, id=name, blocks=PARAGRAPHS))
        await until(window, lambda: "[en] Párrafo número" in window.text)
        assert (reading.reader.position, reading.article_id) == (position, "k1")
        await until(window, lambda: "[en] El mar en calma" in window.text and "[en] Otra cosa" in window.text)
        await window.press("g")
        assert "A word of mine." in window.text
        asked[0].tell("k1", HINT)
        await until(window, lambda: HINT in window.text)
        await window.press("T", "T")
        assert "A word of mine." in window.text
        await until(window, lambda: all(b.article.language == "en" for b in load_bookmarks(bookmark_folder)[0]))
        await window.press("q", "B")
        await until(window, lambda: asked[0].is_over)
        assert "[en] Otra cosa" in window.text
        assert len(asked) == 1  # nothing is left to ask for


def _kept(folder: Path) -> Article:
    (bookmark,), _ = load_bookmarks(folder)
    return bookmark.article


async def test_an_english_edition_asks_nobody(open_window: Opener, asked: list[FakeInterpreter]) -> None:
    async with open_window() as window:
        await window.press("enter", "J", "T")
        assert asked == []
        assert window.app._interpreting is None


async def test_news_is_shown_while_it_is_still_translated(open_window: Opener, asked: list[FakeInterpreter]) -> None:
    async with open_window(articles=(SPANISH, ENGLISH)) as window:
        window.app.opening.checked = NOON
        window.app.opening.library.save([replace(ENGLISH, id="p2", headline="Came just now")])
        window.app.post_message(RefreshTold(TranslationProgress(0, 2, is_of_headlines=True)))
        await window.until(lambda: "Came just now" in window.text)
        await window.until(lambda: "Translating headline 0 of 2" in window.text)
        window.app.opening.library.save([replace(ENGLISH, headline="The sky again")])
        window.app.post_message(RefreshTold(TranslationProgress(2, 2)))
        await window.until(lambda: "The sky again" in window.text)
        assert asked


def test_a_translation_that_stops_is_a_problem() -> None:
    stopped = TranslationProgress(3, 9, why="DeepL does not accept the key")
    found = failure(stopped)
    assert found is not None
    assert found.why == "DeepL does not accept the key"
    assert progress_words(stopped) == "Translating 3 of 9: DeepL does not accept the key"
    assert failure(TranslationProgress(3, 9)) is None


ARABIC = "أعلنت الحكومة في 8 ديسمبر 2024 إجراءات (جديدة) مع IBM."
HEBREW = "שלום עולם, 2025!"
PERSIAN = "می‌خواهم کتاب ۱۲ را بخوانم."
BOTH = apply_translation(
    Article(
        "h1", HEBREW, "עיתון", "IL", NOON, language="he",
        blocks=(Paragraph(ARABIC * 4), Picture(""), Caption(PERSIAN, "Foto"), Quote(HEBREW), Paragraph("12")),
    ),
    Translation(
        "en", "", NOON, "Hello world",
        (Paragraph("The government said so. " * 6), Picture(""), Caption("I want to read.", "Foto"),
         Quote("Hello world, 2025!"), Paragraph("12")),
    ),
)  # fmt: skip


def _lines(page: Page) -> list[str]:
    return ["".join(text for text, _ in line.spans) for line in page.lines]


@pytest.mark.parametrize("width", [20, 40, 66, 67, 80, 120, 160, 200])
def test_both_texts_stand_side_by_side_where_there_is_room(width: int) -> None:
    page = typeset_both(Reading(BOTH, ()), load_countries(), width, is_kept=False)
    lines = _lines(page)
    assert all(cell_len(line) + page.margin <= width for line in lines)
    rows = [line for line in lines if " │ " in line]
    assert bool(rows) == (width >= 67)
    assert len({line.index("│") for line in rows if "\u200f" not in line}) <= 1
    blocks = [line.block for line in page.lines if line.block >= 0]
    assert blocks == sorted(blocks)
    assert set(blocks) == {0, 2, 3, 4}
    words = " ".join(lines)
    assert words.count("Foto") == 2
    assert sum(line.replace("│", "").strip() == "12" for line in lines) == 1


@pytest.mark.parametrize(("text", "is_right"), [(ARABIC, True), (HEBREW, True), (PERSIAN, True), ("12 %", False),
    ("«12» שלום", True), ("iPhone של שלום", False), ("Él", False), ("١٢ abc", False)])  # fmt: skip
def test_a_paragraph_begins_where_its_first_letter_does(text: str, *, is_right: bool) -> None:
    assert begins_right(text) == is_right


@pytest.mark.parametrize("width", [24, 80])
def test_paragraphs_from_right_to_left_end_at_the_right_margin(width: int) -> None:
    article = replace(BOTH, headline=HEBREW, blocks=BOTH.original.blocks if BOTH.original else ())
    lines = [line for line in _lines(typeset(Reading(article, ()), load_countries(), width, is_kept=False))
             if "\u200f" in line]  # fmt: skip
    assert len({cell_len(line) for line in lines}) == 1
    assert any(line.endswith("┃") for line in lines)
    assert any(line.endswith("▕") for line in lines)


@pytest.mark.parametrize(
    ("text", "is_right", "seen"),
    [
        (HEBREW, True, "!2025 ,םלוע םולש"),
        ('קנה (abc) ב-3,000 ש"ח.', True, '.ח"ש 3,000-ב (abc) הנק'),
        ('He said "שלום (עולם)" twice', False, 'He said "(םלוע) םולש" twice'),
        ("سلام", True, "\ufee1\ufe8e\ufee0\ufeb3"),
        ("مُدَرِّس", True, "\ufeb1\ufead\u0650\u0651\ufeaa\u064e\ufee3\u064f"),
        ("می‌خو", True, "\ufeee\ufea7\ufbfd\u200c\ufee3"),
        ("عام ٢٠٢٥", True, "٢٠٢٥ \ufee1\ufe8e\ufecb"),
    ],
)  # fmt: skip
def test_letters_stand_in_the_order_in_which_they_are_read(text: str, seen: str, *, is_right: bool) -> None:
    shown = to_visual(text, is_right=is_right)
    assert "".join(part for _, part in shown) == seen
    assert sum(cell_len(part) for _, part in shown) == cell_len(text)
    assert len({at for at, _ in shown}) == len(shown)


def test_a_date_behind_an_arabic_name_stays_behind_it() -> None:
    turning = OutgoingFilter()
    turning.turns = True
    for line in ([Segment("Israel · עיתון"), Segment(" 14 Dec")], [Segment("Israel · עיתון    14 Dec")]):
        seen = "".join(s.text for s in turning.apply(line, Color(0, 0, 0)))
        assert " ".join(seen.split()) == "Israel · ןותיע 14 Dec"
        assert cell_len(seen) == sum(cell_len(s.text) for s in line)


def test_a_line_keeps_its_width_and_its_styles() -> None:
    bold, quiet = Style(bold=True), Style(italic=True)
    line = [
        Segment("│ ", quiet),
        Segment("\u200fשלום "),
        Segment("עולם", bold),
        Segment(" טוב\u200f"),
        Segment(" │ אב"),
    ]
    turning = OutgoingFilter()
    turning.turns = True
    seen = turning.apply(line, Color(0, 0, 0))
    assert "".join(s.text for s in seen) == "│ בוט םלוע םולש │ בא"
    assert [s.text for s in seen if s.style == bold] == ["םלוע"]
    plain = OutgoingFilter().apply(line, Color(0, 0, 0))
    assert "".join(s.text for s in plain) == "│ שלום עולם טוב │ אב"
