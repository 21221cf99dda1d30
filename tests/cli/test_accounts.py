"""`onrecord user` and `onrecord token`, and `serve` with users."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.archive.accounts import Accounts
from onrecord.archive.making import init_archive
from onrecord.cli.commands import group
from onrecord.errors import ConfigError, NotFoundError
from onrecord.model.account import UserRole

PASSWORD = "correct horse battery"  # noqa: S105 - of made-up users


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with init_archive(tmp_path / "archive") as archive:
        return archive.folder


def run(folder: Path, *words: str, stdin: str = "") -> str:
    result = CliRunner().invoke(
        group, ["-a", str(folder), *words], input=stdin, catch_exceptions=False,
        standalone_mode=False,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return result.stdout


def test_users_are_added_listed_changed_and_removed(folder: Path) -> None:
    run(folder, "user", "add", "ada", "--role", "editor", "--password-stdin", stdin=PASSWORD)
    run(folder, "user", "add", "bob", stdin=f"{PASSWORD}\n{PASSWORD}\n")
    assert [line.split()[:2] for line in run(folder, "user", "list").splitlines()] == [
        ["ada", "editor"],
        ["bob", "reader"],
    ]
    accounts = Accounts(folder)
    session = accounts.sign_in("bob", PASSWORD)
    assert session is not None
    run(folder, "user", "role", "bob", "admin")
    assert accounts.of_session(session) is None  # its role was another
    run(folder, "user", "password", "bob", "--password-stdin", stdin="another long password")
    assert accounts.sign_in("bob", PASSWORD) is None
    run(folder, "user", "remove", "bob")
    assert [user.name for user in accounts.list_users()] == ["ada"]


def test_tokens_are_told_once(folder: Path) -> None:
    run(folder, "user", "add", "ada", "--password-stdin", stdin=PASSWORD)
    token = run(folder, "token", "add", "ada", "a program").strip()
    listed = run(folder, "token", "list")
    assert token not in listed
    assert "1  ada  a program  reader  never used" in listed
    assert Accounts(folder).of_token(token) is not None
    run(folder, "token", "revoke", "1")
    assert "revoked" in run(folder, "token", "list")
    assert Accounts(folder).of_token(token) is None


def test_what_will_not_do_is_told(folder: Path) -> None:
    accounts = Accounts(folder)
    for name, password in (("ada", "short"), ("", PASSWORD), ("a\nb", PASSWORD)):
        with pytest.raises(ConfigError):
            accounts.add_user(name, password, UserRole.READER)
    accounts.add_user("ada", PASSWORD, UserRole.READER)
    with pytest.raises(ConfigError, match="already"):
        accounts.add_user("ada", PASSWORD, UserRole.READER)
    with pytest.raises(ConfigError, match="no more than its user"):
        accounts.add_token("ada", "x", UserRole.ADMIN)
    for ask in (accounts.remove_user, lambda name: accounts.set_role(name, UserRole.ADMIN)):
        with pytest.raises(NotFoundError):
            ask("nobody")
    with pytest.raises(NotFoundError):
        accounts.revoke_token(9)


def test_an_archive_without_users_has_no_file_of_them(folder: Path) -> None:
    assert not Accounts(folder).has_users()
    assert not list(folder.glob("users*"))


def test_a_token_falls_with_its_user(folder: Path) -> None:
    accounts = Accounts(folder)
    accounts.add_user("ada", PASSWORD, UserRole.EDITOR)
    _, token = accounts.add_token("ada", "x", UserRole.EDITOR)
    accounts.set_role("ada", UserRole.READER)
    user = accounts.of_token(token)
    assert user is not None
    assert user.role is UserRole.READER
    accounts.remove_user("ada")
    assert accounts.of_token(token) is None
