"""Write the table of keys into README.md from the registry: python scripts/readme_keys.py."""

from pathlib import Path

from termnews.ui.commands import by_group, show_keys

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->"


def keys_table() -> str:
    """Return the registry as a Markdown table."""
    rows = ["| keys | what they do |", "|---|---|"]
    for group, commands in by_group().items():
        rows.append(f"| **{group}** | |")
        rows += (f"| {_code(show_keys(c))} | {c.help} |" for c in commands)
    return "\n".join(rows) + "\n"


def _code(keys: str) -> str:
    return " ".join(f"`{key}`" if key != "|" else "<code>&#124;</code>" for key in keys.split())


def with_keys(text: str) -> str:
    """Return the README's text with the table between its marks renewed."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return head + BEGIN + keys_table() + END + tail


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text("utf-8")), "utf-8")
