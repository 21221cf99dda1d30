"""Anchoring: the last checkpoint shown to a time-stamp service outside, where one is configured.

A stamp bounds when the checkpoint was made, and so what its operator can have made up since. No
trouble with a service ends a run: what was not stamped now is stamped at the end of the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.archive.config import read_values
from onrecord.archive.opening import Archive
from onrecord.errors import ConfigError, FixityError, OnRecordError
from onrecord.model.checkpoint import UNANCHORED
from onrecord.model.instant import format_instant
from onrecord.model.stamp import Stamp, note_sha256, read_stamp
from onrecord.store.settings import set_setting

STAMPS = "stamps"  # the setting: how many time stamps are in their file
SECONDS = 30.0  # for an answer; a run waits for it


@dataclass(frozen=True, slots=True)
class StampService:
    """[time_stamps] of onrecord.toml: the service's address, and the PEM of whom to trust."""

    url: str
    roots: bytes


def find_service(folder: Path) -> StampService | None:
    """Return the time-stamp service of an archive; raises ConfigError for what it can't mean."""
    values = read_values(folder).get("time_stamps")
    if values is None:
        return None
    if not isinstance(values, dict) or not all(
        isinstance(values.get(name), str) for name in ("service", "roots")
    ):
        raise ConfigError(
            "[time_stamps] in onrecord.toml names a service (its address) and roots (a PEM file "
            "of the certificates by which its stamps are checked)"
        )
    try:
        return StampService(values["service"], (folder / values["roots"]).read_bytes())
    except OSError as error:
        raise ConfigError(
            f"the roots of [time_stamps] can't be read: {error.strerror}", file=values["roots"]
        ) from error


def stamp_last(archive: Archive) -> None:
    """Have the last checkpoint stamped where a service is configured and it is not yet.

    The caller holds the archive's lock. What goes wrong is said, not raised.
    """
    try:
        service = find_service(archive.folder)
        *_, note = [None, *archive.checkpoints.list_notes()]
        if service is None or note is None or any(list_stamps(archive, note)):
            return
        stamp = Stamp(
            note_sha256=note_sha256(note),
            service=service.url,
            response=_ask(archive, service, note),
        )
        count = archive.stamps.append(stamp)
        with archive.database.writing() as connection:
            set_setting(connection, STAMPS, str(count))
    except OnRecordError as error:
        archive.say(f"the checkpoint has no time stamp: {error}")


def list_stamps(archive: Archive, note: str) -> Iterator[Stamp]:
    """Yield the stamps of a signed note; damaged lines are for `verify` to tell of."""
    digest = note_sha256(note)
    for line in archive.stamps.list_lines():
        try:
            stamp = read_stamp(line)
        except FixityError:
            continue
        if stamp.note_sha256 == digest:
            yield stamp


def describe_anchor(archive: Archive, note: str) -> str:
    """Say for people what stands behind a checkpoint: who stamped it and when, or nobody."""
    why = ""
    try:
        service = find_service(archive.folder)
        for stamp in list_stamps(archive, note):
            if service is None:
                why = " (it has a time stamp, but onrecord.toml names no roots to check it by)"
                continue
            return f"time-stamped {check_stamp(stamp, note, service)} by {stamp.service}"
    except OnRecordError as error:
        why = f" ({error})"
    return UNANCHORED + why


def check_stamp(stamp: Stamp, note: str, service: StampService) -> str:
    """Return the instant of a stamp that holds for a note; raises FixityError and ConfigError."""
    from onrecord.store.time_stamp import check_response, read_roots  # brings X.509 with it

    at = check_response(stamp.response, note.encode(), read_roots(service.roots))
    return format_instant(at)


def _ask(archive: Archive, service: StampService, note: str) -> bytes:
    """Return a service's answer, once it holds."""
    from onrecord.archive.watching.options import read_options  # what is of the web costs time
    from onrecord.capture.http.posting import post
    from onrecord.store.time_stamp import REQUEST, check_response, make_request, read_roots

    roots = read_roots(service.roots)
    request, nonce = make_request(note.encode())
    manners = replace(read_options(archive).manners, whole_seconds=SECONDS)
    answer = post(service.url, request, REQUEST, manners)
    if answer.status != 200:
        why = answer.why or f"status {answer.status}"
        raise ConfigError(f"the service does not answer: {why}", service=service.url)
    check_response(answer.body, note.encode(), roots, nonce=nonce)
    return answer.body
