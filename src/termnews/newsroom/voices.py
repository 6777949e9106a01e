"""Whose voice an outlet is: what has to be known of state media and of outlets in exile wherever they are shown."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from termnews.domain.article import Article
from termnews.domain.outlet import outlet_key
from termnews.newsroom.catalogue import load_catalogue


def load_voices(config: Path) -> Mapping[str, str]:
    """Return what is to be said of outlets, by their keys; most are not there."""
    return {outlet.key: outlet.label for outlet in load_catalogue(config).outlets if outlet.label}


def with_voice(article: Article, voices: Mapping[str, str]) -> Article:
    """Return an article that says whose voice its outlet is."""
    return replace(article, voice=voices.get(outlet_key(article.country, article.outlet), ""))
