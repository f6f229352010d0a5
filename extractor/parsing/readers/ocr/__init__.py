"""Scans and pictures, recognised optically (extra `ocr`): bytes → `Document`; the way in is `reader`."""
