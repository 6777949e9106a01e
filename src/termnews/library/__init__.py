"""Where articles, bookmarks and reading state are kept."""
