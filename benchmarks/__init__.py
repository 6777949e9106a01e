"""What termnews costs: measured from outside, against a bare Textual app of the same panes."""
