"""Text from outside: safe on a terminal, and real words untouched."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from termnews.domain.text import MAX_MARKS, clean_lines, clean_text, cut_text, fold_text

REAL = [
    "Plain words, 1,613 days and “quotes” — it’s naïve",
    "وصل رئيس الوزراء إلى بغداد يوم السبت، وقال إن المحادثات «مثمرة»",
    "شَرِكَةٌ مُهِمَّةٌ",
    "می‌خواهم به خانه‌های نو بروم؛ سال ۱۴۰۴ ه‍.ش",
    "שַׁבָּת שָׁלוֹם לְכֻלָּם",
    "ראש הממשלה הגיע לירושלים",
    "क्षत्रिय प्रधानमंत्री ने कहा, क्‍ष और क्‌ष",
    "ශ්‍රී ලංකා ජනාධිපති",
    "বাংলাদেশের প্রধানমন্ত্রী র‍্যাব",
    "തമിഴ് നാട് അവന്‍",
    "นายกรัฐมนตรีเยือนกรุงเทพฯ ที่นี่",
    "မြန်မာနိုင်ငံ သမ္မတ",
    "外交部長が北京を訪問、「成果」と述べた",
    "대통령이 방문했다",
    "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    "Việt Nam: Thủ tướng đến Hà Nội",
    "👨‍👩‍👧‍👦 family, 🏳️‍🌈 🏴‍☠️ 👩🏻‍❤️‍💋‍👨🏽 🧑🏿‍🦰 ❤️‍🔥",
    "🇦🇷 🇧🇾 🇺🇦 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "1️⃣ 2️⃣ #️⃣ ☎︎ ☀️ ©️",
    "葛󠄀城市",
    "H₂O, 5 × 10⁶ m², 21 °C, ½ — № 7 § 3",
    "\ufffd was unreadable",
]
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x9b\x07[]\\;m0 \t\n\r\x85\u2028\xad\u0301\u0489\u200b\u200c\u200d\u202e\u2066\ufe0e\ufe0f\u180b\u180e"
        ),
        st.sampled_from(
            "काبا👨❤\U0001f3fb\U0001f3f4\U000e0067\U000e007f\U000e0100\u1160\u11a8e1\ud83d\udc68\ufffc\u3164\u3000"
        ),
    )
)


@pytest.mark.parametrize("text", REAL)
def test_real_words_of_any_script_come_through_unchanged(text: str) -> None:
    assert clean_text(text) == text
    assert clean_lines(f"{text}\n\n{text}\n") == f"{text}\n\n{text}\n"


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("ALPHA \x1b[31mred\x1b[0m OMEGA", "ALPHA red OMEGA"),
        ("ALPHA \x1b]52;c;ZXZpbA==\x07 OMEGA", "ALPHA OMEGA"),
        ("ALPHA \x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\ OMEGA", "ALPHA x OMEGA"),
        ("ALPHA \x1bP$qm\x1b\\ OMEGA", "ALPHA OMEGA"),
        ("ALPHA \x9b2J OMEGA", "ALPHA OMEGA"),
        ("ALPHA \x9d0;t\x9c OMEGA", "ALPHA OMEGA"),
        ("ALPHA \x1b]0;OMEGA", "ALPHA ]0;OMEGA"),
        ("ALPHA \x1b[ OMEGA", "ALPHA [ OMEGA"),
        ("ALPHA \x1b OMEGA", "ALPHA OMEGA"),
        ("nul\x00 bell\x07 del\x7f", "nul bell del"),
        ("gnp\u202egpj.exe\u2066x\u2069\u200f", "gnpgpj.exex"),
        ("in\u200bvis\u200bi\u2060ble\ufeff and co\xadop", "invisible and coop"),
        ("a\u200d\u200d\u200c\u200cb", "ab"),
        ("با\u200c\u200c\u200cبا", "با\u200cبا"),
        ("tags \U000e0041\U000e0042 gone \U0001f3f4\U000e0075\U000e007f", "tags gone \U0001f3f4"),
        ("e" + "\u0301" * 40 + "nd", "e" + "\u0301" * 6 + "nd"),
        ("e" + "\u0301\u200d" * 40, "e" + "\u0301" * MAX_MARKS),
        ("\u0301\u0301start", "start"),
        ("☀\ufe0f\ufe0f\ufe0e\ufe0f", "☀\ufe0f"),
        ("가" + "\u11a8" * 30, "가" + "\u11a8" * MAX_MARKS),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
        ("  many \t\n \xa0\u3000 spaces\u2028here ", "many spaces here"),
        ("picture \ufffc here", "picture here"),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_what_could_harm_or_hide_is_taken_out(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


def test_pictures_joined_without_end_are_cut() -> None:
    bomb = clean_text("\u200d".join(["👨"] * 1000))
    assert max(len(run) for run in re.findall("(?:👨\u200d)+", bomb)) <= 2 * 9
    assert bomb.count("👨") == 1000


@given(HOSTILE)
@example("a\u0301" * 3 + "\u200d\u0301" * 9)
@example("\u200d".join(["👨"] * 40))
@example("☀\ufe0e\ufe0f\u200d👨")
def test_nothing_forbidden_is_left_and_a_second_pass_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert not FORBIDDEN.search(cleaned)
    assert clean_text(cleaned) == cleaned
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    assert not _has_flood(cleaned)


def _has_flood(text: str) -> bool:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me", "Mc"} or character in "\u200c\u200d" else 0
        if marks > MAX_MARKS:
            return True
    return False


@given(HOSTILE)
def test_lines_are_what_clean_text_makes_of_each(text: str) -> None:
    cleaned = clean_lines(text)
    assert [clean_text(line) for line in cleaned.split("\n")] == cleaned.split("\n")
    assert clean_lines(cleaned) == cleaned


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_the_same(end: str) -> None:
    assert clean_lines(f"one{end}{end}  two\tthree {end}") == "one\n\ntwo three\n"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ünïcödé", "unicode"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("İstanbul ve ısı", "istanbul ve isi"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("Ёлка", "елка"),
        ("ﬁne ＡＢＣ", "fine abc"),
        ("don’t", "don't"),
        ("が 한국 हिन्दी ที่", "が 한국 हिन्दी ที่"),
        ("شَرِكَة", "شركة"),
    ],
)
def test_folding_takes_off_case_and_accents_but_no_letters(text: str, folded: str) -> None:
    assert fold_text(text) == folded
    assert fold_text(folded) == folded


@given(st.text())
def test_folding_does_not_depend_on_case(text: str) -> None:
    assert fold_text(text.casefold()) == fold_text(text)


def test_cutting_says_that_something_is_left_out() -> None:
    assert cut_text("seven letters", 13) == "seven letters"
    assert cut_text("seven letters", 7) == "seven…"
    assert len(cut_text("é" * 500, 400)) == 400
