"""Whose text it is."""

from dataclasses import replace

import pytest
from takes_samples import make

from termnews.takes.agencies import find_agency_country, find_telling_country


@pytest.mark.parametrize(
    ("byline", "country"),
    [
        ("By MARIA TOLL, Associated Press", "US"),
        ("AP", "US"),
        ("The Associated Press", "US"),
        ("Associated Press of Pakistan", "PK"),
        ("Reuters", "GB"),
        ("AFP and Reuters", "FR"),
        ("Reuters, AP", "US"),
        ("Agence France-Presse in Nicosia", "FR"),
        ("Our correspondent", ""),
        ("Apolline Kyodori", ""),
        ("Ap Janssen", ""),
        ("CAP-AP-LE", ""),
        ("", ""),
    ],
)
def test_a_byline_names_the_agency(byline: str, country: str) -> None:
    assert find_agency_country(replace(make("b", "Ferry sinks"), byline=byline)) == country


@pytest.mark.parametrize(
    ("body", "country"),
    [
        ("GENEVA (AP) — Talks ended without a deal.", "US"),
        ("ATHENS, March 3 (Xinhua) -- A ferry sank.", "CN"),
        ("March 3 (UPI) -- A ferry sank.", "US"),
        ("(Reuters) - A ferry sank.", "GB"),
        ("A ferry sank, the coastguard told Reuters (AP).\nNobody was hurt.", ""),
        ("A ferry sank.\nThe captain spoke to The Associated Press.", ""),
        ("A ferry sank.\n© 2026 The Associated Press. All rights reserved.", "US"),
        ("A ferry sank.\n(AFP)", "FR"),
        ("A ferry sank.\nSource: TASS", "RU"),
        ("A ferry sank.\nReuters, AP", "GB"),
        ("", ""),
    ],
)
def test_a_dateline_or_a_last_line_names_the_agency(body: str, country: str) -> None:
    assert find_agency_country(make("d", "Ferry sinks", body)) == country


@pytest.mark.parametrize(
    ("outlet", "link", "country"),
    [
        ("Guardian US", "", "US"),
        ("The Sun (US edition)", "", "US"),
        ("Al Jazeera America", "", "US"),
        ("Noticias Latin America", "", "GB"),
        ("The Guardian", "https://www.theguardian.com/us-news/ferry", "GB"),
        ("The Sun", "https://www.the-sun.com/news/1", "US"),
        ("Some Paper", "https://us.paper.example/1", "US"),
        ("Virus Weekly", "https://virus.example/1", "GB"),
        ("", "", "GB"),
    ],
)
def test_an_american_edition_is_american(outlet: str, link: str, country: str) -> None:
    article = replace(make("e", "Ferry sinks", country="GB"), outlet=outlet, link=link)
    assert find_telling_country(article) == country
