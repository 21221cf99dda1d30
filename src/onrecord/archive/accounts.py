"""The accounts of an archive's site: who may come in, as what, and what editors did.

Passwords are hashed with Argon2id as RFC 9106 recommends for where memory is short (argon2-cffi's
own defaults). Tokens and sessions are 256 random bits.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from onrecord.errors import ConfigError
from onrecord.model.account import Deed, Token, User, UserRole
from onrecord.store import accounts
from onrecord.store.accounts import AccountDatabase

FILE = "users.sqlite"
A_SESSION = dt.timedelta(days=14)
SHORTEST, LONGEST = 12, 1024  # characters of a password
LONGEST_NAME = 64
MARK = "onr_"  # begins a token, so that one that leaks can be found by it
_USED = dt.timedelta(minutes=5)  # how exactly the last use of a token is told
_HASHER = PasswordHasher()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Accounts:
    """The accounts of the archive in a folder; for any thread."""

    def __init__(self, folder: Path, now: Callable[[], dt.datetime] = _now) -> None:
        self._path = folder / FILE
        self._now = now

    @cached_property
    def _database(self) -> AccountDatabase:
        return AccountDatabase(self._path)

    def has_users(self) -> bool:
        """Return whether anybody can sign in; makes no file."""
        return self._path.exists() and bool(self.list_users())

    def list_users(self) -> list[User]:
        """Return the users by name."""
        with self._database.working() as connection:
            return accounts.list_users(connection)

    def add_user(self, name: str, password: str, role: UserRole) -> None:
        """Add a user; raises ConfigError for a name that is taken, or a name or password that won't
        do."""
        if not name.isprintable() or not name.strip() or len(name) > LONGEST_NAME:
            raise ConfigError(f"a user's name has 1 to {LONGEST_NAME} printable characters")
        hashed = _hashed(password)
        with self._database.working() as connection:
            if accounts.find_user(connection, name):
                raise ConfigError("there is a user of that name already", name=name)
            accounts.add_user(connection, name, hashed, role, self._now())

    def set_password(self, name: str, password: str) -> None:
        """Give a user another password and end the user's sessions; raises NotFoundError."""
        hashed = _hashed(password)
        with self._database.working() as connection:
            accounts.change_user(connection, name, password=hashed)

    def set_role(self, name: str, role: UserRole) -> None:
        """Give a user another role and end the user's sessions; raises NotFoundError."""
        with self._database.working() as connection:
            accounts.change_user(connection, name, role=role.value)

    def remove_user(self, name: str) -> None:
        """Remove a user with all sessions and tokens; raises NotFoundError."""
        with self._database.working() as connection:
            accounts.remove_user(connection, name)

    def sign_in(self, name: str, password: str) -> str | None:
        """Return the secret of a new session; None where name and password don't fit.

        A wrong name takes as long as a wrong password.
        """
        with self._database.working() as connection:
            found = accounts.find_user(connection, name)
        user, hashed = found or (None, _nobody())
        if len(password) > LONGEST or not _fits(hashed, password) or user is None:
            return None
        secret = secrets.token_urlsafe(32)
        with self._database.working() as connection:
            if _HASHER.check_needs_rehash(hashed):
                accounts.change_user(connection, name, password=_HASHER.hash(password))
            accounts.add_session(connection, _digest(secret), user, self._now() + A_SESSION)
        return secret

    def of_session(self, secret: str) -> User | None:
        """Return whose session a secret is; None where it is nobody's any more."""
        with self._database.working() as connection:
            return accounts.find_session(connection, _digest(secret), self._now())

    def sign_out(self, secret: str) -> None:
        """End a session."""
        with self._database.working() as connection:
            accounts.end_session(connection, _digest(secret), self._now())

    def add_token(self, user: str, name: str, role: UserRole) -> tuple[int, str]:
        """Return a new token's number and the token, which can't be told again.

        Raises ConfigError where there is no such user, or its user may do less than the token.
        """
        token = MARK + secrets.token_urlsafe(32)
        with self._database.working() as connection:
            found = accounts.find_user(connection, user)
            if found is None:
                raise ConfigError("no user of that name", name=user)
            if not found[0].role.allows(role):
                raise ConfigError("a token may do no more than its user", role=found[0].role.value)
            number = accounts.add_token(
                connection, _digest(token), found[0], name, role, self._now()
            )
        return number, token

    def of_token(self, token: str) -> User | None:
        """Return a token's user with what the token may do as the role; None where it opens
        nothing."""
        with self._database.working() as connection:
            found = accounts.find_token(connection, _digest(token))
            if found is None:
                return None
            kept, user = found
            if kept.used_at is None or self._now() - kept.used_at > _USED:
                accounts.mark_used(connection, kept.id, self._now())
        role = kept.role if user.role.allows(kept.role) else user.role
        return User(id=user.id, name=user.name, role=role, made_at=user.made_at)

    def list_tokens(self) -> list[Token]:
        """Return all tokens, those revoked too."""
        with self._database.working() as connection:
            return accounts.list_tokens(connection)

    def revoke_token(self, id: int) -> None:
        """Let a token open nothing any more; raises NotFoundError."""
        with self._database.working() as connection:
            accounts.revoke_token(connection, id, self._now())

    def note(self, user: str, what: str, subject: str, why: str = "") -> None:
        """Write down what an editor or admin did."""
        deed = Deed(at=self._now(), user=user, what=what, subject=subject, why=why)
        with self._database.working() as connection:
            accounts.add_deed(connection, deed)

    def list_deeds(self, limit: int = 200) -> list[Deed]:
        """Return what editors and admins did, the newest first."""
        with self._database.working() as connection:
            return accounts.list_deeds(connection, limit)

    def close(self) -> None:
        if "_database" in self.__dict__:
            self._database.close()


@cache
def _nobody() -> str:
    """What the password of a wrong name is checked against."""
    return _HASHER.hash(secrets.token_hex())


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise ConfigError(f"a password has {SHORTEST} to {LONGEST} characters")
    return _HASHER.hash(password)


def _fits(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
