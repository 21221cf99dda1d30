"""Another archive of ours into this one: the same captures once, the two ledgers side by side.

Captures come in the order of that archive's ledger, with every observation of them, so that
versions are numbered as there and stood when they stood there. What is withheld there stays there.
"""

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace

from onrecord.archive.counts import Counts
from onrecord.archive.importing.beside import bring_beside
from onrecord.archive.importing.records import Lying, Order
from onrecord.archive.importing.running import Sources, bring_in
from onrecord.archive.opening import CHECKPOINTS, LEDGER, STAMP_FILE, Archive
from onrecord.archive.toml_file import changing
from onrecord.archive.worked import Failed
from onrecord.archive.working import Job
from onrecord.capture.reading import file_uri
from onrecord.store import captures, observations, sources
from onrecord.store.settings import get_setting
from onrecord.store.sources import Source

LEDGERS = "ledgers"  # the folder of other archives' ledgers, one each, by their archive's id
_COMPARED = 256  # files of a source, by which it is known to be the same


def import_archive(archive: Archive, other: Archive) -> Counts:
    """Bring in all that another archive has captured and observed; return what came of it."""
    _adopt_issuers(archive, other)
    with other.database.reading() as connection:
        known = sources.list_sources(connection)
        archive_id = get_setting(connection, "archive_id")

    def orders(here: Sources, job: Job) -> Iterator[Order]:
        jobs = {}
        for source in known:
            name = _name_of(archive, other, source)
            own = here.save(name, source.issuer, source.columns)
            jobs[source.id] = replace(job, source=own.name, issuer=own.issuer, columns=own.columns)
        return _orders(other, jobs, {source.id: file_uri(source.name, "") for source in known})

    failures: list[Failed] = []

    def after() -> None:
        failures.extend(bring_beside(archive, other))
        with other.database.reading() as theirs, archive.database.writing() as ours:
            observations.add_unknown(ours, list(observations.list_without_capture(theirs)))
        _keep_ledger(archive, other, archive_id)

    name = known[0].name if known else "imported"
    counts = bring_in(archive, orders, source=_free(archive, other, name, known), after=after)
    counts.failures += failures
    return counts


def _orders(other: Archive, jobs: dict[int, Job], roots: dict[int, str]) -> Iterator[Order]:
    """Yield the captures in the order of their ledger; `roots` begin the URIs of files."""
    with other.database.reading() as connection:
        for kept in captures.list_captures(connection):
            if captures.holds_withheld(connection, kept.seq):
                continue
            yield Lying(
                files=other.capture_files,
                file=kept.warc,
                offset=kept.offset,
                length=kept.length,
                job=jobs[kept.source_id],
                kept=kept,
                is_file=kept.uri.startswith(roots[kept.source_id]),
                observed=tuple(observations.list_of_capture(connection, kept.seq)),
            )


def _free(archive: Archive, other: Archive, name: str, known: list[Source]) -> str:
    source = next((one for one in known if one.name == name), None)
    return _name_of(archive, other, source) if source else name


def _name_of(archive: Archive, other: Archive, source: Source) -> str:
    """The source's own name, unless a source of that name is here with other files.

    As a folder that was moved is known by its files: at least half of those that both have by
    path are the same byte for byte.
    """
    with other.database.reading() as connection:
        theirs = captures.digests_of_source(connection, source.id, _COMPARED)
    for number in itertools.count(1):
        name = source.name if number == 1 else f"{source.name}-{number}"
        with archive.database.reading() as connection:
            here = sources.find_source(connection, name)
            ours = captures.digests_by_path(connection, here.id, list(theirs)) if here else {}
        same = sum(1 for path, digests in ours.items() if digests & theirs[path])
        if here is None or 2 * same >= len(ours):
            return name
    raise AssertionError("names never run out")


def _adopt_issuers(archive: Archive, other: Archive) -> None:
    """Let onrecord.toml name the issuers that are named there, so that they are known here too."""
    known = {issuer.id for issuer in archive.config.registry.issuers}
    fresh = [one for one in other.config.registry.issuers if one.id not in known]
    if not fresh:
        return
    import tomlkit

    with changing(archive.folder) as document:
        tables = document.setdefault("issuers", tomlkit.aot())
        for issuer in fresh:
            table = tomlkit.table()
            table.update({"id": issuer.id, "name": issuer.name})
            if issuer.country is not None:
                table.add("country", issuer.country)
            if issuer.time_zone is not None:
                table.add("time_zone", issuer.time_zone)
            table.add("domains", list(issuer.domains))
            if issuer.names:
                table.add("names", dict(issuer.names))
            tables.append(table)
    archive.__dict__.pop("config", None)


def _keep_ledger(archive: Archive, other: Archive, archive_id: str) -> None:
    """Keep that archive's ledger, checkpoints and stamps: they prove what was there when."""
    folder = archive.folder / LEDGERS / archive_id
    folder.mkdir(parents=True, exist_ok=True)
    for name in (LEDGER, CHECKPOINTS, STAMP_FILE):
        if (other.folder / name).exists():
            partial = folder / f"{name}.partial"
            shutil.copyfile(other.folder / name, partial)
            partial.replace(folder / name)
