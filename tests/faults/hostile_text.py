"""Hostile words: what a page, a file name or a reply may hold to command, crash or confuse a terminal."""

from hypothesis import strategies as st

MARKUP = (
    "[@click=app.quit]away[/]", "[@click=app.bell()]x[/]", "[@click=screen.dismiss]x", "[/]", "[/b]", "[[/]]", "\\[/]",
    "[b]never closed", "[link=file:///etc/passwd]x[/link]", "[red on]", "[VIDEO] Lula [UPDATED 14:00] [sic]",
    "[@click=app.simulate_key('ctrl+q')]go[/]", "[$accent 300%]x", "[on $x]", "\\\\[@click=app.quit]x[/]", "[a=b c=d]",
    '["x"]', "[@]", "[=]", "]][[", "<b>x</b><script>quit()</script>", "**[x](javascript:quit)**",
    ":smile: {0} %s $HOME",
)  # fmt: skip
ESCAPES = (
    "\x1b]52;c;T1dORUQ=\x07", "\x1b]2;owned\x07", "\x1b]8;;file:///x\x1b\\x\x1b]8;;\x1b\\", "\x1b[2J", "\x1b[?1049l",
    "\x1b[31m", "\x1b[6n", "\x1b[?1003h", "\x1b[1;5r", '\x1bP$q"p\x1b\\', "\x1bPq#0\x1b\\", "\x1b_Gi=1;\x1b\\",
    "\x1b^x\x1b\\", "\x1bXx\x1b\\", "\x1bc", "\x1b#8", "\x1b(0", "\x1b", "\x1b[", "\x1b]52;c;", "\x9b31m",
    "\x9d52;c;T1dORUQ=\x9c", "\x90q\x9c", "\x84\x85\x8d", "\x00", "\x07", "\x08\x08\x08", "\x0e\x0f", "\x1a", "\x7f",
    "a\rb", "\x0b\x0c", "\u2028\u2029",
)  # fmt: skip
INVISIBLE = (
    "\u202egnp.exe", "\u2066\u2067\u2068x\u2069", "\u200e\u200f\u061c", "a" + "\u200b" * 50 + "b", "\u2060\u2061\u2064",
    "\ufeff", "\ufff9x\ufffa", "\U000e0041\U000e0042\U000e007f", "x" + "\ufe0f" * 40, "x" + "\U000e0100" * 9, "\u00ad",
    "\u3164\uffa0", "e" + "\u0301" * 60, "Z" + "\u0489\u0336\u0488" * 30, "\u0e01" + "\u0e47" * 50, "\u115f\u1160",
    "\u200d" * 20, "\u034f" * 20, "\ud800", "\udfff x", "\ufdd0\uffff", "\U0010ffff",
)  # fmt: skip
WIDE = (
    "日本語" * 60, "👨\u200d👩\u200d👧\u200d👦" * 20, "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "🇺🇦" * 30, "\u1100" * 30, "각" * 50, "ﷺ" * 20, "𒐫" * 9, "a" * 5000, "ab " * 3000, "-" * 300,
    "𓂀" * 40, "\u3000" * 30,
)  # fmt: skip
REAL = (
    "وصل رئيس الوزراء إلى بيروت", "ראש הממשלה הגיע לירושלים", "می‌خواهم بروم", "प्रधानमंत्री ने कहा",
    "นายกรัฐมนตรี", "外务大臣が北京を訪問",
    "대통령이 방문했다", "Ελλάδα", "Việt Nam", "❤️ 👍🏽 🏳️‍🌈",
)  # fmt: skip
EVERY = (*MARKUP, *ESCAPES, *INVISIBLE, *WIDE)

_pieces = st.one_of(
    st.sampled_from((*EVERY, *REAL)),
    st.text(max_size=40),
    st.text(alphabet="[]@=/\\()'\"click app.quit\x1b\x9b;0123456789m", max_size=30),
)
hostile_words = st.lists(_pieces, min_size=1, max_size=6).map(" ".join)
"""Random text of the families above, joined with any other text."""
