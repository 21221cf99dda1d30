"""Made-up statements and claims as an export meets them, without an archive."""

import datetime as dt
from collections.abc import Iterator, Sequence

from onrecord.export.formats import FORMATS
from onrecord.export.selection import Selection
from onrecord.model.citation import Citation
from onrecord.model.statement import (
    Contact,
    ContactKind,
    Extraction,
    IssuerBasis,
    IssuerMention,
    IssuerRole,
    StatementKind,
)
from onrecord.model.version import Interval
from onrecord.model.view import CaptureView, StatementView, VersionView

SEEN = dt.datetime(2025, 10, 20, 12, 30, tzinfo=dt.UTC)


def issuer(name: str, role: IssuerRole = IssuerRole.SOLE) -> IssuerMention:
    return IssuerMention(id=name.lower(), name=name, role=role, basis=IssuerBasis.HEADER)


def statement(
    number: int = 1,
    *,
    title: str = "Statement on the ferry",
    text: str = "The ferry left the harbour.",
    issuers: Sequence[str] = ("Ministry of Talara",),
    published_on: dt.date | None = dt.date(2025, 10, 20),
    url: str | None = "https://mfa.talara.example/en/1",
) -> StatementView:
    """Return a statement in one version, seen once."""
    role = IssuerRole.SOLE if len(issuers) == 1 else IssuerRole.JOINT
    extraction = Extraction(
        text=text,
        title=title,
        kind=StatementKind.STATEMENT,
        language="en",
        published_on=published_on,
        place=None,
        issuers=tuple(issuer(name, role) for name in issuers),
        citations=(Citation(marker="1", url="https://port.talara.example/log", blocks=()),),
        contacts=(Contact(ContactKind.PHONE, "+1 555 0100"),),
    )
    run = Interval(number=1, first_seen_at=SEEN, last_seen_at=SEEN)
    return StatementView(
        id=f"s{number:015d}",
        key=url or f"releases:{number}.md",
        url=url,
        version=1,
        current=True,
        extraction=extraction,
        versions=(VersionView(number=1, text_sha256="0" * 64, intervals=(run,)),),
        captures=(
            CaptureView(
                seq=number,
                at=SEEN,
                status=200,
                media_type="text/html",
                payload_sha256="1" * 64,
                warc="x.warc.gz",
                offset=0,
            ),
        ),
    )


CASES = {
    "plain": statement(),
    "unicode": statement(
        title="Bəyanat “Ֆերրի” 🛳", text="Հայտարարություն\n\nمیناء", issuers=["ԱԳՆ"]
    ),
    "right to left": statement(title="بيان الوزارة \u200fحول العبّارة", issuers=["وزارة الخارجية"]),
    "breaks": statement(title="One\nline\r\nand another\rand more", text="a\n\nb\r\nc\rd"),
    "quotes": statement(title="He said \"no\", 'yes' and {braces} \\ 5 % & $1_000 #2 ~^", url=None),
    "formulas": statement(title="=HYPERLINK(1)", text="@SUM(1)", issuers=["+Org", "-Org"]),
    "huge": statement(text="ferry " * 200_000),
    "no date": statement(published_on=None),
    "several issuers": statement(issuers=["Ministry of Talara and Sea", "Navy; of Talara", "C, D"]),
    "no issuer": statement(issuers=[]),
    "no address": statement(url=None),
}


def selection(views: Sequence[StatementView]) -> Selection:
    return Selection(
        statements=lambda: iter(views),
        claims=lambda: iter(()),
        record=lambda capture: b"record %d\n" % capture.seq,
    )


def many(count: int) -> Iterator[StatementView]:
    """Yield so many statements, of about five thousand characters each."""
    for number in range(count):
        yield statement(number, text=f"The ferry {number} left. " * 200)


def exported(form: str, views: Sequence[StatementView]) -> bytes:
    return b"".join(FORMATS[form].chunks(selection(views)))
