"""A site with users, and readers of it that are or are not signed in."""

import re
from pathlib import Path

from starlette.testclient import TestClient
from tests.web.conftest import BASE, silent

from onrecord.archive.accounts import Accounts
from onrecord.archive.finding import FILE
from onrecord.archive.making import init_archive
from onrecord.model.account import UserRole
from onrecord.web.app import make_app

PASSWORD = "correct horse battery"  # noqa: S105 - of made-up users
OUTSIDE = "192.0.2.7"  # an address of documentation (RFC 5737)
SITE = "https://archive.example"
OWN = {"origin": SITE}


def archive_with_users(folder: Path, settings: str = "") -> Path:
    """Make an empty archive with a reader, an editor and an admin."""
    with init_archive(folder / "archive") as archive:
        path = archive.folder / FILE
    path.write_text(path.read_text("utf-8") + f"\n[web]\n{settings}\n", "utf-8")
    accounts = Accounts(path.parent)
    for role in UserRole:
        accounts.add_user(role.value, PASSWORD, role)
    accounts.close()
    return path.parent


def client_of(folder: Path, *, is_local: bool = False, client: str = OUTSIDE) -> TestClient:
    """A reader somewhere of a site that is served to others, in front of it TLS."""
    app = make_app(folder, say=silent, hosts=["archive.example"], is_local=is_local)
    base = BASE if is_local else SITE
    one = TestClient(app, base_url=base, client=(client, 1), follow_redirects=False)
    one.headers["accept"] = "text/html"
    return one


def proof_on(client: TestClient, path: str) -> str:
    """Return the proof that a page's forms hold."""
    found = re.search(r'name="proof" value="([0-9a-f]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def sign_in(client: TestClient, name: str) -> None:
    data = {"name": name, "password": PASSWORD, "proof": proof_on(client, "/signin")}
    assert client.post("/signin", data=data, headers=OWN).status_code == 303
