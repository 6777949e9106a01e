"""The lines of a captured body to blocks: paragraphs, and pictures with their captions."""

from collections.abc import Iterator, Sequence
from itertools import chain

from termnews.domain.article import Block, Caption, Paragraph, Picture, block_text
from termnews.domain.text import MAX_BLOCKS, MAX_BODY_CHARACTERS, clean_text
from termnews.ingest.captions import read_picture
from termnews.ingest.capture import Line

_WRAPPED_AT = 100
"""Lines of a hard-wrapped paragraph are at most this long."""
_PAIR = 2


def read_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the blocks of a body; what is beyond the limits is counted in a last paragraph."""
    shown = lines[: MAX_BLOCKS * _PAIR]
    return cap_blocks(tuple(chain.from_iterable(map(_read_group, _groups(shown)))), len(lines) - len(shown))


def cap_blocks(blocks: tuple[Block, ...], more: int = 0) -> tuple[Block, ...]:
    """Cut blocks to the limits of a body and say how many, with `more` that were never made, are left out."""
    sizes = [len(block_text(block)) + (len(block.credit) if isinstance(block, Caption) else 0) for block in blocks]
    if not more and len(blocks) <= MAX_BLOCKS and sum(sizes) <= MAX_BODY_CHARACTERS:
        return blocks
    room = MAX_BODY_CHARACTERS
    kept: list[Block] = []
    for block, size in zip(blocks[: MAX_BLOCKS - _PAIR], sizes, strict=False):
        if size > room:
            break
        kept.append(block)
        room -= size
    left = len(blocks) + more - len(kept)
    following = blocks[len(kept)] if len(kept) < len(blocks) else None
    if isinstance(following, Paragraph) and room < sizes[len(kept)]:
        kept.append(Paragraph(clean_text(following.text[:room])))
        return (*kept, Paragraph(f"… truncated, {sum(sizes) - MAX_BODY_CHARACTERS:,} more characters"))
    return (*kept, Paragraph(f"… truncated, {left:,} more paragraphs"))


def _groups(lines: Sequence[Line]) -> Iterator[list[str]]:
    """Split lines where blank lines stand."""
    group: list[str] = []
    for text, gap in lines:
        if gap and group:
            yield group
            group = []
        group.append(text)
    if group:
        yield group


def _read_group(texts: list[str]) -> list[Block]:
    """Read touching lines: pictures, one hard-wrapped paragraph, or a paragraph a line."""
    if len(texts) == 1:
        return [Paragraph(texts[0])]
    blocks: list[Block] = []
    running: list[str] = []
    at = 0
    while at < len(texts):
        pair = read_picture(texts[at], texts[at + 1], is_pair=len(texts) == _PAIR) if at + 1 < len(texts) else None
        if pair:
            blocks += [*_read_running(running), *pair]
            running = []
        else:
            running.append(texts[at])
        at += _PAIR if pair else 1
    return [*blocks, *_read_running(running)]


def _read_running(texts: list[str]) -> list[Block]:
    is_wrapped = len(texts) > 1 and max(map(len, texts)) <= _WRAPPED_AT
    return [Paragraph(" ".join(texts))] if is_wrapped else [Paragraph(text) for text in texts]


def has_picture(blocks: Sequence[Block]) -> bool:
    """Tell whether there is a picture among blocks."""
    return any(isinstance(block, Picture) for block in blocks)
