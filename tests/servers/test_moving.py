"""An archive is brought to other places and back: the same rows, bytes and words; resumable."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.archive.filled import write_releases
from tests.postgresql import Server
from tests.versitygw import BucketServer

from onrecord.archive import moving
from onrecord.archive.adding import add
from onrecord.archive.exporting import export
from onrecord.archive.finding import FILE
from onrecord.archive.making import init_archive
from onrecord.archive.moving import Places, move
from onrecord.archive.opening import Archive, open_archive
from onrecord.archive.verifying.verify import verify
from onrecord.errors import ConfigError, FixityError
from onrecord.store import copying

HERE = Places(store=None, captures=None)


def silent(_message: str) -> None:
    """Hear nothing."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A filled archive whose settings have a comment; it is closed again."""
    with init_archive(tmp_path / "source") as archive:
        add(archive, write_releases(tmp_path / "releases", 6))
        add(archive, write_releases(tmp_path / "more", 3))
        settings = (archive.folder / FILE).read_text("utf-8")
        (archive.folder / FILE).write_text(f"# kept by the desk\n{settings}", "utf-8")
    return tmp_path / "source"


def said(archive: Archive) -> bytes:
    return b"".join(export(archive, "jsonl", None))


def test_an_archive_goes_to_servers_and_comes_back(
    source: Path, tmp_path: Path, postgresql: Server, bucket_server: BucketServer
) -> None:
    there = Places(store=postgresql.new_database(), captures=bucket_server.new_bucket())
    with (
        move(source, tmp_path / "there", there, say=silent) as servers,
        move(tmp_path / "there", tmp_path / "back", HERE, say=silent) as back,
        open_archive(source) as first,
    ):
        assert not (servers.folder / "record.sqlite").exists()
        assert list(servers.captures_folder.rglob("*.warc.gz")) == []
        assert said(servers) == said(back) == said(first)
        assert servers.search("ferry").total == 9
        assert add(servers, write_releases(tmp_path / "releases", 7)).new == 1
        assert list(verify(servers)) == []
        assert list(verify(back)) == []
        settings = (back.folder / FILE).read_text("utf-8")
        assert settings == (source / FILE).read_text("utf-8")
        assert "# kept by the desk" in (servers.folder / FILE).read_text("utf-8")
        for path in source.rglob("*.warc.gz"):
            same = back.folder / path.relative_to(source)
            assert same.read_bytes() == path.read_bytes()


def some_of(lacking: Any, most: int) -> Any:
    """Yield batches as that does, so many altogether, and break off."""
    batches = count()

    def yielding(*given: Any) -> Iterator[Any]:
        for some in lacking(*given):
            if next(batches) == most:
                raise KeyboardInterrupt
            yield some

    return yielding


@pytest.mark.parametrize("broken", ["rows", "captures", "check"])
def test_a_migration_that_was_interrupted_is_taken_up(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if broken == "rows":
            patch.setattr(copying, "ROWS", 2)
            patch.setattr(copying, "_lacking", some_of(copying._lacking, 9))
        elif broken == "captures":
            patch.setattr(moving, "_bring_files", fail)
        else:
            patch.setattr(moving, "_check", fail)
        with pytest.raises(KeyboardInterrupt):
            move(source, tmp_path / "target", HERE, say=silent)
    with pytest.raises(ConfigError, match="no archive"):
        open_archive(tmp_path / "target")
    with pytest.raises(ConfigError, match="another migration"):
        move(source, tmp_path / "target", Places(store=None, captures="s3://a/b"), say=silent)
    told: list[str] = []
    with move(source, tmp_path / "target", HERE, say=told.append) as target:
        assert list(verify(target)) == []
        assert not (target.folder / moving.UNDER_WAY).exists()
    assert ("brought 0 rows" in told) == (broken != "rows")
    with pytest.raises(ConfigError, match="not empty"):
        move(source, tmp_path / "target", HERE, say=silent)


def test_damage_comes_to_light(source: Path, tmp_path: Path) -> None:
    with open_archive(source) as archive:
        (path, *_) = archive.captures_folder.rglob("*.warc.gz")
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)
    with pytest.raises(FixityError, match="not what was recorded"):
        move(source, tmp_path / "target", HERE, say=silent)
    assert not (tmp_path / "target" / FILE).exists()
