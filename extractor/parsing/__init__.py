"""Reading: from bytes to text, parts, tables and the counts of the prose. No model is called here."""
