"""Articles to stories, stories to takes: pure and deterministic."""
