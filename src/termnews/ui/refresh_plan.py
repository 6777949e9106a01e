"""How often an open window refreshes by itself."""

from termnews.newsroom.settings import find_folders


def refresh_minutes() -> int:
    """Return the minutes between two refreshes as the reader has set them; 0 for never."""
    folder = find_folders().config
    if not (folder / "config.toml").exists():
        return 0
    from termnews.newsroom.config import load_config  # noqa: PLC0415 - most have no settings

    return load_config(folder)[0].live.refresh_minutes
