"""Who may come in: users, their roles, and the tokens of programs."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class UserRole(StrEnum):
    """What somebody may do; each may do what those before may."""

    READER = "reader"
    EDITOR = "editor"  # adds, corrects, withholds
    ADMIN = "admin"  # reads what editors did, expunges

    def allows(self, needed: "UserRole") -> bool:
        """Return whether this role may do what another one may.

        >>> UserRole.EDITOR.allows(UserRole.READER), UserRole.READER.allows(UserRole.EDITOR)
        (True, False)
        """
        order = list(UserRole)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who signs in. A password is never more than its hash, which stays in the store."""

    id: int
    name: str
    role: UserRole
    made_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a program shows in the place of a password. It may do what its role may and no more than
    its user may."""

    id: int
    user: str
    name: str
    role: UserRole
    made_at: dt.datetime
    used_at: dt.datetime | None
    revoked_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an editor or admin did: `subject` is the id of what was changed, `why` their words."""

    at: dt.datetime
    user: str
    what: str
    subject: str
    why: str
