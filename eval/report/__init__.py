"""The report of a run: one page, Markdown, JSON and CSV of the same figures."""
