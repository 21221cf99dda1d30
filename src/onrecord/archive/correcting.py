"""Correcting: a field's value by an editor's word, added beside what the program read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import orjson
from sqlalchemy import Connection

from onrecord.archive.claim_making import make_claims_lacking
from onrecord.archive.corrected import FIELDS
from onrecord.archive.lock import WAIT_SECONDS
from onrecord.archive.opening import Archive
from onrecord.archive.touching import get_signer, touching
from onrecord.errors import ConfigError
from onrecord.model.addition import Correction, Subject
from onrecord.model.anchor import anchor_of
from onrecord.model.issuer import Registry
from onrecord.model.statement import Span, StatementKind
from onrecord.store import claims, corrections, statements, versions
from onrecord.store.issuers import list_issuers

__all__ = ["FIELDS", "correct"]
LONGEST = 1000  # characters of a value, of its words and of why
_CLAIMED_BY = frozenset({"issuers", "published_on", "place", "language"})  # what claims rest on
_NEEDED = frozenset({"title", "kind"})


def correct(
    archive: Archive,
    id: str,
    field: str,
    value: str | None,
    *,
    by: str,
    why: str,
    quoted: str = "",
    wait: float = WAIT_SECONDS,
) -> Correction:
    """Say what a field of a statement is, as an addition that is signed; None takes back what was
    said before, and the reading stands again.

    With `quoted`, words of the wording that stands now, it holds for the wordings that have them;
    else for all. Issuers are named by their ids, parted by blanks. Raises NotFoundError,
    ConfigError for what can't be its value, StoreError without the archive's key.
    """
    if field not in FIELDS:
        raise ConfigError(f"what can be corrected: {', '.join(FIELDS)}", field=field)
    if not by.strip() or not why.strip() or _is_too_much(value or "", why, quoted):
        raise ConfigError(f"a correction says who makes it and why, in {LONGEST} characters each")
    with touching(archive, wait=wait) as (connection, touch):
        kept = statements.get_statement(connection, id)
        written = None if value is None else _value(connection, archive, field, value.strip())
        text = versions.get_version(connection, kept.n, kept.current_version).extraction.text
        at = text.find(quoted) if quoted else -1
        if quoted and at < 0:
            raise ConfigError("these words are not in the wording that stands", words=quoted[:80])
        made = Correction(
            id=corrections.next_correction(connection),
            statement=id,
            version=kept.current_version,
            subject=Subject.STATEMENT,
            field=field,
            value=written,
            anchor=anchor_of(text, Span(at, at + len(quoted))) if quoted else None,
            by=by.strip(),
            at=dt.datetime.now(dt.UTC),
            why=why.strip(),
        )
        signature = get_signer(connection).sign(made.unsigned()).hex()
        corrections.add_correction(connection, kept.n, replace(made, signature=signature))
        if field in _CLAIMED_BY:
            for number in versions.digests_of(connection, kept.n):
                claims.forget_claims(connection, kept.n, number)
        touch([kept.n])
    if field in _CLAIMED_BY:
        make_claims_lacking(archive)
    return replace(made, signature=signature)


def _is_too_much(*given: str) -> bool:
    return any(len(words) > LONGEST or "\0" in words for words in given)


def _value(connection: Connection, archive: Archive, field: str, value: str) -> str:
    """Return a value as JSON; raises ConfigError for what is none of the field."""
    if not value and field in _NEEDED:
        raise ConfigError("this field has always a value", field=field)
    plain: object = value or None
    if field == "kind":
        plain = _one_of(value, list(StatementKind))
    elif field == "published_on" and value:
        plain = _day(value)
    elif field == "language" and value and not value.replace("-", "").isalnum():
        raise ConfigError("a language is a tag such as az or az-Cyrl", value=value)
    elif field == "issuers":
        plain = _named(value.split(), archive.config.registry, dict(list_issuers(connection)))
    return orjson.dumps(plain).decode()


def _one_of(value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise ConfigError(f"one of {', '.join(known)}", value=value)
    return value


def _day(value: str) -> str:
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise ConfigError("a date is written as 2020-10-31", value=value) from None


def _named(
    ids: Sequence[str], registry: Registry, known: dict[str, str]
) -> list[tuple[str, str, str | None]]:
    """Return (id, name, country) of issuers that the archive knows."""
    named = []
    for id in dict.fromkeys(ids):
        issuer = registry.find(id)
        if issuer is None and id not in known:
            raise ConfigError("no issuer of that id in this archive", issuer=id)
        named.append(
            (id, issuer.name, issuer.country) if issuer is not None else (id, known[id], None)
        )
    return named
