"""The formats of `export`: a new one is a file beside this and a line here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.export.bibtex import bibtex
from onrecord.export.csl import csl
from onrecord.export.followthemoney import ftm
from onrecord.export.geojson import geojson
from onrecord.export.jsonl import jsonl
from onrecord.export.linked_data import jsonld
from onrecord.export.parquet import parquet
from onrecord.export.ris import ris
from onrecord.export.selection import Selection
from onrecord.export.statement_csv import statement_csv
from onrecord.export.warc_copy import warc_copy


@dataclass(frozen=True, slots=True)
class Format:
    """`chunks` yields the file's bytes piece by piece; `binary` is what no terminal can show.

    `versions` says whether it can tell several wordings of one statement apart.
    """

    chunks: Callable[[Selection], Iterator[bytes]]
    binary: bool = False
    versions: bool = False


FORMATS = {
    "jsonl": Format(jsonl, versions=True),
    "csv": Format(statement_csv, versions=True),
    "parquet": Format(parquet, binary=True, versions=True),
    "geojson": Format(geojson),
    "warc": Format(warc_copy, binary=True),
    "ftm": Format(ftm),
    "csl": Format(csl),
    "ris": Format(ris),
    "bibtex": Format(bibtex),
    "jsonld": Format(jsonld, versions=True),
}
