"""Spreadsheets: bytes → `Document`; the way in is `reader`."""
