"""Fictional reports in the file formats that offices publish: the same plan and gold, another writer."""
