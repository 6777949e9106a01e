"""Two of everything, and more where an order matters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from termnews.domain.article import Article, Caption, Heading, ListItem, Paragraph, Picture, Quote
from termnews.domain.story import Verdict
from termnews.library.store import Library

NOON = datetime(2025, 12, 3, 12, tzinfo=UTC)

PORT_LOUIS = Article(
    id="aaaaaaaaaaaa",
    headline="Mauritius counts what the Chagos treaty brings",
    outlet="L'Express",
    country="MU",
    published=NOON - timedelta(days=2),
    blocks=(
        Heading("Islands", 3),
        Paragraph("Ramgoolam signed the treaty in Port Louis."),
        Picture("La citadelle, siège"),
        Caption("The citadel", "Sample Desk"),
        Picture("Une carte", "https://lexpress.example/map.png"),
        Quote("“Not a rupee too few”"),
        ListItem("99 years"),
    ),
    labels=("British Perspective on the Chagos Bill", "Pentagon Runway on Diego Garcia"),
    byline="Ünïcödé Łódź",
    link="https://lexpress.example/chagos",
    language="fr",
)
LONDON = Article(
    id="bbbbbbbbbbbb",
    headline="Lords delay the Chagos bill",
    outlet="The Guardian",
    country="GB",
    published=NOON - timedelta(days=1),
    blocks=(Paragraph("The treaty with Mauritius waits for peers."),),
)
VILNIUS = Article(
    id="cccccccccccc",
    headline="Belarus frees prisoners after sanctions talks",
    outlet="15min",
    country="LT",
    published=NOON,
    blocks=(Paragraph("Café owners in Vilnius met the freed prisoners."), Paragraph("Treaties were not signed.")),
)
WASHINGTON = Article(
    id="dddddddddddd",
    headline="Envoy praises the release of prisoners",
    outlet="Washington Post",
    country="US",
    published=NOON - timedelta(hours=1),
    blocks=(Paragraph("Sanctions on potash were eased."),),
)
UNDATED = Article(id="eeeeeeeeeeee", headline="Undated notes", outlet="", country="", published=None)

ARTICLES = (UNDATED, PORT_LOUIS, LONDON, WASHINGTON, VILNIUS)
NEWEST_FIRST = (VILNIUS, WASHINGTON, LONDON, PORT_LOUIS, UNDATED)
STORIES = {
    PORT_LOUIS.id: "chagos",
    LONDON.id: "chagos",
    VILNIUS.id: "prisoners",
    WASHINGTON.id: "prisoners",
    UNDATED.id: "notes",
}
VERDICTS = {"chagos": Verdict.OVERLOOKED, "prisoners": Verdict.COVERED}


def filled_library() -> Library:
    """Return a library with the sample's articles in their stories."""
    library = Library.in_memory()
    library.save(ARTICLES)
    library.set_stories(STORIES, VERDICTS)
    return library


def numbered(number: int, text: str = "Text.") -> Article:
    """Return one of many articles, each an hour newer than the one before."""
    return replace(LONDON, id=f"{number:012x}", published=NOON + timedelta(hours=number), blocks=(Paragraph(text),))
