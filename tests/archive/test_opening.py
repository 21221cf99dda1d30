"""An archive is made once, found from below, and refuses what it is not."""

import os
import stat
from pathlib import Path

import pytest

from onrecord.archive.config import read_config
from onrecord.archive.finding import find_archive
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive
from onrecord.errors import ConfigError, StoreError
from onrecord.store.settings import get_setting


def test_a_new_archive_has_the_files_of_the_design(tmp_path: Path) -> None:
    init_archive(tmp_path / "a").close()
    names = {path.name for path in (tmp_path / "a").iterdir()}
    assert {"onrecord.toml", "captures", "ledger.jsonl", "record.sqlite"} <= names


def test_the_signing_key_lies_outside_and_is_the_owners_alone(
    tmp_path: Path, own_keys: Path
) -> None:
    with init_archive(tmp_path / "a") as archive, archive.database.reading() as connection:
        archive_id = get_setting(connection, "archive_id")
        assert len(bytes.fromhex(get_setting(connection, "public_key"))) == 32
    key = own_keys / f"{archive_id}.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert not list((tmp_path / "a").rglob("*.pem"))


def test_an_archive_or_a_full_folder_is_not_made_again(tmp_path: Path) -> None:
    init_archive(tmp_path / "a").close()
    with pytest.raises(StoreError, match="already"):
        init_archive(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x").touch()
    with pytest.raises(StoreError, match="not empty"):
        init_archive(tmp_path / "b")


def test_an_archive_is_found_from_a_folder_below(tmp_path: Path) -> None:
    init_archive(tmp_path / "a").close()
    assert find_archive(None, None, tmp_path / "a" / "captures") == tmp_path / "a"
    assert find_archive(None, "other", tmp_path / "a") == Path("other")
    assert find_archive("given", "other", tmp_path / "a") == Path("given")
    with pytest.raises(ConfigError, match="onrecord init"):
        find_archive(None, None, tmp_path)


def test_a_folder_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no archive"):
        open_archive(tmp_path)


@pytest.mark.parametrize(
    ("toml", "message"),
    [("[archive", "not valid TOML"), ('[[issuers]]\nid = "a"\n', "has no name")],
)
def test_a_wrong_toml_says_what_is_wrong(tmp_path: Path, toml: str, message: str) -> None:
    (tmp_path / "onrecord.toml").write_text(toml, "utf-8")
    with pytest.raises(ConfigError, match=message):
        read_config(tmp_path)


def test_issuers_are_found_by_id_and_by_the_longest_domain(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text(
        """
        [[issuers]]
        id = "gov"
        name = "Government of Talara"
        domains = ["talara.example"]
        [[issuers]]
        id = "mfa"
        name = "Ministry of Foreign Affairs of Talara"
        domains = ["mfa.talara.example"]
        names = { ru = "МИД Талары" }
        """,
        "utf-8",
    )
    registry = read_config(tmp_path).registry
    by_host = registry.find_by_host("www.mfa.talara.example")
    assert by_host is not None
    assert by_host.id == "mfa"
    assert registry.find_by_host("example") is None
    assert registry.find("gov") is not None


def test_no_path_of_the_machine_is_kept(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        digest = archive.root_digest(tmp_path)
        assert archive.root_digest(tmp_path) == digest
        assert archive.root_digest(tmp_path / "a") != digest
    for path in (tmp_path / "a").rglob("*"):
        if path.is_file():
            assert os.fsencode(tmp_path) not in path.read_bytes()
