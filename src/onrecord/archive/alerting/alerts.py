"""[[alerts]] and [smtp] of onrecord.toml: whom to tell of which changes, and by which way."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.archive.config import read_values
from onrecord.errors import ConfigError
from onrecord.model.version import ChangeKind

PASSWORD = "ONRECORD_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
_ADDRESS = re.compile(r"[^@\s,;<>\x00-\x1f]+@[^@\s,;<>\x00-\x1f]+")
_EVERY = re.compile(r"(\d+(?:\.\d+)?)\s*(m|h|d)")
_SECONDS = {"m": 60.0, "h": 3600.0, "d": 86400.0}
_SECURE = ("starttls", "tls", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """A mail server. `secure` is starttls, tls or no; the password is the environment's."""

    host: str
    port: int
    sender: str
    secure: str = "starttls"
    user: str | None = None

    @property
    def password(self) -> str:
        return os.environ.get(PASSWORD, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Whom to tell: `mail` addresses or a `webhook`; of `kinds` alone, and of statements that
    answer `query`; at most once in `every` seconds. `site` is where the archive is served."""

    name: str
    mail: tuple[str, ...] = ()
    webhook: str | None = None
    query: str | None = None
    kinds: frozenset[ChangeKind] = frozenset(ChangeKind)
    every: float = 0.0
    site: str | None = None


def list_alerts(folder: Path) -> list[Alert]:
    """Return the alerts of an archive in the order of its onrecord.toml; raises ConfigError."""
    return [_alert(row) for row in read_values(folder).get("alerts", [])]


def get_smtp(folder: Path) -> Smtp:
    """Return the mail server; raises ConfigError where there is none or it is wrong."""
    values = read_values(folder).get("smtp")
    if not isinstance(values, dict):
        raise ConfigError("an alert by mail needs [smtp] in onrecord.toml: host, port, from")
    secure = values.get("secure", "starttls")
    if secure not in _SECURE:
        raise ConfigError(f"secure of [smtp] in onrecord.toml is one of: {', '.join(_SECURE)}")
    try:
        return Smtp(
            host=str(values["host"]),
            port=int(values.get("port", 465 if secure == "tls" else 587)),
            sender=_address("[smtp]", values["from"]),
            secure=secure,
            user=str(values["user"]) if "user" in values else None,
        )
    except KeyError as error:
        raise ConfigError(f"[smtp] in onrecord.toml has no {error}") from error
    except ValueError as error:
        raise ConfigError("port of [smtp] in onrecord.toml is a number") from error


def _alert(row: Mapping[str, Any]) -> Alert:
    name = str(row.get("name", "")).strip()
    if not name:
        raise ConfigError("an entry of [[alerts]] in onrecord.toml has no name")
    mail = row.get("mail", [])
    addresses = [mail] if isinstance(mail, str) else list(mail)
    webhook = row.get("webhook")
    if bool(addresses) == bool(webhook):
        raise ConfigError(f"the alert {name!r} has either mail or a webhook")
    if webhook and not str(webhook).startswith(("http://", "https://")):
        raise ConfigError(f"the webhook of the alert {name!r} is no address of the web")
    return Alert(
        name=name,
        mail=tuple(_address(f"the alert {name!r}", one) for one in addresses),
        webhook=str(webhook) if webhook else None,
        query=str(row["query"]) if "query" in row else None,
        kinds=_kinds(name, row.get("kinds")),
        every=_every(name, row.get("every")),
        site=str(row["site"]).rstrip("/") if "site" in row else None,
    )


def _address(where: str, value: object) -> str:
    if not _ADDRESS.fullmatch(str(value)):
        raise ConfigError(f"{value!r} in {where} of onrecord.toml is no mail address")
    return str(value)


def _kinds(name: str, kinds: object) -> frozenset[ChangeKind]:
    if kinds is None:
        return frozenset(ChangeKind)
    try:
        return frozenset(map(ChangeKind, kinds))  # type: ignore[call-overload]  # TOML's own
    except (TypeError, ValueError) as error:
        raise ConfigError(
            f"kinds of the alert {name!r} is a list of: {', '.join(ChangeKind)}"
        ) from error


def _every(name: str, every: object) -> float:
    found = _EVERY.fullmatch("0m" if every is None else str(every).strip())
    if found is None:
        raise ConfigError(f'every of the alert {name!r} is a time like "30m", "6h" or "1d"')
    return float(found[1]) * _SECONDS[found[2]]
