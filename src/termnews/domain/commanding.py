"""What commands a terminal, apart from `text`: the window knows it before it shows anything."""

COMMANDING = (
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e001f\U000e0080-\U000e0fff]|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
"""What no terminal may get, cleaned or not: a pattern for the walls before it."""
