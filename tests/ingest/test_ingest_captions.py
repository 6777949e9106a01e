"""Pictures told from paragraphs, credits told from captions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.article import Caption, Picture
from termnews.ingest.captions import read_picture, split_credit


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("The harbour. (Sample Press Office via AP)", "The harbour.", "Sample Press Office via AP"),
        ("The harbour (REUTERS/Name Surname)", "The harbour", "REUTERS/Name Surname"),
        ("The harbour (AP).", "The harbour", "AP"),
        ("The harbour [EPA]", "The harbour", "EPA"),
        ("The harbour (Archive (1990))", "The harbour", "Archive (1990)"),
        ("The (old) harbour (ТАСС)", "The (old) harbour", "ТАСС"),
        ("The harbour. Agency/Name/Pool via REUTERS", "The harbour.", "Agency/Name/Pool via REUTERS"),
        ("The harbour of St. Ives. Getty Images", "The harbour of St. Ives.", "Getty Images"),
        ("“The harbour.” AFP", "“The harbour.”", "AFP"),
        ("The harbour | Photo: Name Surname", "The harbour", "Photo: Name Surname"),
        ("The harbour. © Name Surname", "The harbour.", "© Name Surname"),
        ("港の夜。共同/AFP", "港の夜。", "共同/AFP"),
        ("The president (right) and the envoy (left)", "The president (right) and the envoy (left)", ""),
        ("The president (R) meets the envoy (L)", "The president (R) meets the envoy (L)", ""),
        ("The harbour in winter (2019)", "The harbour in winter (2019)", ""),
        ("The harbour (what is left of it)", "The harbour (what is left of it)", ""),
        ("The harbour. It has been closed since June.", "The harbour. It has been closed since June.", ""),
        (
            "The harbour. It is the largest of the Pool nations.",
            "The harbour. It is the largest of the Pool nations.",
            "",
        ),
        ("(AP)", "(AP)", ""),
        ("harbour)", "harbour)", ""),
        ("", "", ""),
    ],
)
def test_credits(caption: str, text: str, credit: str) -> None:
    assert split_credit(caption) == (text, credit)


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        ("El puerto viejo visto desde la", "The old harbour (AP)"),
        ("El puerto viejo.", "The old harbour. Agency/Pool via REUTERS"),
        ("El puerto viejo visto desde la", "The old harbour seen from the office in winter."),
        ("The old harbour seen from the", "The old harbour seen from the office in winter."),
        ("古い港", "The old harbour"),
    ],
)
def test_pictures(alt: str, caption: str) -> None:
    text, credit = split_credit(caption)
    assert read_picture(alt, caption, is_pair=True) == (Picture(alt), Caption(text, credit))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The old harbour was closed in June, and", "nobody has seen a ship there since."),
        ("The old harbour was closed in June.", "Nobody has seen a ship there since."),
        ("The old harbour was closed in June because of the floods that", "August brought, said the office."),
        ("He said it was closed:", "The harbour would not open again."),
        ("A harbour that has been closed", "Since June."),
        ("A paragraph long enough to be one, since it goes on and on and says what happened. " * 2, "A line (AP)"),
    ],
)
def test_paragraphs(one: str, two: str) -> None:
    assert read_picture(one, two, is_pair=True) is None


def test_without_a_credit_a_third_line_makes_it_a_paragraph() -> None:
    assert read_picture("El puerto viejo visto", "The old harbour in winter.", is_pair=False) is None
    assert read_picture("El puerto viejo visto", "The old harbour in winter. (AP)", is_pair=False) is not None


@given(st.text(), st.text(min_size=1))
def test_no_word_is_lost(alt: str, caption: str) -> None:
    text, credit = split_credit(caption)
    assert text in caption
    assert credit in caption
    if alt:
        read_picture(alt, caption, is_pair=True)
