"""Mementos: what was served at an address at one time, for the web face (RFC 7089)."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Memento:
    """An observation that has the bytes: `seq` is the capture's number, which an earlier one made
    where the same bytes were served again."""

    uri: str
    at: dt.datetime
    seq: int
