"""Between the reports of one issuer and between levels: all rules, and how they run."""

from extractor.validation import levels, series_doubles, series_prose, series_size, series_tables, series_text
from extractor.validation.series_model import SERIES_RULES, Series, check_series, issuer_key, names_one
from extractor.validation.series_size import JUMP_YEARS, WATCHED_CELLS, WATCHED_FACTS, figures_of

__all__ = [
    "JUMP_YEARS",
    "SERIES_RULES",
    "WATCHED_CELLS",
    "WATCHED_FACTS",
    "Series",
    "check_series",
    "figures_of",
    "issuer_key",
    "levels",
    "names_one",
    "series_doubles",
    "series_prose",
    "series_size",
    "series_tables",
    "series_text",
]
