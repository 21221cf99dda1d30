"""Replies: what an issuer answers to a statement here, or to a change, kept as it came."""

import datetime as dt
from dataclasses import replace

from onrecord.archive.lock import WAIT_SECONDS
from onrecord.archive.opening import Archive
from onrecord.archive.touching import get_signer, touching
from onrecord.errors import ConfigError
from onrecord.model.addition import Reply
from onrecord.store import replies, statements, versions

LONGEST = 20_000  # characters of a reply
LONGEST_RECEIVED = 500


def reply(
    archive: Archive,
    id: str,
    *,
    issuer: str,
    text: str,
    received: str,
    by: str,
    change: tuple[int, int] | None = None,
    language: str | None = None,
    wait: float = WAIT_SECONDS,
) -> Reply:
    """Keep an issuer's reply to a statement, or to the `change` from one version to another.

    The issuer is one of the archive's; `received` says how the reply came. Nothing changes it once
    it is kept. Raises NotFoundError, ConfigError, StoreError without the archive's key.
    """
    text, received, by = text.strip(), received.strip(), by.strip()
    if not text or len(text) > LONGEST or "\0" in text + received:
        raise ConfigError(f"a reply has 1 to {LONGEST:,} characters")
    if not by or not received or len(received) > LONGEST_RECEIVED:
        raise ConfigError("say who enters the reply and how it was received")
    name = archive.issuers.get(issuer).issuer.name
    with touching(archive, wait=wait) as (connection, touch):
        kept = statements.get_statement(connection, id)
        if change is not None:
            for number in change:
                versions.get_written(connection, kept.n, number)
        made = Reply(
            id=replies.next_reply(connection),
            statement=id,
            change=change,
            issuer=issuer,
            issuer_name=name,
            text=text,
            language=language or None,
            received=received,
            by=by,
            at=dt.datetime.now(dt.UTC),
        )
        made = replace(made, signature=get_signer(connection).sign(made.unsigned()).hex())
        replies.add_reply(connection, kept.n, made)
        touch([kept.n])
    return made
