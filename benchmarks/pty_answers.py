"""What a terminal answers when it is asked what it is."""

import os
import re

_QUERY = re.compile(
    rb"\x1b\[(?P<attributes>0?)c"
    rb"|\x1b\[\?(?P<mode>\d+)\$p"
    rb"|\x1b\[>(?P<version>0?)q"
    rb"|\x1b\](?P<colour>1[0-2]);\?(?:\x07|\x1b\\)"
    rb"|\x1b\[(?P<cursor>6)n"
)
_SYNCHRONIZED = b"2026"

OPEN_END = re.compile(rb"(?:\x1b[P_^X\]][^\x07\x1b]*\x1b?|\x1b\[[0-?]*[ -/]*|\x1b)\Z")
"""The beginning of a sequence whose end has not come yet."""


def answer(handle: int, data: bytes) -> bytes:
    """Answer queries as a plain terminal with synchronized output would; return what may be half a query."""
    for query in _QUERY.finditer(data):
        os.write(handle, _reply(query))
    opening = OPEN_END.search(data)
    return data[opening.start() :] if opening else b""


def _reply(query: re.Match[bytes]) -> bytes:
    match query.lastgroup:
        case "attributes":
            return b"\x1b[?62;22c"
        case "mode":
            return b"\x1b[?%s;%d$y" % (query["mode"], 2 if query["mode"] == _SYNCHRONIZED else 0)
        case "version":
            return b"\x1bP>|benchmarks 1\x1b\\"
        case "colour":
            return b"\x1b]%s;rgb:%s\x1b\\" % (
                query["colour"],
                b"1111/1111/1111" if query["colour"] == b"11" else b"dddd/dddd/dddd",
            )
        case _:
            return b"\x1b[1;1R"
