"""PDFs that carry text: bytes → `Document`; the way in is `reader`."""
