"""The errors of Onrecord. Every one says what happened, to which thing, and what to do.

OnRecordError
 ├─ ConfigError           onrecord.toml or an option is wrong
 ├─ CaptureError          the world could not be captured
 │   ├─ FetchError        a URI could not be fetched
 │   ├─ RefusedError      policy forbids it (robots, address guard, size limit)
 │   └─ RecordError       a WARC, feed or data-set record is damaged
 ├─ ExtractionError       a capture could not be read
 │   ├─ UnsupportedMediaError
 │   └─ NoStatementError  read, and it holds no statement
 ├─ StoreError            the system of record: locked, full, read-only
 │   └─ SchemaVersionError
 ├─ SearchIndexError
 ├─ QueryError            a query that can't be understood; has a position
 ├─ NotFoundError         no statement, version or capture of that name
 ├─ AlertError            somebody could not be told of changes
 ├─ FixityError           kept bytes are not what was recorded
 └─ CitationError
"""

from typing import Any


class OnRecordError(Exception):
    """The root of all errors a user can meet; `str()` holds the message, ids and cause."""

    def __init__(self, message: str, *, cause: BaseException | None = None, **ids: Any) -> None:
        super().__init__(message)
        self.message = message
        self.ids = ids
        self.__cause__ = cause

    def __getattr__(self, name: str) -> Any:
        ids = self.__dict__.get("ids", {})
        if name in ids:
            return ids[name]
        raise AttributeError(name)

    def __str__(self) -> str:
        ids = ", ".join(f"{k}={v}" for k, v in self.ids.items() if v is not None)
        cause = f": {self.__cause__}" if self.__cause__ is not None else ""
        return self.message + (f" [{ids}]" if ids else "") + cause

    def __reduce__(self) -> Any:
        return _rebuild, (type(self), self.message, self.ids)


def _rebuild(kind: type[OnRecordError], message: str, ids: dict[str, Any]) -> OnRecordError:
    """Keyword-only arguments do not survive pickling between processes by themselves."""
    return kind(message, **ids)


class ConfigError(OnRecordError):
    """onrecord.toml, an option or the environment is wrong."""


class CaptureError(OnRecordError):
    """Something of the world could not be captured."""


class FetchError(CaptureError):
    """A URI could not be fetched."""


class RefusedError(CaptureError):
    """A rule of ours or of the site forbids the capture."""


class RecordError(CaptureError):
    """A record inside a container (WARC, data set, feed) is damaged; `offset` says where."""


class ExtractionError(OnRecordError):
    """A capture could not be read as its media type."""


class UnsupportedMediaError(ExtractionError):
    """No handler is registered for this media type."""


class NoStatementError(ExtractionError):
    """The capture was read and holds no statement."""


class StoreError(OnRecordError):
    """The system of record can't be used: locked, full or read-only."""


class SchemaVersionError(StoreError):
    """The database belongs to another version of Onrecord, or not to Onrecord."""


class SearchIndexError(OnRecordError):
    """The search index can't be used; it can always be rebuilt."""


class QueryError(OnRecordError):
    """A query that can't be understood; `position` counts code points from 0."""

    def __init__(self, message: str, *, position: int, **ids: Any) -> None:
        super().__init__(message, position=position, **ids)
        self.position = position

    def __reduce__(self) -> Any:
        return _rebuild, (type(self), self.message, self.ids)


class NotFoundError(OnRecordError):
    """Nothing of that name is in the archive."""


class AlertError(OnRecordError):
    """A mail server or a webhook did not take what it was to be told."""


class FixityError(OnRecordError):
    """Kept bytes are not the bytes that were recorded."""


class CitationError(OnRecordError):
    """A citation can't be formed or resolved."""
