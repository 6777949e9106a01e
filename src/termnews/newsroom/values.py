"""The JSON shapes of articles, as every command and export writes them; see docs/json.md."""

from datetime import datetime

from termnews.domain.article import Article, Block, Caption, Heading, Original, Picture
from termnews.domain.calendar import is_day_only


def article_value(article: Article) -> dict[str, object]:
    """Return an article's JSON shape, the body as typed blocks."""
    return {
        "id": article.id,
        "headline": article.headline,
        "outlet": article.outlet,
        "voice": article.voice,
        "country": article.country,
        "published": moment_value(article.published),
        "byline": article.byline,
        "link": article.link,
        "language": article.language,
        "blocks": [_block_value(b) for b in article.blocks],
        "original": _original_value(article.original) if article.original else None,
    }


def _original_value(original: Original) -> dict[str, object]:
    return {
        "language": original.language,
        "headline": original.headline,
        "blocks": [_block_value(b) for b in original.blocks],
        "translator": original.translator,
        "translated": moment_value(original.translated),
    }


def _block_value(block: Block) -> dict[str, object]:
    value: dict[str, object] = {"type": type(block).__name__.lower()}
    match block:
        case Picture(alt):
            value["alt"] = alt
        case Caption(text, credit):
            value |= {"text": text, "credit": credit}
        case Heading(text, level):
            value |= {"text": text, "level": level}
        case _:
            value["text"] = block.text
    return value


def moment_value(moment: datetime | None) -> str | None:
    """Return a moment as ISO text, the day alone when only that is known."""
    if moment is None:
        return None
    return moment.date().isoformat() if is_day_only(moment) else moment.isoformat()
