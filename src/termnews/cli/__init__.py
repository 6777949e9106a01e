"""The command line: arguments -> newsroom -> a window or lines of text."""
