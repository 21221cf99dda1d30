"""The store of accounts: users.sqlite, apart from the record.

Accounts are of a site and not of the archive: who copies an archive to another desk takes no
password with it. Nothing here can be turned back into a password or a token: of passwords there are
Argon2 hashes, of tokens and sessions SHA-256 digests (they are random, so that a digest is enough).
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    text,
    update,
)

from onrecord.errors import NotFoundError, SchemaVersionError
from onrecord.model.account import Deed, Token, User, UserRole
from onrecord.model.instant import format_instant, parse_instant
from onrecord.store.database import mendable
from onrecord.store.dialects.sqlite import Sqlite

VERSION = 1
metadata = MetaData()
users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("password", String, nullable=False),  # Argon2id, with its parameters and salt
    Column("role", String, nullable=False),
    Column("made_at", String, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("until", String, nullable=False),
)
tokens = Table(
    "tokens",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("used_at", String),
    Column("revoked_at", String),
)
deeds = Table(
    "deeds",  # never changed nor deleted
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("user", String, nullable=False),
    Column("what", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("why", Text, nullable=False),
)


class AccountDatabase:
    """users.sqlite, made when it is first written to. Any thread may use it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._dialect = Sqlite(path)
        with mendable(self._dialect):
            self._engine = self._dialect.make_engine()
            with self._engine.begin() as connection:
                version = connection.execute(text("PRAGMA user_version")).scalar_one()
                if version > VERSION:
                    raise SchemaVersionError(
                        "users.sqlite was written by a newer onrecord; upgrade onrecord",
                        path=path.name,
                    )
                metadata.create_all(connection)
                path.chmod(0o600)
                connection.execute(text(f"PRAGMA user_version = {VERSION}"))

    @contextmanager
    def working(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back on any error."""
        with mendable(self._dialect), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def add_user(
    connection: Connection, name: str, password: str, role: UserRole, at: dt.datetime
) -> None:
    connection.execute(
        insert(users).values(name=name, password=password, role=role.value, made_at=_written(at))
    )


def find_user(connection: Connection, name: str) -> tuple[User, str] | None:
    """Return a user and the hash of the password; None where there is none of that name."""
    row = connection.execute(select(users).where(users.c.name == name)).one_or_none()
    return None if row is None else (_user(row), row.password)


def list_users(connection: Connection) -> list[User]:
    return [_user(row) for row in connection.execute(select(users).order_by(users.c.name))]


def change_user(connection: Connection, name: str, **values: str) -> None:
    """Change a user's password or role and end the user's sessions; raises NotFoundError."""
    found = find_user(connection, name)
    if found is None:
        raise NotFoundError("no user of that name; list them with `onrecord user list`", name=name)
    connection.execute(update(users).where(users.c.name == name).values(**values))
    connection.execute(delete(sessions).where(sessions.c.user_id == found[0].id))


def remove_user(connection: Connection, name: str) -> None:
    """Remove a user with all sessions and tokens; raises NotFoundError."""
    if not connection.execute(delete(users).where(users.c.name == name)).rowcount:
        raise NotFoundError("no user of that name; list them with `onrecord user list`", name=name)


def add_session(connection: Connection, sha256: str, user: User, until: dt.datetime) -> None:
    connection.execute(
        insert(sessions).values(sha256=sha256, user_id=user.id, until=_written(until))
    )


def find_session(connection: Connection, sha256: str, at: dt.datetime) -> User | None:
    """Return whose session it is; None where it is none or has ended."""
    row = connection.execute(
        select(users)
        .join(sessions, sessions.c.user_id == users.c.id)
        .where(sessions.c.sha256 == sha256, sessions.c.until > _written(at))
    ).one_or_none()
    return None if row is None else _user(row)


def end_session(connection: Connection, sha256: str, at: dt.datetime) -> None:
    """End a session, and forget those that have ended by themselves."""
    connection.execute(
        delete(sessions).where((sessions.c.sha256 == sha256) | (sessions.c.until <= _written(at)))
    )


def add_token(
    connection: Connection, sha256: str, user: User, name: str, role: UserRole, at: dt.datetime
) -> int:
    made = connection.execute(
        insert(tokens)
        .values(sha256=sha256, user_id=user.id, name=name, role=role.value, made_at=_written(at))
        .returning(tokens.c.id)
    )
    return int(made.scalar_one())


def find_token(connection: Connection, sha256: str) -> tuple[Token, User] | None:
    """Return a token that stands and its user; None where it is none or was revoked."""
    row = connection.execute(
        _TOKENS.where(tokens.c.sha256 == sha256, tokens.c.revoked_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    found = find_user(connection, row.user)
    return None if found is None else (_token(row), found[0])


def mark_used(connection: Connection, id: int, at: dt.datetime) -> None:
    connection.execute(update(tokens).where(tokens.c.id == id).values(used_at=_written(at)))


def list_tokens(connection: Connection) -> list[Token]:
    """Return all tokens, those that were revoked too, in the order in which they were made."""
    return [_token(row) for row in connection.execute(_TOKENS.order_by(tokens.c.id))]


def revoke_token(connection: Connection, id: int, at: dt.datetime) -> None:
    """Let a token open nothing any more; raises NotFoundError."""
    done = connection.execute(
        update(tokens)
        .where(tokens.c.id == id, tokens.c.revoked_at.is_(None))
        .values(revoked_at=_written(at))
    )
    if not done.rowcount:
        raise NotFoundError("no token of that number stands; see `onrecord token list`", id=id)


def add_deed(connection: Connection, deed: Deed) -> None:
    connection.execute(
        insert(deeds).values(
            at=_written(deed.at),
            user=deed.user,
            what=deed.what,
            subject=deed.subject,
            why=deed.why,
        )
    )


def list_deeds(connection: Connection, limit: int) -> list[Deed]:
    """Return what was done, the newest first."""
    rows = connection.execute(select(deeds).order_by(deeds.c.n.desc()).limit(limit))
    return [
        Deed(
            at=parse_instant(row.at),
            user=row.user,
            what=row.what,
            subject=row.subject,
            why=row.why,
        )
        for row in rows
    ]


_TOKENS = select(tokens, users.c.name.label("user")).join(users, users.c.id == tokens.c.user_id)


def _written(at: dt.datetime) -> str:
    return format_instant(at)


def _user(row: Row[Any]) -> User:
    return User(
        id=row.id, name=row.name, role=UserRole(row.role), made_at=parse_instant(row.made_at)
    )


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        user=row.user,
        name=row.name,
        role=UserRole(row.role),
        made_at=parse_instant(row.made_at),
        used_at=parse_instant(row.used_at) if row.used_at else None,
        revoked_at=parse_instant(row.revoked_at) if row.revoked_at else None,
    )
