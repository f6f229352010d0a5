"""Word files: bytes → `Document`; the way in is `reader`."""
