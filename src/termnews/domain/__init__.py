"""Values and pure functions that every other room may use: standard library only, no I/O, no clock."""
