"""A world-news reader for the terminal: pick a country, see their news."""

__version__ = "0.1.0"
