"""Servers that share outlets, read marks and stars."""
