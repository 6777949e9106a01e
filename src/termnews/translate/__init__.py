"""Text of other languages to English: who translates, what is remembered of it, and the languages installed here."""
