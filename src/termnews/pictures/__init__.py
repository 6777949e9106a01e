"""Pictures as cells: bytes from outside to small pixels to characters in two colours. Knows nothing of a window."""
