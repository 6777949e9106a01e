"""Whole documents to begin a fuzz run from, so that a change gets deep into a parser, and what is done to them."""

import random

from hostile_text import EVERY, REAL

SEED = """Sample headline of a page

By A. Writer

Sample Desk

Chile

December 8

Kenyan outlet alternative headline: Nairobi hears of it
Spanish outlet alternative headline: Madrid también

A first paragraph with “quotes” and a number, 3,400.

A second paragraph.

A boat in the bay (Sample/A. Writer)

A third paragraph.
"""
MARKDOWN = """---
title: "A headline: with a colon"
outlet: Sample Desk
country: CL
published: 2025-12-08T10:00:00Z
language: es
tags: [one, two]
link: https://e.example/a
---

# A heading

A paragraph with *signs*.

> A quote

![A picture](a.png)

- an item
"""
RSS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY e "x">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Diário &amp; Co &e;</title><link>https://e.example/</link>
<language>pt-BR</language><item><title><![CDATA[One <b>bold</b>]]></title><link>/one?utm_source=x</link><guid>1</guid>
<pubDate>Mon, 08 Dec 2025 10:00:00 +0100</pubDate><dc:creator>A &lt;a@e.example&gt;</dc:creator>
<content:encoded><![CDATA[<p>One</p><figure><img src="/a.jpg" alt="x"><figcaption>A boat</figcaption></figure><ul><li>i
</ul><blockquote>said</blockquote><table><tr><td>1</td></tr></table>]]></content:encoded>
<media:content url="https://e.example/a.jpg" medium="image"><media:description>D</media:description></media:content>
</item><item><title>Two</title><description>&lt;p&gt;text&amp;nbsp;two</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://e.example/"><title>Le Jour</title>
<link rel="self" href="x"/><link href="/"/><entry><id>tag:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
Un</div></title><link rel="alternate" href="un"/><updated>2025-12-08T10:00:00Z</updated><author><name>A</name></author>
<content type="html">&lt;p&gt;texte&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://e.example/",
"language": "de", "items": [{"id": 1, "url": "https://e.example/1", "title": "Eins", "content_html": "<p>Text</p>",
"date_published": "2025-12-08T10:00:00+01:00", "authors": [{"name": "A"}], "image": "https://e.example/i.png"},
{"id": "2", "content_text": "Zwei\\n\\nnoch"}]}"""
OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body><outline text="Chile">
<outline type="rss" text="Uno" title="Uno &amp; m" xmlUrl="https://e.example/rss" htmlUrl="https://e.example/"
 language="es" category="a,b"/></outline><outline text="Two" xmlUrl="https://f.example/atom"/></body></opml>"""
PAGE = """<!doctype html><html lang="es-CL"><head><meta charset="utf-8"><title>Un titular | Sitio</title>
<meta property="og:title" content="Un titular"><meta property="og:image" content="/i.jpg">
<meta name="author" content="A"><meta property="article:published_time" content="2025-12-08T10:00:00Z">
<link rel="alternate" type="application/rss+xml" href="/rss"></head><body><nav><a href="/">Inicio</a></nav><article>
<h1>Un titular</h1><p>El primer párrafo tiene suficientes palabras para que se lea como texto propio de la página,
y sigue con otra frase larga que lo hace más largo todavía.</p><figure><img src="/a.jpg" alt="Un barco"><figcaption>Un
barco <span class="credit">A. Foto</span></figcaption></figure><h2>Otra parte</h2><p>El segundo párrafo también tiene
suficientes palabras, porque una página de verdad nunca se queda en una sola frase corta.</p>
<blockquote>dijo ella</blockquote>
<ul><li>uno</li><li>dos</li></ul></article><script>alert(1)</script></body></html>"""
CONFIG = """keymap = "vim"
languages = ["en", "de"]
[live]
keep_days = 30
refresh_minutes = 5
allow_private = false
[look]
theme = "termnews"
[keys]
bookmark = ["b", "s"]
[searches]
"Grain" = 'wheat country:ua after:7d'
[mute]
sport = 'football -final'
[translate.deepl]
key_command = "x"
"""
TABLE = """country,outlet,language,kind,ownership,homepage,is_on,feed,section,feed_language,full_text,tags
CL,Uno,es,newspaper,private,https://e.example/,yes,https://e.example/rss,front,,no,a b
KE,Two,en,broadcaster,state,,removed,,,,,
"""
QUERY = (
    'sanctions -talks "exact phrase" country:fr outlet:"Le Monde" before:2025-12-01 after:7d is:unread takes:>3 lang:es'
)
ROBOTS = """User-agent: *
Disallow: /a*b$
Allow: /
Crawl-delay: 2
User-agent: termnews
Disallow: /private/
"""
_PIECES = (
    *(text.encode("utf-8", "surrogatepass") for text in (*EVERY, *REAL)),
    b"<", b">", b"&", b"&#0;", b"&#x1b;", b"&#xd800;", b"&lt;!--", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?x", b"\0",
    b"\xff\xfe", b"{", b"}", b"[", b"]", b'"', b"\\u001b", b"\\ud800", b"\\", b"null", b"1e999", b"-1", b"0" * 400,
    b":", b"---", b"'''", b"\n", b"\r", b"=", b"#", b"javascript:x", b"//", b"http://[", b"https://e.example:99999/",
    b"9999-99-99", b"NaN", b"[[", b"(" * 300, b"<div>" * 300, b"* ", b"%",
)  # fmt: skip


def change(document: str, chance: random.Random) -> bytes:
    """Return a document with a few things cut out, doubled, moved, overwritten or put in."""
    data = document.encode(chance.choice(("utf-8", "utf-8", "utf-8", "utf-16", "latin-1")), "replace")
    for _ in range(chance.randrange(1, 6)):
        one, other = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        other = min(other, one + chance.choice((1, 8, 60, 1000)))
        piece = data[one:other]
        match chance.randrange(6):
            case 0:
                data = data[:one] + data[other:]
            case 1:
                data = data[:other] + piece * chance.choice((1, 2, 50)) + data[other:]
            case 2:
                data = data[:one] + bytes(chance.randrange(256) for _ in piece[:40]) + data[other:]
            case 3:
                data = data[:one] + piece[::-1] + data[other:]
            case _:
                data = data[:one] + chance.choice(_PIECES) + data[one:]
    return data[:200_000]
