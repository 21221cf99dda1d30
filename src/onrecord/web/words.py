"""The values of the model's enumerations in words, marked for translation."""

from onrecord.model.citation import CitedKind
from onrecord.model.claim import SpeechAct
from onrecord.model.edit import EditKind
from onrecord.model.page_state import PageState
from onrecord.model.statement import ContactKind, IssuerBasis, IssuerRole, StatementKind
from onrecord.model.version import ChangeKind
from onrecord.model.watching import Role


def N_(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


KINDS = {
    StatementKind.JOINT_STATEMENT: N_("joint statement"),
    StatementKind.READOUT: N_("readout"),
    StatementKind.TESTIMONY: N_("testimony"),
    StatementKind.INTERVIEW: N_("interview"),
    StatementKind.BRIEFING: N_("briefing"),
    StatementKind.REMARKS: N_("remarks"),
    StatementKind.COMMUNIQUE: N_("communiqué"),
    StatementKind.FACT_SHEET: N_("fact sheet"),
    StatementKind.SCHEDULE: N_("schedule"),
    StatementKind.ADVISORY: N_("advisory"),
    StatementKind.LETTER: N_("letter"),
    StatementKind.DECISION: N_("decision"),
    StatementKind.REPORT: N_("report"),
    StatementKind.NOTICE: N_("notice"),
    StatementKind.MESSAGE: N_("message"),
    StatementKind.STATEMENT: N_("statement"),
    StatementKind.ARTICLE: N_("article"),
    StatementKind.PRESS_RELEASE: N_("press release"),
    StatementKind.OTHER: N_("other"),
}
ROLES = {
    IssuerRole.SOLE: "",  # says nothing beside the name
    IssuerRole.JOINT: N_("jointly"),
    IssuerRole.ON_BEHALF: N_("on behalf of others"),
    IssuerRole.RELAYED: N_("relayed"),
}
BASES = {
    IssuerBasis.OWN_DOMAIN: N_("on its own site"),
    IssuerBasis.HEADER: N_("named in the statement's head"),
    IssuerBasis.SUPPLIED: N_("as supplied, not verified"),
}
STATES = {
    PageState.UNCHECKED: N_("not checked yet"),
    PageState.PRESENT: N_("present"),
    PageState.CHANGED: N_("changed since"),
    PageState.MOVED: N_("moved"),
    PageState.REMOVED: N_("removed"),
    PageState.BLOCKED: N_("blocked"),
    PageState.DOWN: N_("not reachable"),
    PageState.DISALLOWED: N_("not visited: the site's rules forbid it"),
}
CITED_KINDS = {
    CitedKind.OWN: N_("a page of the issuer's own side"),
    CitedKind.THIRD_PARTY: N_("a page of a third party"),
    CitedKind.UNKNOWN: "",
}
CONTACTS = {
    ContactKind.PHONE: N_("phone"),
    ContactKind.EMAIL: N_("e-mail"),
    ContactKind.ADDRESS: N_("address"),
    ContactKind.PERSON: N_("person"),
}
FIELDS = {
    "title": N_("title"),
    "kind": N_("kind"),
    "issuers": N_("issuer"),
    "published_on": N_("date"),
    "place": N_("place"),
    "language": N_("language"),
    "serial": N_("number"),
    "url": N_("address"),
}
ACTS = {
    SpeechAct.CLAIMS: N_("claims"),
    SpeechAct.ANNOUNCES: N_("announces"),
    SpeechAct.DENIES: N_("denies"),
    SpeechAct.REJECTS: N_("rejects"),
    SpeechAct.ACCUSES: N_("accuses"),
    SpeechAct.CONDEMNS: N_("condemns"),
    SpeechAct.DEMANDS: N_("demands"),
    SpeechAct.APPEALS: N_("appeals"),
    SpeechAct.AGREES: N_("agrees"),
    SpeechAct.PROMISES: N_("promises"),
    SpeechAct.WARNS: N_("warns"),
    SpeechAct.OFFERS: N_("offers"),
    SpeechAct.CORRECTS: N_("corrects"),
}
CHANGES = {
    ChangeKind.NEW: N_("new statement"),
    ChangeKind.WORDING: N_("new wording"),
    ChangeKind.MOVED: N_("moved"),
    ChangeKind.REMOVED: N_("not served to us since"),
    ChangeKind.REAPPEARED: N_("served again"),
}
EDITS = {
    EditKind.MOVED: N_("sentence moved"),
    EditKind.FURNITURE: N_("words of the site"),
    EditKind.ADDED: N_("words added"),
    EditKind.REMOVED: N_("words taken out"),
    EditKind.NUMBER: N_("a number"),
    EditKind.DATE: N_("a date"),
    EditKind.NOTE: N_("a note"),
    EditKind.ATTRIBUTION: N_("who is said to have said it"),
    EditKind.NAME: N_("a name"),
    EditKind.WORDING: N_("the wording"),
}
SOURCES = {
    Role.PAGE.value: N_("page"),
    Role.FEED.value: N_("feed"),
    Role.SITEMAP.value: N_("sitemap"),
    Role.LISTING.value: N_("listing"),
}
