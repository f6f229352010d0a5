"""Saved web pages: bytes → `Document`; the way in is `reader`."""
