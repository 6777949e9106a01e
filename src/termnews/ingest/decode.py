"""Bytes to text when nothing says how they are encoded.

UTF-8 first; then what NUL bytes give away (UTF-16); then the older encoding under which the words look most like words.
What is not believable is not guessed: such bytes become U+FFFD.
"""

from termnews.ingest.legacy import find_encoding

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"RIFF", "a media file"), (b"OggS", "a media file"), (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive"), (b"\x1f\x8b", "a gzip archive"), (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"), (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"\xcf\xfa\xed\xfe", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)  # fmt: skip
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_SHORT = 64
"""Longer UTF-16 has a line end, and with that a NUL byte."""
_NUL_SHARE = 0.2
"""Fewer NUL bytes than this are a slip in a text, more are a binary file."""
_BROKEN_SHARE = 0.1
"""More replaced characters than this and bytes are not text."""


def decode_text(data: bytes) -> tuple[str, str]:
    """Return the text of bytes and an empty string, or what was found and why it is no text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (b"\x00" in data or not data.isascii()):
            return "", f"is {kind}"
    text = _decode_marked(data)
    if text is None:
        text = _decode_unmarked(data)
    text = text.removeprefix("\ufeff")
    encoded = text.encode("utf-8", "replace")
    if len(encoded) - len(encoded.translate(None, _CONTROLS)) > len(text) * _BROKEN_SHARE:
        return "", "is binary, not text"
    if text.count("\ufffd") > len(text) * _BROKEN_SHARE:
        return "", "is not text in any known encoding"
    return text, ""


def _decode_marked(data: bytes) -> str | None:
    """Decode by the byte-order mark, None without one that can be believed."""
    if data.startswith(b"\xef\xbb\xbf"):
        return _decode_unmarked(data[3:])
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        is_wide = b"\x00" in data or len(data) < _SHORT
        return data.decode("utf-16", "replace") if is_wide else _decode_unmarked(data[2:])
    return None


def _decode_unmarked(data: bytes) -> str:
    if b"\x00" in data:
        if wide := _wide_encoding(data):
            return data.decode(wide, "replace")
        data = data.replace(b"\x00", b"") if data.count(0) <= len(data) * _NUL_SHARE else data
    if b"\x1b$" in data and (text := _try_decode(data, "iso2022_jp")):
        return text
    text = _try_decode(data, "utf-8")
    if text is not None:
        return text
    return _decode_legacy(data)


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide_encoding(data: bytes) -> str:
    """Tell UTF-16 by its line ends and by the side on which the NUL bytes of its spaces and digits stand."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > 4 * even and _has_pair(data, b"\n\x00"):
        return "utf-16-le"
    if even > 4 * odd and _has_pair(data, b"\x00\n"):
        return "utf-16-be"
    return ""


def _has_pair(data: bytes, pair: bytes) -> bool:
    at = data.find(pair)
    while at >= 0 and at % 2:
        at = data.find(pair, at + 1)
    return at >= 0


def _decode_legacy(data: bytes) -> str:
    """Decode bytes that are not UTF-8, or UTF-8 with some bytes spoilt."""
    spoilt = data.decode("utf-8", "replace")
    broken = spoilt.count("\ufffd")
    if sum(1 for c in spoilt if c > "\x7f") > 4 * broken:
        return spoilt
    encoding = find_encoding(data)
    return data.decode(encoding, "replace") if encoding else spoilt
