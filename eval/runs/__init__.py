"""Runs: a gold set extracted with one engine, every value judged and kept, so that two runs can be compared."""
