"""Edits that real reports suffer, one at a time, and whether everything else is still read right."""
