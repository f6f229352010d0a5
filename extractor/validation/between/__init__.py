"""Between the reports of one issuer and between levels: all rules, and how they run."""

from extractor.validation.between import doubles, levels, prose, size, tables, text
from extractor.validation.between.model import SERIES_RULES, Series, check_series, issuer_key, names_one
from extractor.validation.between.size import JUMP_YEARS, WATCHED_CELLS, WATCHED_FACTS, figures_of

__all__ = [
    "JUMP_YEARS", "SERIES_RULES", "WATCHED_CELLS", "WATCHED_FACTS", "Series", "check_series", "doubles", "figures_of",
    "issuer_key", "levels", "names_one", "prose", "size", "tables", "text",
]  # fmt: skip
