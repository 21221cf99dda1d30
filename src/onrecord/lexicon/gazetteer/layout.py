"""How the table lies in its file: a header, the places, two sorted lists of keys, the names.

All numbers are little-endian. The file is read where it lies (mmap); nothing of it is parsed.
"""

import struct

MAGIC = b"onrecord places\n"
# The version of the table: raise it with the layout, with the tables of text.analysis that fold
# and romanise, with what `source.is_written` keeps, or with the supplement.
VERSION = 2

# magic, version, places, entries by folded name, entries by skeleton, bytes of names
HEADER = struct.Struct("<16sIIIIQ")
# GeoNames' id, country, latitude and longitude in 1e-5 degrees, population
PLACE = struct.Struct("<I2siiI")
NAMES_AT = struct.Struct("<II")  # follows: where the place's names begin, how many bytes they are
PLACE_BYTES = PLACE.size + NAMES_AT.size
ENTRY_BYTES = 8
NAMES_BETWEEN = "\n"
ALIGNED = 8  # the lists of keys begin at a multiple of this


def aligned(size: int) -> int:
    """Return the next multiple of eight."""
    return -(-size // ALIGNED) * ALIGNED
