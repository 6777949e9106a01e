"""Ranges of letters whose words are found in a way of their own, as parts of a regular expression."""

DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean: no spaces between words, or particles run into them."""
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff"
"""Arabic, Persian, Urdu: articles, prepositions and pronouns are written onto the noun."""
