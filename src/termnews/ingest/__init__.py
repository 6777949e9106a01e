"""From bytes found somewhere to articles, or to a Problem that says why not."""
