"""The terminal window: Textual lives here and nowhere else."""
