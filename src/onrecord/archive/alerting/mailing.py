"""A digest of changes as a mail, and its way to a server."""

import datetime as dt
import smtplib
import ssl
from collections import Counter
from collections.abc import Iterator, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from onrecord.archive.alerting.alerts import Alert, Smtp
from onrecord.archive.change_words import SAID, edit_lines, happened, issuers_of
from onrecord.archive.changing import Told
from onrecord.errors import AlertError
from onrecord.model.instant import format_instant

SECONDS = 30.0  # for each step of the conversation


def digest(
    archive: str, alert: Alert, changes: Sequence[Told], *, total: int, at: dt.datetime
) -> EmailMessage:
    """Return the mail that tells these changes of `total`; who says it stands before what."""
    counts = Counter(SAID[told.kind] for told in changes)
    message = EmailMessage()
    told = ", ".join(f"{count} {words}" for words, count in counts.most_common())
    message["Subject"] = _one_line(f"{archive}: {told}")
    message["Date"] = format_datetime(at)
    message["To"] = [Address(addr_spec=one) for one in alert.mail]
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday answers it
    message["Message-ID"] = make_msgid(domain="onrecord.invalid")
    lines = [line for one in changes for line in _lines(alert, one)]
    if total > len(changes):
        lines.append(f"... and {total - len(changes):,} more: onrecord changes")
    message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message


def send_mail(smtp: Smtp, message: EmailMessage) -> None:
    """Hand a mail to the server; raises AlertError where it does not take it from us."""
    message["From"] = Address(addr_spec=smtp.sender)
    context = ssl.create_default_context()
    try:
        if smtp.secure == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                smtp.host, smtp.port, timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(smtp.host, smtp.port, timeout=SECONDS)
        with server:
            if smtp.secure == "starttls":
                server.starttls(context=context)
            if smtp.user is not None:
                server.login(smtp.user, smtp.password)
            refused = server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise AlertError(
            f"the mail server did not take the digest: {error}", server=smtp.host
        ) from error
    if refused:
        raise AlertError("the mail server refused an address", address=", ".join(refused))


def _lines(alert: Alert, told: Told) -> Iterator[str]:
    yield _one_line(f"{issuers_of(told)}: {happened(told)}: {told.title}")
    yield f"    {format_instant(told.at)}  {told.statement}"
    if told.url:
        yield f"    {told.url}"
    if alert.site:
        yield f"    {alert.site}/s/{told.statement}"
    for edit in told.edits:
        yield from (f"    {line}" for line in edit_lines(edit))
    yield ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
