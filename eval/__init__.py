"""Gold, generator and measures: how right the extraction is."""
