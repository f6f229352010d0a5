"""Mistakes put into correct reports, to measure what the checks find.

`digits` spoils numbers, `text` writes a fictional report with spoilt cells or a spoilt number of the prose, so that the
whole way is measured, `values` spoils the cells of a report that was read already, which is fast.
"""

from eval.inject.digits import Planted
from eval.inject.text import Spoilt, with_wrong_cells, with_wrong_prose
from eval.inject.values import spoil_report

__all__ = ["Planted", "Spoilt", "spoil_report", "with_wrong_cells", "with_wrong_prose"]
