"""Calendar dates as printed by press offices, in their languages and calendars.

Pure: knows no clock, so "today" and dates without a year are nobody's date here.
"""

from onrecord.text.dates.finding import ParsedDate, find_dates, parse_date
from onrecord.text.dates.runs import FoundDate

__all__ = ["FoundDate", "ParsedDate", "find_dates", "parse_date"]
