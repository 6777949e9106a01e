"""Feeds of every kind and state to entries, and nothing raised for any bytes."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.article import Caption, Heading, ListItem, Paragraph, Picture, Quote, block_text
from termnews.domain.outlet import FeedEntry
from termnews.domain.place import parse_countries
from termnews.domain.problems import Problem
from termnews.domain.text import clean_text
from termnews.ingest.feed_xml import _mend
from termnews.ingest.feeds import MAX_ENTRIES, MAX_FEED_BYTES, parse_feed
from termnews.ingest.parsed_feed import Origin, ParsedFeed, make_origin

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Diário &amp; Co</title>
<link>https://e.com/</link><language>pt-BR</language>{items}</channel></rss>"""
TWO = "<item><title>One</title><link>https://e.com/1</link></item><item><title>Two</title><link>https://e.com/2</link></item>"

VIDEO = '<media:content url="https://e.com/v.mp4" type="video/mp4"/>'
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{space}">
<channel><title>T</title></channel>"""
RDF_1 = RDF.format(space="http://purl.org/rss/1.0/") + TWO.replace("<item>", '<item rdf:about="x">') + "</rdf:RDF>"
RDF_09 = RDF.format(space="http://my.netscape.com/rdf/simple/0.9/") + TWO + "</rdf:RDF>"
RSS_091 = f"""<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://e.com/rss-0.91.dtd">
<rss version="0.91"><channel><title>T</title>{TWO}</channel></rss>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#">
<entry><title>One</title><link rel="alternate" href="https://e.com/1"/></entry>
<entry><title>Two</title><link rel="alternate" href="https://e.com/2"/><issued>2025-12-12</issued></entry></feed>"""


def _feed(data: bytes | str, origin: Origin | None = None, charset: str = "") -> ParsedFeed:
    parsed = parse_feed(data.encode() if isinstance(data, str) else data, "feed", origin, charset)
    assert isinstance(parsed, ParsedFeed), parsed
    return parsed


def _rss(items: str, encoding: str = "utf-8") -> str:
    return RSS.format(items=items, encoding=encoding)


def _item(inner: str, origin: Origin | None = None) -> FeedEntry:
    """Return the second of two entries."""
    return _feed(_rss(f"<item><title>First</title></item><item>{inner}</item>"), origin).entries[1]


def test_an_entry_of_rss_in_full() -> None:
    feed = _feed(
        _rss("""<item><title>Before</title></item><item><title>The &lt;b&gt;second&lt;/b&gt; of AT&amp;T</title>
    <link>https://e.com/2?a=1&amp;utm_source=rss</link><guid isPermaLink="false">id 2</guid>
    <pubDate>Fri, 12 Dec 2025 10:00:00 -0300</pubDate><dc:creator>Ana Souza</dc:creator><dc:creator>Li Wei</dc:creator>
    <description>Short.</description><content:encoded><![CDATA[<p>Words &amp; more.</p><h3>Part</h3>
    <ul><li>Point</li></ul>
    <blockquote>Said</blockquote><p>The post X appeared first on Y.</p>]]></content:encoded>
    <media:content url="https://e.com/a.jpg" medium="image"/></item>""")
    )
    assert (feed.title, feed.homepage, feed.language) == ("Diário & Co", "https://e.com/", "pt")
    entry = feed.entries[1]
    assert (entry.id, entry.headline, entry.link) == (
        "id 2",
        "The second of AT&T",
        "https://e.com/2?a=1&utm_source=rss",
    )
    assert entry.published == datetime(2025, 12, 12, 13, 0, tzinfo=UTC)
    first, *text = entry.blocks
    assert first == Picture("", "https://e.com/a.jpg")
    assert text == [Paragraph("Words & more."), Heading("Part", 3), ListItem("Point"), Quote("Said")]
    assert (entry.byline, entry.picture) == ("Ana Souza, Li Wei", "https://e.com/a.jpg")


def test_an_entry_of_atom_in_full() -> None:
    (_, entry) = _feed("""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://e.com/fr/">
    <title>Le Fil</title>
    <entry><id>a</id><title>Un</title></entry>
    <entry><id>tag:e.com,2025:2</id><title type="html">L&amp;#8217;accord &amp;lt;signé&amp;gt;</title>
    <link rel="self" href="https://e.com/self"/><link rel="alternate" type="text/html" href="deux"/>
    <published>2025-12-12T10:00:00+01:00</published><updated>2025-12-13T10:00:00Z</updated>
    <author><name>Zoé</name><email>z@e.com</email></author><summary>Court.</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <b>long</b> texte.</p><p>Fin.</p></div>
    </content>
    </entry></feed>""").entries
    assert entry.link == "https://e.com/fr/deux"
    assert entry.headline == "L’accord <signé>"
    assert entry.published == datetime(2025, 12, 12, 9, 0, tzinfo=UTC)
    assert [block_text(block) for block in entry.blocks] == ["Un long texte.", "Fin."]
    assert entry.byline == "Zoé"


@pytest.mark.parametrize(
    "text",
    [
        RDF_1, RDF_09, RSS_091, ATOM_03,
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [
            {"id": 1, "title": "One", "url": "https://e.com/1"}, {"id": "https://e.com/2", "title": "Two",
            "content_text": "x"}]}),
        f"  \n junk <?xml version='1.0'?><rss><channel>{TWO.replace('item>', 'ITEM>')}</channel></rss> more junk",
        f"<rss><channel></channel>{TWO}",
    ],
    ids=["rdf", "rss 0.90", "rss 0.91", "atom 0.3", "json", "junk around", "outside and unclosed"],
)  # fmt: skip
def test_every_kind_of_feed(text: str) -> None:
    entries = _feed(text).entries
    assert [(e.headline, e.link) for e in entries] == [("One", "https://e.com/1"), ("Two", "https://e.com/2")]


def test_an_entry_of_json_in_full() -> None:
    (_, entry) = _feed(json.dumps({"items": [{"title": "One"}, {
        "id": "2", "title": "Two", "url": "https://e.com/2", "content_html": "<p>Long <i>text</i></p>",
        "content_text": "Text",
        "date_published": "2025-12-12T10:00:00Z", "authors": [{"name": "A"}, {"name": "B"}], "language": "es-MX",
        "attachments": [{"url": "https://e.com/a.mp3", "mime_type": "audio/mpeg"}, {"url": "https://e.com/a.png",
        "mime_type": "image/png"}],
    }]})).entries  # fmt: skip
    assert (entry.byline, entry.language, entry.picture) == ("A, B", "es", "https://e.com/a.png")
    assert entry.blocks == (Picture("", "https://e.com/a.png"), Paragraph("Long text"))


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-1", "utf-16", "utf-8-sig"])
def test_an_encoding_is_found_though_the_feed_lies(encoding: str) -> None:
    data = _rss("<item><title>One</title></item><item><title>Señor Ñandú: “sí”</title></item>", "utf-8")
    if encoding == "iso-8859-1":
        data = data.replace("“", '"').replace("”", '"')
    assert _feed(data.encode(encoding), charset="us-ascii").entries[1].headline.startswith("Señor Ñandú")


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("windows-1251", "Президент подписал указ"),
        ("shift_jis", "外務大臣が会見"),
        ("euc-kr", "대통령 발표"),
        ("gbk", "外交部发言人"),
    ],
)
def test_declared_encodings(encoding: str, words: str) -> None:
    data = _rss(f"<item><title>{words} 2</title></item>", encoding).replace("á", "a").encode(encoding)
    assert _feed(data).entries[0].headline == f"{words} 2"


@pytest.mark.parametrize("encoding", ["bz2", "idna", "unicode-escape", "utf-7", "x-klingon", "utf-16", "a" * 200])
def test_encodings_that_are_none_change_nothing(encoding: str) -> None:
    assert _feed(_rss(TWO, encoding).encode()).entries[1].headline == "Two"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("a < b and 3 <4", "a < b and 3 <4"),
        ("Q&A at AT&T", "Q&A at AT&T"),
        ("caf&eacute; &nbsp;&mdash; &bogus; x", "café — &bogus; x"),
        ("&#146;tis &#xD800;&#0;&#27;[31mred", "’tis [31mred"),
        ("<![CDATA[<b>Bold</b> &amp; <i>more</i>]]>", "Bold & more"),
        ("<![CDATA[One<br>Two<script>alert(1)</script>]]>", "One Two"),
        ("[/] [@click=app.quit]x[/]", "[/] [@click=app.quit]x[/]"),
        ("A\u202eB\x1b[2JC\x9b31mD", "ABCD"),
        ("Kyiv &amp;amp; Lviv &amp;#8211; news", "Kyiv & Lviv – news"),
        ("<b>x</b> <i>y</i>", "x y"),
    ],
)
def test_headlines(title: str, shown: str) -> None:
    assert _item(f"<title>{title}</title>").headline == shown


def test_an_entry_without_a_headline_is_called_by_its_first_words() -> None:
    assert _item("<description>&lt;p&gt;First words.&lt;/p&gt;</description>").headline == "First words."
    assert len(_feed(_rss("<item><link>https://e.com/1</link></item><item><title>x</title></item>")).entries) == 1


def test_ids_that_are_missing_come_from_what_is_there() -> None:
    assert _item("<title>T</title><link>https://e.com/9</link>").id == "https://e.com/9"
    bare = _item("<title>T</title>")
    assert bare.id
    assert bare.id == _item("<title>T</title>").id
    assert bare.id != _item("<title>U</title>").id
    assert len(_item(f"<title>T</title><guid>{'x' * 5000}</guid>").id) < 200


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://e.com/a b", "https://e.com/a%20b"),
        ("//cdn.e.com/x", "https://cdn.e.com/x"),
        ("/relative", "https://feeds.e.com/relative"),
        ("javascript:alert(1)", ""), ("java\tscript:alert(1)", ""), ("file:///etc/passwd", ""), ("--version",
        "https://feeds.e.com/--version"),
        ("http://[::1", ""), ("http://e.com:99999/", ""), ("https://e.com/\u202egnp", ""), ("data:text/html,x", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_links(link: str, found: str) -> None:
    inner = f"<title>T</title><link>{link}</link>"
    assert _item(inner, Origin("https://feeds.e.com/rss")).link == found
    assert _item(inner).link == (found if link.startswith("http") and found else "")


def test_a_guid_is_a_link_unless_it_says_that_it_is_none() -> None:
    assert _item("<title>T</title><guid>https://e.com/7</guid>").link == "https://e.com/7"
    assert _item('<title>T</title><guid isPermaLink="false">https://e.com/7</guid>').link == ""


def test_the_clock_of_a_country_is_told_by_where_it_is() -> None:
    table = Path(__file__).parents[2] / "src" / "termnews" / "data" / "countries.csv"
    countries = parse_countries(table.read_text(encoding="utf-8"))
    origins = [make_origin("https://e.com/", code, countries) for code in ("GB", "JP", "AR", "", "QQ")]
    assert [origin.offset / timedelta(hours=1) for origin in origins] == [0, 9, -4, 0, 0]


def test_dates_take_the_first_that_can_be_read() -> None:
    entry = _item("<title>T</title><pubDate>soon</pubDate><dc:date>2025-12-12T10:00:00Z</dc:date>")
    assert entry.published == datetime(2025, 12, 12, 10, 0, tzinfo=UTC)
    there = Origin(country="IN", offset=timedelta(hours=5, minutes=30))
    assert _item("<title>T</title><pubDate>2025-12-12 10:00</pubDate>", there).published == datetime(
        2025, 12, 12, 4, 30, tzinfo=UTC
    )
    assert _item("<title>T</title><pubDate>tomorrow</pubDate>").published is None


@pytest.mark.parametrize(
    ("media", "picture"),
    [
        ('<media:thumbnail url="https://e.com/t.jpg"/>', "https://e.com/t.jpg"),
        ('<enclosure url="https://e.com/e.jpg" type="image/jpeg"/>', "https://e.com/e.jpg"),
        ('<enclosure url="https://e.com/e.mp3" type="audio/mpeg"/>', ""),
        (f"<media:group>{VIDEO}<media:content url='https://e.com/g.png'/></media:group>", "https://e.com/g.png"),
        ('<description>&lt;img src="https://e.com/i.jpg"&gt;</description>', "https://e.com/i.jpg"),
        ('<m:content xmlns:m="http://www.rssboard.org/media-rss" url="https://e.com/b.jpg" medium="image"/>',
        "https://e.com/b.jpg"),
        ('<media:content url="javascript:x.jpg" medium="image"/>', ""),
    ],
)  # fmt: skip
def test_pictures(media: str, picture: str) -> None:
    assert _item(f"<title>T</title>{media}").picture == picture


def test_a_picture_with_words_stands_first() -> None:
    entry = _item(
        '<title>T</title><description>Text.</description><media:content url="https://e.com/a.jpg" medium="image">'
        "<media:description>The bridge. Photo: Ana</media:description></media:content>"
    )
    shown = Picture("", "https://e.com/a.jpg")
    assert entry.blocks == (shown, Caption("The bridge.", "Photo: Ana"), Paragraph("Text."))


def test_pictures_of_a_text_are_found_by_their_whole_addresses() -> None:
    body = (
        "<p>Text.</p><img src='data:image/gif;base64,R0lG' data-src='/late.jpg' alt='Late'><p>More.</p>"
        "<img srcset='s.jpg 320w, m.jpg 800w, l.jpg 2000w' src='s.jpg' alt='Set'>"
        "<img src='javascript:x' alt='None'><img src='pixel.gif' width='1' height='1'>"
    )
    entry = _item(f"<title>T</title><link>https://e.com/a/b</link><description><![CDATA[{body}]]></description>")
    pictures = {block.alt: block.link for block in entry.blocks if isinstance(block, Picture)}
    assert pictures == {"Late": "https://e.com/late.jpg", "Set": "https://e.com/a/m.jpg", "None": ""}


def test_a_feeds_own_picture_stands_first_where_the_text_has_none() -> None:
    media = '<media:thumbnail url="https://e.com/own.jpg"/>'
    plain = _item(f"<title>T</title><description>Text.</description>{media}")
    assert plain.blocks == (Picture("", "https://e.com/own.jpg"), Paragraph("Text."))
    shown = _item(
        f"<title>T</title><description><![CDATA[<img src='https://e.com/b.jpg' alt='B'>]]></description>{media}"
    )
    assert shown.blocks == (Picture("B", "https://e.com/b.jpg"),)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \n\0", "is empty"),
        (b"<!DOCTYPE html><html></html>", "is a web page, not a feed"),
        (b"<urlset><url><loc>https://e.com/</loc></url></urlset>", "is no feed"),
        (b"just words", "is no feed"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture"),
        (b'{"items": {}}', "is JSON but no feed"),
        (b'{"items": [', "is not valid JSON"),
        (b"[" * 100_000, "is nested too deeply"),
        (b"<rss>" + b" " * MAX_FEED_BYTES, "is larger than 5 MB"),
    ],
)
def test_what_is_no_feed_is_said(data: bytes, why: str) -> None:
    assert parse_feed(data, "outlet") == Problem("outlet", why)


def test_a_long_feed_is_cut() -> None:
    items = "".join(f"<item><title>Number {n}</title></item>" for n in range(MAX_ENTRIES + 50))
    assert [e.headline for e in _feed(_rss(items)).entries][-1] == f"Number {MAX_ENTRIES - 1}"


@pytest.mark.parametrize(
    "inner",
    [
        "<author>a@" + "a." * 30_000 + "</author>",
        "<x>" * 50_000,
        "<x " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>",
        "<!--" * 100_000,
        "<![CDATA[" * 100_000,
        "<description>" + "&lt;div&gt;" * 30_000 + "</description>",
        "<description>" + "&lt;!--" * 50_000 + "</description>",
        "<description>" + "&amp;" * 100_000 + "</description>",
        "<title>" + "&lt;[" * 100_000 + "</title>",
        "<description>" + "&lt;img alt=x&gt;" * 20_000 + "</description>",
        "<description>" + "x &lt;img src=" * 20_000 + "</description>",
        "<description>" + "&lt;br&gt;" * 50_000 + "</description>",
    ],
    ids=["author", "deep", "attributes", "comments", "cdata", "divs", "html comments", "ampersands", "brackets",
    "images", "sources", "breaks"],
)  # fmt: skip
def test_bombs_take_no_time(inner: str) -> None:
    begun = time.process_time()
    parse_feed(_rss(f"<item><title>Last</title>{inner}</item>").encode(), "bomb")
    assert time.process_time() - begun < 2


def test_entities_are_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    declared = f'<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY file SYSTEM "file:///etc/passwd">{laughs}]>'
    text = f"{declared}<rss><channel><item><title>A &l9; &file;</title></item></channel></rss>"
    assert _feed(text).entries[0].headline == "A &l9; &file;"


PIECES = [
    "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "https://e.com/1", "<![CDATA[", "]]>",
    "&amp;", "&#27;", "<b>",
    "\x00", "\ud800", "é", "<description>", '<entry xmlns="http://www.w3.org/2005/Atom">', "<pubDate>2025-12-12",
    "<!--", "-->", "{", '"items":[', "]}",
]  # fmt: skip


@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(st.sampled_from(PIECES), max_size=40).map(lambda p: "".join(p).encode("utf-8", "surrogatepass")),
    )
)
def test_any_bytes_parse_or_are_a_problem(data: bytes) -> None:
    for start in (b"", b"<rss><channel><item><title>x</title>", b'{"items":[{"title":"x"},'):
        parsed = parse_feed(start + data, "any")
        if isinstance(parsed, ParsedFeed):
            for entry in parsed.entries:
                assert entry.headline == clean_text(entry.headline) != ""
                assert entry.id
                assert entry.link == "" or entry.link.lower().startswith("http")
                assert all(block_text(block) == clean_text(block_text(block)) for block in entry.blocks)


json_values = st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["id", "title", "url", "content_html", "content_text", "authors", "name", "date_published",
    "image", "attachments"]), inner, max_size=4), max_leaves=12)  # fmt: skip


@given(st.lists(json_values, max_size=4))
def test_any_json_parses(items: list[object]) -> None:
    assert isinstance(parse_feed(json.dumps({"items": items}).encode(), "any"), ParsedFeed)


@pytest.mark.parametrize(
    "noise", ["&#xFFFE;", "&#xffff;", "&#65534;", "&#65535;", "\ufffe", "\uffff", "&#xD800;", "&#x110000;"]
)
def test_what_is_no_character_costs_only_itself(noise: str) -> None:
    item = f"<item><title>Zwei{noise} Wörter</title><link>https://e.com/{noise}3</link></item>"
    feed = _feed(RSS.format(encoding="utf-8", items=item + TWO))
    assert [entry.headline for entry in feed.entries] == ["Zwei Wörter", "One", "Two"]
    assert feed.entries[0].link == "https://e.com/3"


@pytest.mark.parametrize("number", [0, 8, 0x0B, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x110000, 999_999_999])
def test_no_reference_leads_to_what_is_no_character(number: int) -> None:
    # what the parser makes of them differs with its version, and some stop at the first
    assert _mend(f"a&#{number};b&#x{number:X};c") == "abc"
    assert _mend("&#9;&#x27;&#xFFFD;&#128512;") == "\t'\ufffd😀"


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="text/html; charset=utf-8" href="/1"/>',
        '<link rel="Alternate" type="TEXT/HTML" href="/1"/>',
        '<link rel="self" href="/entry.xml"/><link type="application/vnd.news" href="/1"/>',
        '<link rel="alternate" type="application/atom+xml" href="/entry.xml"/><link href="/1"/>',
        '<link type="application/pdf" href="/1.pdf"/><link type="application/xhtml+xml" href="/1"/>',
    ],
)
def test_a_page_is_found_however_its_kind_is_written(link: str) -> None:
    entry = f"<entry><id>tag:e.com,2025:1</id><title>One</title>{link}</entry>"
    data = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.com/"><title>T</title>{entry}</feed>'
    assert [found.link for found in _feed(data).entries] == ["https://e.com/1"]


def test_who_took_the_picture_did_not_write_the_text() -> None:
    media = (
        '<media:content url="https://e.com/1.jpg" medium="image"><media:credit>Ana Photo</media:credit></media:content>'
    )
    role = '<media:credit role="author">Eva Writer</media:credit>'
    items = "".join(f"<item><title>T{n}</title>{more}</item>" for n, more in enumerate((media, media + role)))
    assert [entry.byline for entry in _feed(RSS.format(encoding="utf-8", items=items)).entries] == ["", "Eva Writer"]
