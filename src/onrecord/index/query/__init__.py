"""The query language: text in, a tree of `model.query` out; the same for every engine."""

from onrecord.index.query.parser import parse

__all__ = ["parse"]
