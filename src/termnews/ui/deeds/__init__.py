"""One module for each deed, or for a few that belong together; see `termnews.ui.doing`."""
