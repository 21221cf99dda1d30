"""Changes told by mail and to a webhook: each once, none passed over, nobody told too often."""

import json
import smtplib
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests.archive.watching.round import Desk, desk
from tests.archive.watching.test_rounds_over_time import fill, statement
from tests.cli.running import run
from tests.loopback import Answer

from onrecord.archive.alerting.alerts import get_smtp, list_alerts
from onrecord.archive.alerting.telling import Sent, tell_all
from onrecord.archive.finding import FILE
from onrecord.archive.watching.options import read_options
from onrecord.errors import ConfigError


class Box:
    """A mail server's box; `refuses` answers with a failure."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses = False

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.refuses:
            return "451 come back later"
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    box = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def write(at: Desk, *rows: str) -> None:
    settings = at.archive.folder / FILE
    settings.write_text(settings.read_text("utf-8") + "\n" + "\n".join(rows) + "\n", "utf-8")


def tell(at: Desk, *, allow_private: bool = True) -> list[Sent]:
    options = read_options(at.archive, allow_private=allow_private)
    return list(tell_all(at.archive, options, at.at))


def mailed(port: int) -> list[str]:
    return [
        f'[smtp]\nhost = "127.0.0.1"\nport = {port}\nfrom = "onrecord@archive.example"',
        'secure = "no"',
        '[[alerts]]\nname = "desk"\nmail = ["desk@archive.example"]',
    ]


def test_a_digest_tells_each_change_once(tmp_path: Path, box: tuple[Box, int]) -> None:
    inbox, port = box
    with desk(tmp_path) as at:
        write(at, *mailed(port), 'site = "https://archive.example/"')
        fill(at, 2)
        assert tell(at) == []  # it begins now: what was is not told
        at.site.pages["/news/1"] = statement(1, 14)
        at.watch()
        (sent,) = tell(at)
        assert (sent.alert.name, sent.changes, sent.failure) == ("desk", 1, None)
        assert tell(at) == []
        (mail,) = inbox.mails
        assert mail["Subject"] == "archive: 1 new wording"
        assert (mail["To"], mail["From"]) == ("desk@archive.example", "onrecord@archive.example")
        body = mail.get_content()
        assert "new wording, version 1 to 2: Statement 1 on the ferry" in body
        assert "number:" in body
        assert "with 12 people on board" in body
        assert "with 14 people on board" in body
        assert "    https://archive.example/s/" in body


def test_what_was_not_taken_is_told_again(tmp_path: Path, box: tuple[Box, int]) -> None:
    inbox, port = box
    with desk(tmp_path) as at:
        write(at, *mailed(port))
        tell(at)
        fill(at, 1)
        inbox.refuses = True
        (sent,) = tell(at)
        assert "451" in (sent.failure or "")
        inbox.refuses = False
        assert [one.changes for one in tell(at)] == [1]
        assert len(inbox.mails) == 1


def test_an_alert_has_its_kinds_its_query_and_its_time(
    tmp_path: Path, box: tuple[Box, int]
) -> None:
    inbox, port = box
    with desk(tmp_path) as at:
        write(at, *mailed(port), 'kinds = ["wording"]\nquery = "+title:ferry +pier"\nevery = "1d"')
        tell(at)
        fill(at, 2)
        at.site.pages["/news/1"] = statement(1, 14)
        at.watch(hours=2)
        assert tell(at) == []  # a day has not passed
        at.watch(hours=23)
        assert [one.changes for one in tell(at)] == [1]
        (mail,) = inbox.mails
        assert mail["Subject"] == "archive: 1 new wording"
        at.site.pages["/news/0"] = statement(0, 14)
        text = (at.archive.folder / FILE).read_text("utf-8").replace("pier", "aeroplane")
        (at.archive.folder / FILE).write_text(text, "utf-8")
        at.watch(hours=25)
        assert tell(at) == []


def test_a_webhook_gets_the_changes_through_the_address_guard(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        write(at, f'[[alerts]]\nname = "bot"\nwebhook = "{at.site.url}/hook"')
        tell(at)
        fill(at, 1)
        (refused,) = tell(at, allow_private=False)
        assert "the address is private" in (refused.failure or "")
        (missing,) = tell(at)
        assert "status 404" in (missing.failure or "")
        at.site.pages["/hook"] = Answer(status=204)
        at.site.posted.clear()
        assert [one.changes for one in tell(at)] == [1]
        ((path, body),) = at.site.posted
        told = json.loads(body)
        assert (path, told["archive"], told["alert"], told["total"]) == (
            "/hook", "archive", "bot", 1
        )  # fmt: skip
        (change,) = told["changes"]
        assert (change["kind"], change["url"]) == ("new", at.site.url + "/news/0")
        assert "Content-Type" in at.site.headers[-1]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('mail = ["a@b.example"]', "has no name"),
        ('name = "a"', "either mail or a webhook"),
        ('name = "a"\nmail = ["nobody"]', "no mail address"),
        ('name = "a"\nmail = "a@b.example\\nBcc: c@d.example"', "no mail address"),
        ('name = "a"\nmail = ["a@b.example"]\nkinds = ["deleted"]', "kinds"),
        ('name = "a"\nmail = ["a@b.example"]\nevery = "soon"', "every"),
        ('name = "a"\nwebhook = "file:///etc/passwd"', "no address of the web"),
    ],
)
def test_a_wrong_alert_says_what_is_wrong(tmp_path: Path, row: str, why: str) -> None:
    with desk(tmp_path) as at:
        write(at, "[[alerts]]", row)
        with pytest.raises(ConfigError, match=why):
            list_alerts(at.archive.folder)
        with pytest.raises(ConfigError, match="smtp"):
            get_smtp(at.archive.folder)


def test_the_commands_tell_what_waits_and_what_came_since_the_last_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with desk(tmp_path) as at:
        write(at, f'[[alerts]]\nname = "bot"\nwebhook = "{at.site.url}/hook"')
        at.site.pages["/hook"] = Answer()
        archive = ["-a", str(at.archive.folder)]
        assert run([*archive, "alerts", "--send", "--allow-private"], monkeypatch) == 0
        fill(at, 2)
        capsys.readouterr()
        assert run([*archive, "alerts"], monkeypatch) == 0
        assert capsys.readouterr().out == f"bot  {at.site.url}/hook: 2 changes\n"
        assert run([*archive, "alerts", "--send", "--allow-private"], monkeypatch) == 0
        assert capsys.readouterr().out == "told bot of 2 changes\n"
        for expected in (2, 0):
            assert run([*archive, "changes", "--since", "last", "--json"], monkeypatch) == 0
            assert len(capsys.readouterr().out.splitlines()) == expected
        at.site.pages["/news/1"] = statement(1, 14)
        at.watch()
        assert run([*archive, "changes", "--since", "last", "--json"], monkeypatch) == 0
        assert json.loads(capsys.readouterr().out)["kind"] == "wording"


def test_a_server_that_is_away_is_a_failure_and_no_crash(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        write(at, *mailed(9))
        tell(at)
        fill(at, 1)
        (sent,) = tell(at)
        assert "did not take the digest" in (sent.failure or "")
        assert issubclass(smtplib.SMTPException, OSError)
