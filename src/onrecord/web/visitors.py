"""Who asks: a user by session or token, anybody where reading is open, nobody else."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import Scope

from onrecord.archive.accounts import Accounts
from onrecord.archive.web_settings import WebSettings
from onrecord.model.account import UserRole

SESSION = "session"  # the cookie
VISITOR = "onrecord.visitor"  # in the scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who may come in. `name` is None for who did not sign in; `session` the secret of the
    session, which is how a form shows that it is the visitor's own; `by_token` for programs."""

    role: UserRole
    name: str | None = None
    session: str | None = None
    by_token: bool = False

    def may(self, role: UserRole) -> bool:
        return self.role.allows(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitors:
    """How visitors are told. `is_local` says that only this machine can reach the site."""

    accounts: Accounts
    settings: WebSettings
    is_local: bool

    def find(self, *, session: str | None, token: str | None) -> Visitor | None:
        """Return who asks; None for somebody who may not even read, or whose token is none."""
        if token is not None:
            user = self.accounts.of_token(token)
            return None if user is None else Visitor(role=user.role, name=user.name, by_token=True)
        has_users = self.accounts.has_users()
        if session is not None and has_users:
            user = self.accounts.of_session(session)
            if user is not None:
                return Visitor(role=user.role, name=user.name, session=session)
        is_reached = bool(self.settings.hosts)  # through a proxy, by others too
        if not has_users and self.is_local:
            return Visitor(role=UserRole.READER if is_reached else UserRole.ADMIN)
        if self.settings.public or (self.is_local and not is_reached):
            return Visitor(role=UserRole.READER)
        return None


def keep_visitor(scope: Scope, visitor: Visitor) -> None:
    scope[VISITOR] = visitor


def visitor_of(request: Request) -> Visitor:
    """Return who asks; a reader where nobody was asked (an error before the guard)."""
    visitor = request.scope.get(VISITOR)
    return visitor if isinstance(visitor, Visitor) else Visitor(role=UserRole.READER)
