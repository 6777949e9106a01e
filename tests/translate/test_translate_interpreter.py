"""The process that translates for a window, from its window's end and from its own."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate_journey import config_of
from translate_services import KEY, ServiceServer, translated

from termnews.domain.article import Article, Caption, Paragraph, Picture
from termnews.domain.selection import Selection
from termnews.domain.translation import as_published
from termnews.library.store import Library
from termnews.newsroom.interpreter import Interpreter
from termnews.newsroom.interpreting import WORKING, serve
from termnews.newsroom.settings import find_folders
from termnews.newsroom.translating import Translating
from termnews.newsroom.translation_lines import NOT_YET, Answer, Request, parse_answer, parse_request, write_line

NOW = datetime(2025, 12, 12, 9, tzinfo=UTC)
SPANISH = Article(
    "a1", "Hablan en Vilna", "Diario", "ES", NOW, language="es",
    blocks=(Picture("Vista"), Caption("Vista de Vilna.", "EFE"), Paragraph("Uno, en 2025.")),
)  # fmt: skip
OTHER = replace(SPANISH, id="a2", headline="Otra cosa")
ENGLISH = replace(SPANISH, id="a3", headline="Read already", language="en")


def wait_for(is_done: Callable[[], object], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not is_done():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture(name="library")
def _library() -> Iterator[Library]:
    library = Library.in_memory()
    library.save([SPANISH, OTHER, ENGLISH])
    yield library
    library.close()


def _configure(services: ServiceServer) -> None:
    folder = find_folders().config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(
        f'languages = ["fi"]\n[translate.deepl]\nurl = "{services.link}"\nkey = "{KEY}"\n', "utf-8"
    )


def test_a_window_gets_headlines_and_articles(library: Library, services: ServiceServer) -> None:
    _configure(services)
    told: list[tuple[str, str]] = []
    interpreter = Interpreter(library, lambda article_id, why: told.append((article_id, why)))
    interpreter.ask_headlines(h for h in library.headlines(library.find_rows(Selection())) if h.language == "es")
    wait_for(lambda: {("a1", ""), ("a2", "")} <= set(told))
    found = library.find_article("a2")
    assert found is not None
    assert (found.headline, found.language) == (translated("Otra cosa"), "es")
    interpreter.ask(SPANISH, is_quick=True)  # of which only the headline is remembered: nothing to tell
    interpreter.ask(SPANISH, is_quick=False)
    wait_for(lambda: told.count(("a1", "")) == 2)
    found = library.find_article("a1")
    assert found is not None
    assert found.blocks == (Picture("Vista"), Caption(translated("Vista de Vilna."), "EFE"),
                            Paragraph(translated("Uno, en 2025.")))  # fmt: skip
    assert as_published(found) == SPANISH
    assert found.language == "en"
    assert ("a1", WORKING) in told
    assert not [why for _, why in told if KEY in why]
    count = len(services.asked)
    library.save([SPANISH])
    interpreter.ask(SPANISH, is_quick=True)
    wait_for(lambda: told.count(("a1", "")) == 3)
    again = library.find_article("a1")
    assert again is not None
    assert (again.headline, again.blocks) == (found.headline, found.blocks)
    assert len(services.asked) == count
    process = interpreter._process
    interpreter.end()
    wait_for(lambda: process is not None and process.poll() is not None)


def test_who_has_no_translator_is_told_how_to_get_one(library: Library) -> None:
    told: list[tuple[str, str]] = []
    interpreter = Interpreter(library, lambda article_id, why: told.append((article_id, why)))
    interpreter.ask(SPANISH, is_quick=True)
    wait_for(lambda: told)
    assert told == [("a1", "To read this in English: termnews translate install es")]
    interpreter.end()


def test_a_process_that_dies_is_replaced_and_one_that_cannot_start_is_told(
    library: Library, services: ServiceServer
) -> None:
    _configure(services)
    told: list[tuple[str, str]] = []
    interpreter = Interpreter(library, lambda article_id, why: told.append((article_id, why)))
    interpreter.ask(SPANISH, is_quick=False)
    wait_for(lambda: ("a1", "") in told)
    process = interpreter._process
    assert process is not None
    process.kill()
    process.wait()
    interpreter.ask(OTHER, is_quick=False)
    wait_for(lambda: ("a2", "") in told)
    interpreter.end()
    broken = Interpreter(library, lambda article_id, why: told.append((article_id, why)), ["/nowhere/termnews"])
    broken.ask(ENGLISH, is_quick=True)
    wait_for(lambda: told[-1][0] == "a3")
    assert "could not be started" in told[-1][1]
    broken.end()


def test_a_text_that_has_changed_meanwhile_stays(library: Library) -> None:
    interpreter = Interpreter(library, lambda *_: None, ["true"])
    request = Request("a1", "es", ("Hablan en Vilna", "Vista de Vilna.", "Uno, en 2025."))
    answer = Answer("a1", ("They talk", "A view.", "One, in 2025."), "DeepL", NOW.isoformat())
    library.save([replace(SPANISH, blocks=(Paragraph("Todo el texto."), Paragraph("Más.")))])
    assert not interpreter._keep(request, answer)
    library.save([SPANISH])
    assert not interpreter._keep(request, replace(answer, texts=("one", "two")))
    assert interpreter._keep(request, answer)
    assert not interpreter._keep(request, answer)
    assert not interpreter._keep(Request("zz", "es", ("x",)), answer)
    interpreter.end()


def _serve(translating: Translating, *requests: Request, then: threading.Event | None = None) -> list[Answer]:
    answers: list[Answer] = []
    lines = io.StringIO("".join(f"{write_line(r)}\n" for r in requests))
    gate = threading.Event()

    def stream() -> Iterator[str]:
        yield "no request\n"
        yield from lines
        if then:
            then.set()
        gate.wait(60)

    worker = threading.Thread(target=serve, args=(translating, stream(), answers.append, 5.0))
    worker.start()
    worker.join(60)
    gate.set()
    assert not worker.is_alive()
    return answers


def test_headlines_come_first_and_the_last_opened_before_the_others(services: ServiceServer) -> None:
    config = config_of({"translate": {"libretranslate": {"url": services.link}}})
    translating = Translating(config, find_folders(), lambda: NOW, {})
    wholes = [Request(f"w{n}", "es", (f"Titular {n}", f"Texto largo {n}")) for n in range(6)]
    heads = [Request(f"h{n}", "pt", (f"Manchete {n}",)) for n in range(3)]
    finnish = Request("f", "fi", ("Otsikko", "Teksti"))
    services.moods = ["held"]  # until all are read
    answers = _serve(translating, *wholes, finnish, *heads, replace(wholes[0], language="en"), then=services.may_answer)
    translating.close()
    done = [a.article_id for a in answers if a.texts]
    asked = ["w" if len(body["q"][0]) > 11 or "Titular" in body["q"][0] else "h" for _, body, _ in services.asked]
    assert asked.count("h") >= 1
    assert {"h0", "h1", "h2", "w5"} <= set(done)
    assert len([i for i in done if i.startswith("w")]) <= 5  # who opens six has left some of them
    last = [i for i in done if i in {"w4", "w5"}]
    assert last == ["w5", "w4"] or last[0] == "w5"
    assert Answer("w0") in answers  # English is left alone


def test_what_is_wrong_is_said(services: ServiceServer) -> None:
    config = config_of({"translate": {"libretranslate": {"url": services.link}}})
    translating = Translating(config, find_folders(), lambda: NOW, {})
    services.mood = "broken"
    answers = _serve(translating, Request("w", "es", ("Titular", "Texto")))
    translating.close()
    assert answers == [Answer("w", why=WORKING), Answer("w", why="LibreTranslate (127.0.0.1) failed (HTTP 500)")]
    assert NOT_YET


@given(st.text(), st.lists(st.text(), min_size=1), st.text())
def test_lines_carry_any_text(article_id: str, texts: list[str], why: str) -> None:
    request, answer = Request(article_id, "es", tuple(texts)), Answer(article_id, tuple(texts), "by", "at", why)
    assert "\n" not in write_line(request) + write_line(answer)
    assert (parse_request(write_line(request)), parse_answer(write_line(answer))) == (request, answer)


@given(st.text())
def test_any_line_is_read_or_passed_over(line: str) -> None:
    parse_request(line)
    parse_answer(line)
