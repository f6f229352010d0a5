"""Writing reports for people and for other software."""
