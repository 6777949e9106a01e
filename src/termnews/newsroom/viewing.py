"""Looking at a whole story: its takes side by side, and why they are one story."""

from collections.abc import Sequence

from termnews.domain.article import Article, Headline
from termnews.domain.story import ListedTake, StoryTake, StoryView, Take, Verdict
from termnews.newsroom.opening import Opening
from termnews.takes.contrast import contrast_takes
from termnews.takes.copies import find_copies
from termnews.takes.frames import topic_of
from termnews.takes.title import title_story
from termnews.takes.why import Why, explain_take

_AMERICA = "US"


def find_view(opening: Opening, article_id: str) -> StoryView | None:
    """Return the story of an article with all its takes; None for one that stands alone."""
    story = opening.library.story_of(article_id)
    if story is None:
        return None
    articles = [a for a in map(opening.library.find_article, story.article_ids) if a]
    sure = {article_id, *story.beside(article_id)}
    originals = find_copies(articles)
    told = [a for a in articles if a.id not in originals and a.id in sure]
    doubtful = [a for a in articles if a.id not in originals and a.id not in sure]
    alone = contrast_takes(told, opening.countries)
    copies = {a.id: [i for i, original in originals.items() if original == a.id] for a in (*told, *doubtful)}
    takes = [
        StoryTake(article, alone.get(article.id, ()), tuple(_headlines(opening, copies[article.id])), is_doubtful)
        for is_doubtful, part in ((False, told), (True, doubtful))
        for article in _by_country(part)
    ]
    topic = title_story(told or articles, opening.countries)
    return StoryView(story.id, topic, tuple(takes), _say_coverage(opening, story.verdict, articles))


def _headlines(opening: Opening, ids: Sequence[str]) -> list[Headline]:
    rows = [row for row in map(opening.library.find_row, ids) if row is not None]
    return opening.library.headlines(rows)


def _by_country(articles: Sequence[Article]) -> list[Article]:
    """Order articles by country, the country that was first leading; articles come oldest first."""
    rank: dict[str, int] = {}
    for article in articles:
        rank.setdefault(article.country, len(rank))
    return sorted(articles, key=lambda a: rank[a.country])


def _say_coverage(opening: Opening, verdict: Verdict, articles: Sequence[Article]) -> str:
    count = opening.count_outlets(_AMERICA)
    where = f"{count} US outlet{'s' * (count != 1)}"
    where += f" followed (checked {opening.checked:%H:%M} UTC)" if opening.checked else " of this edition"
    match verdict:
        case Verdict.OVERLOOKED:
            return f"Not seen in the {where}."
        case Verdict.COVERED if not any(a.country == _AMERICA for a in articles):
            return f"Something like it was seen in the {where}."
        case Verdict.UNKNOWN:
            return f"Unknown whether American media tell it: the {where} are too few to say."
        case Verdict.TOO_SOON:
            return "Too new to say whether American media will tell it."
        case _:
            return ""


def explain(opening: Opening, shown_id: str, other_id: str) -> Why | None:
    """Say why two articles are one story; None when one of them is not there."""
    shown, other = opening.library.find_article(shown_id), opening.library.find_article(other_id)
    if shown is None or other is None:
        return None
    story = opening.library.story_of(shown_id)
    articles = [a for a in map(opening.library.find_article, story.article_ids if story else ()) if a]
    return explain_take(shown, other, articles, opening.countries)


def membership(opening: Opening, shown_id: str, listed: ListedTake) -> float | None:
    """Return how central a take is to the story, from 0 to 1; None for an unresolved one."""
    why = explain(opening, shown_id, listed.headline.id) if listed.headline else None
    return round(why.membership, 3) if why else None


def search_words(take: Take) -> str:
    """Return the words to search for when a take leads to no article: what its label is about."""
    return topic_of(take.label)
