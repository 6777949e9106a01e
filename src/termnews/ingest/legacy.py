"""Which encoding of the time before UTF-8 makes words of bytes: told by alphabets and by the most frequent letters."""

import re
from typing import NamedTuple

_CYRILLIC = "\u0400-\u045f\u0490\u0491"
_HAN = "\u4e00-\u9fff"
_SIMPLE = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产面"
    "方后多定行学法所民得经三进等部度家长政日外公表新区市部报道总统"
)
_TRADITIONAL = (
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產面"
    "方後多定行學法所民得經三進等部度家長政日外公表新區市報道總統"
)
_KANA = "のにはをたがでとしれさるいもなかてっこらすンスルトリアイ"
_SYLLABLES = "이다의에는을가를한고하로지은사대정기도인서시나해자리어국부"


class _Profile(NamedTuple):
    """How one language looks in one encoding."""

    encoding: str
    letters: str
    """Small letters beyond ASCII; with `frequent`, a script as the inside of a regular-expression class."""
    frequent: str = ""
    """The most frequent of them; empty for languages that are mostly ASCII."""
    share: float = 1.0
    """How many of a text's foreign letters are usually frequent ones."""
    weight: float = 1.0
    """Less than 1 for alphabets so wide that they fit by chance."""


_PROFILES = (
    _Profile("cp1252", "áéíóúüñ"),
    _Profile("cp1252", "àâçéèêëîïôùûüœæ"),
    _Profile("cp1252", "äöüß"),
    _Profile("cp1252", "áâãàçéêíóôõúü"),
    _Profile("cp1252", "åäöé"),
    _Profile("cp1252", "åæøéô"),
    _Profile("cp1252", "àèéìòùî"),
    _Profile("cp1252", "çàèéíïòóúü·"),
    _Profile("cp1254", "çğıöşüâîû"),
    _Profile("cp1252", "áðéíóúýþæö"),
    _Profile("cp1250", "ąćęłńóśźż"),
    _Profile("cp1250", "áčďéěíňóřšťúůýž"),
    _Profile("cp1250", "áäčďéíľĺňóôŕšťúýž"),
    _Profile("cp1250", "áéíóöőúüű"),
    _Profile("cp1250", "čćđšž"),
    _Profile("cp1250", "ăâîşţșț"),
    _Profile("iso8859-2", "ąćęłńóśźż"),
    _Profile("iso8859-2", "áčďéěíňóřšťúůýž"),
    _Profile("iso8859-2", "áéíóöőúüű"),
    _Profile("iso8859-15", "àâçéèêëîïôùûüœæ"),
    _Profile("iso8859-15", "áéíóúüñäößãõ"),
    _Profile("cp1257", "ąčęėįšųūž"),
    _Profile("cp1257", "āčēģīķļņšūž"),
    _Profile("cp1257", "äõöüšž"),
    _Profile("cp1257", "ąćęłńóśźż"),
    _Profile("cp1252", "àáâãäåæçèéêëìíîïñòóôõöøùúûüýœß", weight=0.95),
    _Profile("cp1254", "àáâäåæçèéêëìíîïñòóôöøùúûüğışœß", weight=0.93),
    _Profile("cp1250", "áäâăąćčçďđéěęëíîłĺľńňóôöőŕřśšşťţúůüűýžźż", weight=0.93),
    _Profile("cp1257", "äąāåćčēėęéęģīįķļłńņōóõöšśūųüžźż", weight=0.93),
    _Profile("cp1251", _CYRILLIC, "оеаинтсрвлкмдпуі", 0.75),
    _Profile("koi8-r", _CYRILLIC, "оеаинтсрвлкмдпу", 0.75),
    _Profile("cp866", _CYRILLIC, "оеаинтсрвлкмдпу", 0.75),
    _Profile("cp1253", "\u0384-\u03ce", "αοιετσνηυρπκμλςάόίέ", 0.8),
    _Profile("cp1255", "\u05b0-\u05ea", "יוהלאתרםנבמש", 0.7),
    _Profile("cp1256", "\u060c-\u06d2", "الينمرتوبدهسعة", 0.75),
    _Profile("cp874", "\u0e01-\u0e5b", "านรกเงอมยลวดทส่้ัีะ", 0.7),
    _Profile("gb18030", _HAN, _SIMPLE, 0.3),
    _Profile("big5", _HAN, _TRADITIONAL, 0.3),
    _Profile("shift_jis", f"{_HAN}\u3041-\u30fe", _KANA, 0.25),
    _Profile("euc_jp", f"{_HAN}\u3041-\u30fe", _KANA, 0.25),
    _Profile("euc_kr", "\uac00-\ud7a3", _SYLLABLES, 0.25),
)
"""Ties go to the first."""

_BELIEVABLE = 0.8
"""A lower score is a guess."""
_SAMPLE = 40_000
"""Bytes of the lines with foreign letters that are looked at."""
_SIGNS = re.compile("[‘’“”„‚«»‹›–—…€£§°·•©®™¿¡ªº½，。、：；（）《》「」『』！？　・ー]")
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u05b0-\u05c7\u064b-\u0652\u0e31-\u0e4e])+")


def find_encoding(data: bytes) -> str | None:
    """Return the encoding under which bytes that are not UTF-8 read best; None when none is believable."""
    sample = _foreign_lines(data)
    decoded = {name: _try_decode(sample, name) for name in dict.fromkeys(p.encoding for p in _PROFILES)}
    best, found = _BELIEVABLE, None
    for profile in _PROFILES:
        text = decoded[profile.encoding]
        if text is not None and (score := _score(text, profile)) > best:
            best, found = score, profile.encoding
    return found


def _foreign_lines(data: bytes) -> bytes:
    kept: list[bytes] = []
    room = _SAMPLE
    for line in data.split(b"\n"):
        if not line.isascii():
            kept.append(line if len(line) <= _SAMPLE else line[: line.find(b" ", _SAMPLE // 2)])
            room -= len(line)
            if room < 0:
                break
    return b"\n".join(kept)


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _score(text: str, profile: _Profile) -> float:
    """Return how much of the foreign characters make sense, 0 to 1."""
    foreign = sum(1 for c in text if c > "\x7f")
    signs = len(_SIGNS.findall(text))
    known = re.compile(f"[{profile.letters}{'' if profile.frequent else profile.letters.upper()}]")
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    inside = sum(len(known.findall(word)) for word in words if _is_word(word, is_latin=not profile.frequent))
    coverage = (inside + signs) / foreign if foreign else 0.0
    if not profile.frequent or not inside:
        return coverage * profile.weight
    frequent = sum(1 for word in words for c in word if c in profile.frequent)
    return coverage * (0.6 + 0.4 * min(1.0, frequent / inside / profile.share))


def _is_word(word: str, *, is_latin: bool) -> bool:
    """Tell a word from letters that only meet because the bytes were read wrongly."""
    if not (word.islower() or word.isupper() or word.istitle() or word.lower() == word.upper()):
        return False
    if is_latin:
        return sum(1 for c in word if c > "\x7f") <= max(1, len(word) * 3 // 4)
    return not (word[0].isascii() and word[-1].isascii())
