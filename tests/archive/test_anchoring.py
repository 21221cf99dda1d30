"""Checkpoints are stamped by a service outside, and no stamp can be altered, lost or made up."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.filled import filled, write_releases
from tests.archive.test_packing import IDS, altered, checked
from tests.time_stamping import TimeStampService, stamping

from onrecord.archive.adding import add
from onrecord.archive.finding import FILE
from onrecord.archive.importing.choosing import import_paths
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive, open_archive
from onrecord.archive.packing import pack
from onrecord.archive.verifying.checkpoints import describe_last, read_checkpoints
from onrecord.archive.verifying.stamps import check_stamps
from onrecord.archive.verifying.verify import verify
from onrecord.model.checkpoint import UNANCHORED
from onrecord.store.settings import get_setting


@pytest.fixture(params=[False, True], ids=["RSA", "elliptic"])
def service(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[TimeStampService]:
    with stamping(tmp_path / "service", elliptic=request.param) as service:
        yield service


@pytest.fixture
def one_service(tmp_path: Path) -> Iterator[TimeStampService]:
    with stamping(tmp_path / "service", elliptic=True) as service:
        yield service


def stamped(tmp_path: Path, service: TimeStampService) -> Archive:
    """An archive of seven statements, of whose two checkpoints the second is stamped."""
    archive, _ = filled(tmp_path, 3)
    archive.close()
    service.configure(tmp_path / "archive")
    archive = open_archive(tmp_path / "archive")
    add(archive, write_releases(tmp_path / "releases", 7))
    return archive


def packed(tmp_path: Path, archive: Archive) -> tuple[Path, str]:
    path = tmp_path / "pack.wacz"
    path.write_bytes(b"".join(pack(archive, IDS)))
    with archive.database.reading() as connection:
        return path, get_setting(connection, "public_key")


def test_the_last_checkpoint_is_stamped_once(tmp_path: Path, service: TimeStampService) -> None:
    with stamped(tmp_path, service) as archive:
        add(archive, tmp_path / "releases")
        assert list(verify(archive)) == []
        told = describe_last(archive)
    assert f"by {service.url}/tsr" in told
    assert "time-stamped 20" in told
    assert UNANCHORED not in told
    assert len((tmp_path / "archive" / "stamps.jsonl").read_bytes().splitlines()) == 1
    assert len(service.posted) == 1


def test_a_service_that_fails_ends_no_run_and_is_asked_again_by_the_next(
    tmp_path: Path, one_service: TimeStampService
) -> None:
    heard: list[str] = []
    archive, _ = filled(tmp_path, 3)
    archive.close()
    one_service.configure(tmp_path / "archive")
    one_service.fails = True
    with open_archive(tmp_path / "archive", say=heard.append) as archive:
        assert add(archive, write_releases(tmp_path / "releases", 4)).new == 1
        assert "the checkpoint has no time stamp" in heard[-1]
        assert UNANCHORED in describe_last(archive)
        assert list(verify(archive)) == []
        one_service.fails = False
        add(archive, tmp_path / "releases")
        assert UNANCHORED not in describe_last(archive)


@pytest.mark.parametrize(
    "settings",
    ["service = 1", 'service = "https://tsa.example"\nroots = "gone.pem"', "service = []"],
)
def test_settings_that_can_mean_nothing_are_told(tmp_path: Path, settings: str) -> None:
    heard: list[str] = []
    archive, _ = filled(tmp_path, 2)
    archive.close()
    with (tmp_path / "archive" / FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n[time_stamps]\n{settings}\n")
    with open_archive(tmp_path / "archive", say=heard.append) as archive:
        add(archive, write_releases(tmp_path / "releases", 3))
        assert "[time_stamps]" in heard[-1]
        assert UNANCHORED in describe_last(archive)


def test_a_service_on_a_private_address_is_not_asked_unless_that_is_allowed(
    tmp_path: Path, one_service: TimeStampService
) -> None:
    archive, _ = filled(tmp_path, 2)
    archive.close()
    one_service.configure(tmp_path / "archive")
    path = tmp_path / "archive" / FILE
    path.write_text(path.read_text("utf-8").replace("allow_private = true", ""), "utf-8")
    heard: list[str] = []
    with open_archive(tmp_path / "archive", say=heard.append) as archive:
        add(archive, write_releases(tmp_path / "releases", 3))
    assert "the address is private" in heard[-1]
    assert one_service.posted == []


def test_no_bit_of_a_stamp_can_be_flipped_unseen(
    tmp_path: Path, one_service: TimeStampService
) -> None:
    with stamped(tmp_path, one_service) as archive:
        path = archive.stamps.path
        sound = path.read_bytes()
        signed, _ = read_checkpoints(archive)
        for at in range(0, len(sound), 7):
            data = bytearray(sound)
            data[at] ^= 1 << (at % 8)
            path.write_bytes(data)
            faults = list(check_stamps(archive, signed))
            assert {fault.kind for fault in faults} == {"stamp"}, at
        path.write_bytes(b"")
        (fault,) = verify(archive)
        assert (fault.kind, fault.expected, fault.found) == ("stamp", "1 time stamps", "0")


def test_a_stamp_of_a_service_that_nobody_trusts_is_no_anchor(
    tmp_path: Path, one_service: TimeStampService
) -> None:
    """Whoever has the archive's key can run a service of his own; its root is not ours."""
    with stamped(tmp_path, one_service) as archive, stamping(tmp_path / "other") as other:
        path, key = packed(tmp_path, archive)
        (archive.folder / "roots.pem").write_bytes((other.folder / "root.pem").read_bytes())
        (fault,) = verify(archive)
        assert fault.kind == "stamp"
        assert "does not hold" in fault.found
        assert UNANCHORED in describe_last(archive)
        done = checked(path, key, str(other.folder / "root.pem"))
        assert done.returncode == 3
        assert "do not lead to one of ROOTS.pem" in done.stdout
        (archive.folder / "roots.pem").write_text("nothing")
        assert UNANCHORED in describe_last(archive)


