"""Where the mistake is: the smallest set of cell changes after which all identities of a table hold.

`system` holds the identities as equations, `search` finds the smallest sets exactly, `program` those of many cells by
integer programming, `likelihood` ranks sets of the same size, `find` joins them for one table, `tables` for a report;
`readings` collects what else the source says of a cell, `cause` tells an error of the source from one of the reading,
`suggest` puts it into words.
"""

from extractor.validation.repair.find import Repair, find_repair
from extractor.validation.repair.readings import SecondReadings, second_readings
from extractor.validation.repair.tables import find_repairs

__all__ = ["Repair", "SecondReadings", "find_repair", "find_repairs", "second_readings"]
