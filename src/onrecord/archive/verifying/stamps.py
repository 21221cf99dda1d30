"""Time stamps against the checkpoints they are of, up to the certificates that people trust."""

from collections.abc import Iterator, Sequence

from onrecord.archive.anchoring import STAMPS, check_stamp, find_service
from onrecord.archive.opening import STAMP_FILE, Archive
from onrecord.archive.verifying.checkpoints import Signed
from onrecord.archive.verifying.fault import Fault
from onrecord.errors import ConfigError, FixityError
from onrecord.model.stamp import note_sha256, read_stamp
from onrecord.store.checking import read_settings


def check_stamps(archive: Archive, signed: Sequence[Signed]) -> Iterator[Fault]:
    """Yield each stamp that was altered or does not hold, and what is known to be missing.

    Where onrecord.toml names no roots, who stamped can't be told: no fault, and no anchor either.
    """
    with archive.dialect.reading_raw() as connection:
        kept = read_settings(connection).get(STAMPS, "0")
    by_digest = {note_sha256(one.note): one for one in signed}
    try:
        service = find_service(archive.folder)
    except ConfigError as error:
        archive.say(f"time stamps are not checked: {error}")
        service = None
    line = 0
    for line, data in enumerate(archive.stamps.list_lines(), 1):
        where = f"{STAMP_FILE} line {line}"
        try:
            stamp = read_stamp(data)
            one = by_digest.get(stamp.note_sha256)
            if one is None:
                yield Fault("stamp", where, "a checkpoint of this archive", stamp.note_sha256)
            elif service is not None:
                check_stamp(stamp, one.note, service)
        except (FixityError, ConfigError) as error:
            yield Fault("stamp", where, "a time stamp that holds", str(error))
    if not kept.isdecimal() or line < int(kept):
        yield Fault("stamp", STAMP_FILE, f"{kept} time stamps", str(line))
