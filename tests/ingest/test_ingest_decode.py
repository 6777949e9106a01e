"""Bytes to text without a word about their encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.ingest.decode import decode_text

ENGLISH = "The minister said “we shall see” on Friday — and left.\n\nNobody asked him why he had come.\n\n"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "El año pasado la cigüeña llegó mañana"),
        ("cp1252", "L’été dernier, à l’Hôtel où il était reçu"),
        ("cp1252", "Über die Brücke fährt künftig größer"),
        ("cp1252", "Não há informações sobre a região"),
        ("cp1252", "Statsministeren møder på lørdag den nye færge"),
        ("cp1252", "De Malmö à Bodø, par Valparaíso et Köln, le même été"),
        ("cp1254", "Malmö'den Antalya'ya: Støre ve Lula kıyıda buluştu, Belém"),
        ("iso8859-15", "Le prix de 5 € à l'été de l'année"),
        ("cp1250", "Żaden z nich nie przyszedł, więc czekają ciągle"),
        ("cp1250", "Předseda vlády přijel v sobotu večer, řekl mluvčí"),
        ("cp1250", "A miniszterelnök megérkezett, és hűvösen üdvözölték a főnököt"),
        ("iso8859-2", "Węgry świętują wynik, który się źle skończył"),
        ("cp1251", "Президент прибыл в Минск в субботу утром"),
        ("cp1251", "Міністр прибув до Києва у п'ятницю вранці"),
        ("koi8-r", "Президент прибыл в Минск в субботу утром"),
        ("cp866", "Президент прибыл в Минск в субботу утром"),
        ("cp1253", "Ο πρωθυπουργός έφτασε στη Θεσσαλονίκη"),
        ("cp1254", "Başbakan geldi, ışıklar söndü ve toplantı başladı"),
        ("cp1255", "ראש הממשלה הגיע לירושלים בשבת"),
        ("cp1256", "وصل رئيس الوزراء إلى المدينة صباح السبت"),
        ("cp1257", "Ministrų pirmininkė atvyko į Kauną šeštadienį"),
        ("cp874", "นายกรัฐมนตรีเยือนกรุงเทพฯ ในวันเสาร์"),
        ("gb18030", "外交部发言人表示，中国将继续发展。"),
        ("big5", "外交部發言人表示，總統將在這個月訪問"),
        ("shift_jis", "外務大臣が北京を訪問した"),
        ("euc_jp", "外務大臣が北京を訪問した"),
        ("iso2022_jp", "外務大臣が北京を訪問した"),
        ("euc_kr", "대통령이 토요일에 서울을 방문했다"),
        ("utf-8-sig", "外務大臣 и президент"),
        ("utf-16", "外務大臣 и президент"),
        ("utf-16-le", "外務大臣 и президент"),
        ("utf-16-be", "外務大臣 и президент"),
        ("utf-32", "外務大臣 и президент"),
    ],
)
def test_the_right_encoding_is_found_in_a_mostly_english_text(encoding: str, words: str) -> None:
    text = f"{words}\n\n{ENGLISH.encode('ascii', 'ignore').decode()}" * 2
    assert decode_text(text.encode(encoding)) == (text, "")


def test_signs_of_windows_are_read_in_an_english_text() -> None:
    assert decode_text(ENGLISH.encode("cp1252")) == (ENGLISH, "")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("déjà vu, voilà, côté".encode() + b" and a slip\xff", "déjà vu, voilà, côté and a slip\ufffd"),
        (b"o\x00ne sli\x00p in a line of te\x00xt", "one slip in a line of text"),
        (b"\xff\xfe" + ENGLISH[-40:].encode() * 2, ENGLISH[-40:] * 2),
        ("an odd number\n".encode("utf-16") + b"x", "an odd number\n\ufffd"),
        (b"\xef\xbb\xbf", ""),
        (b"\xff\xfe", ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_what_is_spoilt_is_read_as_far_as_it_goes(data: bytes, text: str) -> None:
    assert decode_text(data) == (text, "")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF document"),
        (b"PK\x03\x04\x14\x00", "is a zip archive"),
        (b"MZ\x90\x00\x03", "is a program"),
        (b"SQLite format 3\x00\x10\x00", "is an SQLite database"),
        (bytes(range(32)) * 8, "is binary, not text"),
        (bytes(1000), "is binary, not text"),
        (bytes(range(128, 256)) * 4, "is not text in any known encoding"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, why: str) -> None:
    assert decode_text(data) == ("", why)


def test_letters_that_begin_an_archive_may_begin_a_text() -> None:
    assert decode_text(b"MZ and PK are initials.\n") == ("MZ and PK are initials.\n", "")
    assert decode_text(b"RIFF raff.\n") == ("RIFF raff.\n", "")


@given(st.text())
def test_utf_8_is_always_read_as_it_is(text: str) -> None:
    text = text.replace("\x00", "").replace("\x1b$", "")
    decoded, why = decode_text(text.encode())
    assert why or decoded == text.removeprefix("\ufeff").removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_are_named(data: bytes) -> None:
    text, why = decode_text(data)
    assert not (text and why)
