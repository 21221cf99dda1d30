"""What comes in is what went out: the same records byte for byte, the same statements."""

from pathlib import Path

import pytest
from tests.archive.importing.conftest import beside, lines, make_here, members
from tests.web.history import DAYS, PAGE, noon

from onrecord.archive.adding import add
from onrecord.archive.exporting import export
from onrecord.archive.importing.choosing import import_paths
from onrecord.archive.opening import open_archive
from onrecord.archive.verifying.verify import verify
from onrecord.errors import CaptureError, ConfigError
from onrecord.store.observations import list_observed


def write_export(there: Path, folder: Path) -> list[Path]:
    with open_archive(there) as archive:
        for form, name in (("jsonl", "lines.jsonl"), ("warc", "captures.warc.gz")):
            (folder / name).write_bytes(b"".join(export(archive, form, None)))
    return [folder / "lines.jsonl", folder / "captures.warc.gz"]


def test_another_archive_comes_in_whole(there: Path, tmp_path: Path) -> None:
    with open_archive(there) as other, make_here(tmp_path / "here") as here:
        counts = import_paths(here, [there])
        assert counts.failed == 0
        assert counts.new == other.statements.count()
        assert members(here) == members(other)
        assert lines(here) == lines(other)
        assert beside(here) == beside(other) != []
        assert list(verify(here)) == []
        with other.database.reading() as theirs, here.database.reading() as ours:
            assert list(list_observed(ours, PAGE)) != []
            assert [one.at for one in list_observed(ours, PAGE)] == [noon(day) for day in DAYS]
            assert len(list(list_observed(theirs, PAGE))) == len(DAYS)
        (ledger,) = (tmp_path / "here" / "ledgers").iterdir()
        assert (ledger / "ledger.jsonl").read_bytes() == (there / "ledger.jsonl").read_bytes()
        assert here.search("ferry").total == other.search("ferry").total > 0


def test_what_is_here_already_comes_in_once(there: Path, tmp_path: Path) -> None:
    with make_here(tmp_path / "here") as here:
        import_paths(here, [there])
        before = lines(here), members(here), (tmp_path / "here" / "ledger.jsonl").read_bytes()
        counts = import_paths(here, [there])
        assert (counts.new, counts.versions, counts.failed) == (0, 0, 0)
        assert lines(here) == before[0]
        assert members(here) == before[1]
        assert len(beside(here)) == 1
        assert (tmp_path / "here" / "ledger.jsonl").read_bytes() == before[2]


def test_two_archives_are_merged_each_source_under_a_name_of_its_own(
    there: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "velmaria-mfa"
    with open_archive(there) as other:
        kept = next(one for one in other.captures.list() if one.uri.startswith("file:"))
        source, path = kept.uri.removeprefix("file:").split("/", 1)
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text("Statement of the harbour office\n\nThe harbour is open.", "utf-8")
    with make_here(tmp_path / "here") as here:
        add(here, folder, source=source)
        own = members(here)
        counts = import_paths(here, [there])
        assert counts.failed == 0
        with open_archive(there) as other:
            renamed = {
                (uri.replace(f"file:{source}/", f"file:{source}-2/"), digest): member
                for (uri, digest), member in members(other).items()
            }
            assert set(members(here).values()) == {*own.values(), *renamed.values()}
            assert here.statements.count() == other.statements.count() + 1
        assert list(verify(here)) == []


def test_what_is_withheld_there_stays_there(there: Path, tmp_path: Path) -> None:
    import shutil

    from sqlalchemy import update

    from onrecord.store.schema import statements

    shutil.copytree(there, tmp_path / "there")
    with open_archive(tmp_path / "there") as other:
        gone = next(iter(other.statements.ids()))
        with other.database.writing() as connection:
            connection.execute(
                update(statements).where(statements.c.id == gone).values(withheld=True)
            )
        with make_here(tmp_path / "here") as here:
            import_paths(here, [tmp_path / "there"])
            assert gone not in set(here.statements.ids())


def test_an_export_restores_records_and_statements(there: Path, tmp_path: Path) -> None:
    paths = write_export(there, tmp_path)
    with open_archive(there) as other, make_here(tmp_path / "here", there) as here:
        counts = import_paths(here, paths)
        assert counts.failed == 0
        exported = {c["payload_sha256"] for one in lines(other).values() for c in one["captures"]}
        expected = {key: kept for key, kept in members(other).items() if key[1] in exported}
        assert members(here) == expected
        assert lines(here) == lines(other)
        assert list(verify(here)) == []
        again = (tmp_path / "again.warc.gz", tmp_path / "captures.warc.gz")
        again[0].write_bytes(b"".join(export(here, "warc", None)))
        assert sorted(_records(again[0])) == sorted(_records(again[1]))


def test_a_warc_alone_restores_the_records(there: Path, tmp_path: Path) -> None:
    _, warc = write_export(there, tmp_path)
    with open_archive(there) as other, make_here(tmp_path / "here", there) as here:
        import_paths(here, [warc])
        assert set(members(here).values()) <= set(members(other).values())
        assert set(here.statements.ids()) == set(other.statements.ids())


def test_what_is_nothing_known_is_told(there: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", "utf-8")
    (tmp_path / "bad.jsonl").write_text("{}\n", "utf-8")
    _, warc = write_export(there, tmp_path)
    with make_here(tmp_path / "here") as here:
        for paths in (
            [tmp_path / "nothing"],
            [tmp_path / "notes.txt"],
            [tmp_path / "here"],
            [there, there],
            [tmp_path / "lines.jsonl"],
        ):
            with pytest.raises(ConfigError):
                import_paths(here, paths)
        with pytest.raises(CaptureError, match="export jsonl"):
            import_paths(here, [tmp_path / "bad.jsonl", warc])
        assert here.statements.count() == 0


def _records(path: Path) -> list[bytes]:
    """The gzip members of a file."""
    data, found = path.read_bytes(), []
    while data:
        import zlib

        engine = zlib.decompressobj(31)
        engine.decompress(data)
        found.append(data[: len(data) - len(engine.unused_data)])
        data = engine.unused_data
    return found
