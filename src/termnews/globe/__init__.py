"""A globe in cells: which country lies where, how it is seen, and what that looks like. Knows nothing of a window."""