def test_a_stamp_of_an_earlier_checkpoint_is_no_stamp_of_a_later_one(
    tmp_path: Path, one_service: TimeStampService
) -> None:
    with stamped(tmp_path, one_service) as archive:
        one_service.fails = True
        add(archive, write_releases(tmp_path / "releases", 9))
        assert list(verify(archive)) == []
        assert UNANCHORED in describe_last(archive)
        path, key = packed(tmp_path, archive)
    assert UNANCHORED in checked(path, key).stdout


def test_the_verifier_in_the_pack_checks_the_stamp_by_itself(
    tmp_path: Path, service: TimeStampService
) -> None:
    with stamped(tmp_path, service) as archive:
        path, key = packed(tmp_path, archive)
    roots = str(service.folder / "root.pem")
    done = checked(path, key, roots)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"by {service.url}/tsr, under CN=Talara stamps\\, root" in done.stdout
    assert UNANCHORED not in done.stdout
    unrooted = checked(path, key)
    assert unrooted.returncode == 0
    assert f"by certificates of its own: {UNANCHORED}" in unrooted.stdout


def test_the_verifier_in_the_pack_sees_a_stamp_that_was_altered(
    tmp_path: Path, one_service: TimeStampService
) -> None:
    """Another's stamp, put into a pack whose list of digests was mended."""
    with stamped(tmp_path, one_service) as archive:
        path, key = packed(tmp_path, archive)
        (line,) = archive.stamps.list_lines()
        response = json.loads(line)["response"].encode()
    roots = str(one_service.folder / "root.pem")
    middle = len(response) // 2
    for at in (40, middle, middle + 100, len(response) - 40):
        other = response[:at] + (b"B" if response[at : at + 1] == b"A" else b"A")
        change = {response: other + response[at + 1 :]}
        done = checked(altered(path, "proof/proof.json", change, relisted=True), key, roots)
        assert done.returncode == 3, (at, done)
        assert "does not hold" in done.stdout
        assert done.stderr == ""


def test_an_import_keeps_the_stamps_beside_the_ledger(
    tmp_path: Path, one_service: TimeStampService
) -> None:
    with stamped(tmp_path, one_service) as other, init_archive(tmp_path / "here") as here:
        import_paths(here, [other.folder])
        (kept,) = (here.folder / "ledgers").iterdir()
        for name in ("ledger.jsonl", "checkpoints.jsonl", "stamps.jsonl"):
            assert (kept / name).read_bytes() == (other.folder / name).read_bytes()
