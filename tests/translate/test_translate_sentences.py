"""Sentences of many languages, found and joined again without losing a word."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from termnews.translate.marks import LINK, are_mixed_up, has_words, is_plausible, lost_marks
from termnews.translate.sentences import cut_long, join_sentences, split_links, split_sentences

PARAGRAPHS = st.text(st.sampled_from('aB 1.!?…。؟"»)«¿ ,;:\n\tДж漢ñ'), max_size=80)


@pytest.mark.parametrize(
    "sentences",
    [
        ["El presidente viajó.", "¿Qué pasó después?", "Nadie lo sabe…", "Fin."],
        ["El Sr. García habló con la Dra. Ruiz.", "«No», dijo."],
        ["Am 3. Mai 2025 kam Dr. Weiß nach Berlin.", "Danach, d.h. später, nicht mehr."],
        ["J. K. Rowling schrieb.", "Es waren 3.450 Bücher."],
        ["„Nie wrócimy.”", "Tak powiedziała."],
        ["В 2025 г. цены выросли.", "Что дальше?"],
        ["ماذا حدث؟", "لا أحد يعرف."],
        ["क्या हुआ।", "कोई नहीं जानता।"],
        ["One."],
    ],
)
def test_sentences_end_where_they_end(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences)) == sentences


def test_sentences_without_spaces_between() -> None:
    assert split_sentences("最高裁が決める。6件の訴訟だ！「違憲ではない。」と言った。") == [
        "最高裁が決める。", "6件の訴訟だ！", "「違憲ではない。」", "と言った。",
    ]  # fmt: skip


@given(PARAGRAPHS)
@example("a. B")
def test_no_word_is_lost_in_sentences(paragraph: str) -> None:
    assert "".join("".join(split_sentences(paragraph)).split()) == "".join(paragraph.split())


@given(PARAGRAPHS, st.integers(1, 30))
def test_no_word_is_lost_in_parts_and_none_is_too_long(text: str, limit: int) -> None:
    parts = cut_long(text, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_long_texts_are_cut_where_they_breathe() -> None:
    assert cut_long("Uno dos tres. Cuatro cinco seis. Siete", 34) == ["Uno dos tres. Cuatro cinco seis.", "Siete"]
    assert cut_long("uno dos tres, cuatro cinco seis siete", 20) == ["uno dos tres,", "cuatro cinco seis", "siete"]
    assert cut_long("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_joining_leaves_single_spaces() -> None:
    assert join_sentences([" One. ", "", "Two."]) == "One. Two."


@given(st.text(max_size=60))
@example("véase https://example.org/a?b=1. Y a@b.org, @minsk!")
def test_stretches_are_the_text(text: str) -> None:
    assert "".join(part for part, _ in split_links(text)) == text


def test_links_are_stretches_of_their_own() -> None:
    text = "Ver https://example.org/a?b=1. Escriba a ana@example.org o a @minsk_hoy; www.example.org/b!"
    links = [part for part, is_link in split_links(text) if is_link]
    assert links == ["https://example.org/a?b=1", "ana@example.org", "@minsk_hoy", "www.example.org/b"]
    assert LINK.findall(text) == links


@pytest.mark.parametrize(
    ("text", "translation", "lost"),
    [
        ("El 12 de mayo", "On 12 May", []),
        ("El 12 de mayo", "In May", ["12"]),
        ("3.450 presos", "3,450 prisoners", []),
        ("3 450 żołnierzy", "3,450 soldiers", []),
        ("في عام ٢٠٢٥", "in 2025", []),
        ("約12万人", "about 120,000 people", []),
        ("2.000 Menschen", "2 thousand people", []),
        ("am 12.05.2025", "on 12 May 2025", []),
        ("am 21.10.2025", "on 21 October 2025", []),
        ("am 21.10.2025", "in October 2025", ["21.10.2025"]),
        ("um 00.15", "at a quarter past midnight", ["00.15"]),
        ("1,5 millones", "1.5 million", []),
        ("los 3 estados", "the three states", []),
        ("ver https://a.org/12", "see https://a.org/12", []),
        ("ver https://a.org/12", "see https://a.org/ 12", ["https://a.org/12"]),
        ("a@b.org y 77", "77", ["a@b.org"]),
    ],
)
def test_lost_marks_are_found(text: str, translation: str, lost: list[str]) -> None:
    assert lost_marks(text, translation) == lost


def test_mixed_up_texts_are_found() -> None:
    texts = ["Minsk en 2025", "Vilnius y Masiulis", "Kaunas, 1.200", "nada"]
    right = ["Minsk in 2025", "Vilnius and Masiulis", "Kaunas, 1,200", "nothing"]
    assert not are_mixed_up(texts, right)
    assert not are_mixed_up(texts, ["in that year", *right[1:]])
    assert are_mixed_up(texts, [right[1], right[0], *right[2:]])
    assert are_mixed_up(texts, [*right[1:3], right[0], right[3]])


def test_what_may_be_shown() -> None:
    assert is_plausible("hola", "hello")
    assert not is_plausible("hola", " ")
    assert not is_plausible("hola", "hello " * 100)
    assert has_words("Ä 1")
    assert not has_words("12 https://a.org — @minsk")
