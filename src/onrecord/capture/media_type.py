"""What kind of file this is: by its first bytes, and by its name only where they leave it open.

A pure function of (first bytes, name); must not open files. Names lie (junk called .html, feeds
called .xml, archives called anything), so the content decides first.
"""

import json
import re
from dataclasses import dataclass

from onrecord.capture.deflate import InflateError, inflating

HEAD = 64 * 1024  # of a file is enough to tell, the whole of most pages' <head> with it

INFLATED_AT_ONCE = 512  # bytes of a damaged gzip: a call that meets damage gives nothing

BINARY = "application/octet-stream"
GZIP = "application/gzip"
ZIP = "application/zip"
WARC = "application/warc"
ARC = "application/x-arc"
WACZ = "application/wacz"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
XHTML = "application/xhtml+xml"
XML = "application/xml"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"
SITEMAP = "application/x-sitemap+xml"
SVG = "image/svg+xml"
JSON = "application/json"
JSON_FEED = "application/feed+json"
JSONL = "application/jsonl"
TELEGRAM = "application/vnd.telegram.export+json"
CSV = "text/csv"
EML = "message/rfc822"
MBOX = "application/mbox"
MHTML = "multipart/related"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\x1f\x8b", GZIP),
    (b"WARC/", WARC),
    (b"filedesc://", ARC),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),  # OLE2: .doc and its kin
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
)

# What a name says of text in which nothing else does.
SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".shtml", ".php", ".asp", ".aspx", ".jsp"), HTML),
    **dict.fromkeys((".xhtml", ".xht"), XHTML),
    **dict.fromkeys((".md", ".markdown", ".mdown"), MARKDOWN),
    **dict.fromkeys((".csv", ".tsv", ".tab"), CSV),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonlines"), JSONL),
    **dict.fromkeys((".mht", ".mhtml"), MHTML),
    ".warc": WARC,
    ".arc": ARC,
    ".json": JSON,
    ".xml": XML,
    ".rss": RSS,
    ".atom": ATOM,
    ".eml": EML,
    ".mbox": MBOX,
    ".txt": TEXT,
    ".text": TEXT,
    ".css": "text/css",
    ".js": "text/javascript",
}

RECORDS = (WARC, ARC)  # whose readers find what is sound behind a damaged start

ROOT = re.compile(  # the first element after XML declaration, comments, DOCTYPE and stylesheets
    r"\s*(?:(?:<\?[^>]*\?>|<!--.*?-->|<!(?!--)[^>\[]*(?:\[[^\]]*\])?[^>]*>)\s*)*<([A-Za-z_][\w:.-]*)",
    re.DOTALL,
)
ROOTS = {
    "rss": RSS,
    "rdf:rdf": RSS,
    "feed": ATOM,
    "atom:feed": ATOM,
    "urlset": SITEMAP,
    "sitemapindex": SITEMAP,
    "svg": SVG,
}
HTML_ROOT_NAMES = (
    "html head body title meta link script style div p table article main section header span "
    "center font h1 h2 h3 h4 ul ol br a b i img blockquote pre form"
)
HTML_ROOTS = frozenset(HTML_ROOT_NAMES.split())
XHTML_NAMESPACE = "http://www.w3.org/1999/xhtml"
DOCTYPE_HTML = re.compile(r"<!doctype\s+html", re.IGNORECASE)

FEED_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/')
TELEGRAM_KIND = re.compile(  # the export's own words for what a chat is
    r'"type"\s*:\s*"(?:public|private)_(?:channel|supergroup|group)"|"type"\s*:\s*"personal_chat"'
)
TELEGRAM_LIST = re.compile(r'"messages"\s*:\s*\[|"chats"\s*:\s*\{')

WARC_INSIDE = re.compile(rb"PK\x03\x04.{26}archive/[^/\x00]{1,200}\.warc", re.DOTALL)
MBOX_START = re.compile(rb"From \S+ .*\d\d:\d\d.*\r?\n(?:>?From |[!-9;-~]+:)")
HEADER_LINE = re.compile(r"([!-9;-~]+):[ \t]*(.*)")
MAIL_HEADER_NAMES = (
    "from to subject date message-id received mime-version return-path content-type "
    "delivered-to cc reply-to sender dkim-signature"
)
MAIL_HEADERS = frozenset(MAIL_HEADER_NAMES.split())
# A memo typed as text has From:, To: and Date: too; these only a mail program writes.
PROGRAM_HEADER_NAMES = "message-id received mime-version return-path dkim-signature"
PROGRAM_HEADERS = frozenset(PROGRAM_HEADER_NAMES.split())
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[ \t]*#.*\r?\n)*[\w-]+[ \t]*:")
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\x0b\x08")) + b"\x7f"
# Of the head; junk has over 0.1, text in any charset none but what a crash or a bad disk left.
CONTROL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A file's media type; when `gzipped`, that of the bytes inside the gzip."""

    media_type: str
    gzipped: bool = False


def look_inside(head: bytes, name: str) -> Sniffed:
    """Return what a file is, looking through one layer of gzip.

    >>> look_inside(b"WARC/1.0\\r\\n", "x.warc")
    Sniffed(media_type='application/warc', gzipped=False)
    """
    found = sniff(head, name)
    inner = without_gz(name)
    named = SUFFIXES.get(_suffix(inner), "") if inner != name else ""
    if found == BINARY and named in RECORDS:  # its first bytes are damaged, not all of it
        return Sniffed(named, gzipped=True)
    if found != GZIP:
        return Sniffed(found)
    inside = _inflated(head)
    if inside:
        return Sniffed(sniff(inside, inner), gzipped=True)
    return Sniffed(named, gzipped=True) if named else Sniffed(GZIP)


def _inflated(head: bytes) -> bytes:
    """Return what the start of a gzip holds, up to HEAD bytes, as far as it is sound."""
    try:
        return inflating().decompress(head, HEAD)
    except InflateError:
        return _sound_start(head)


def _sound_start(head: bytes) -> bytes:
    engine = inflating()
    parts: list[bytes] = []
    size = 0
    for start in range(0, len(head), INFLATED_AT_ONCE):
        try:
            parts.append(engine.decompress(head[start : start + INFLATED_AT_ONCE], HEAD - size))
        except InflateError:
            break
        size += len(parts[-1])
        if engine.eof or size >= HEAD:
            break
    return b"".join(parts)


def without_gz(name: str) -> str:
    """Return the name of what a gzip file holds.

    >>> without_gz("a/page.html.gz"), without_gz("set.tgz")
    ('a/page.html', 'set.tgz')
    """
    return name[:-3] if name.lower().endswith(".gz") else name


def sniff(head: bytes, name: str) -> str:
    """Return the media type of a file from its first bytes (HEAD of them) and its name.

    Feeds, sitemaps, exports and data sets have types of their own; what can't be told is
    `application/octet-stream`. Gzip is `application/gzip`, whatever it holds.

    >>> sniff(b"<?xml version='1.0'?><rss version='2.0'>", "feed.xml")
    'application/rss+xml'
    >>> sniff(b"\\x00\\x9f\\x02junk", "page.html")
    'application/octet-stream'
    >>> sniff(b"Statement of 19 October", "a.md"), sniff(b"Statement of 19 October", "a")
    ('text/markdown', 'text/plain')
    """
    suffix = _suffix(name)
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(head, suffix)
    for magic, media_type in MAGIC:
        if head.startswith(magic):
            return media_type
    if b"%PDF-" in head[:1024] and b"\x00" in head:  # readers accept leading bytes
        return PDF
    text = _as_text(head)
    if text is None:
        named = SUFFIXES.get(suffix, "")
        return named if named in RECORDS else BINARY
    if suffix == ".mbox" or MBOX_START.match(head):
        return MBOX
    return _text_kind(text.lstrip("\ufeff \t\r\n\f"), suffix)


def is_text(media_type: str) -> bool:
    """Say whether a payload of this type is characters.

    >>> is_text("application/rss+xml"), is_text("application/pdf")
    (True, False)
    """
    return (
        media_type.startswith(("text/", "message/", "multipart/"))
        or media_type.endswith(("+xml", "+json"))
        or media_type in (XML, JSON, JSONL, MBOX)
    )


def _suffix(name: str) -> str:
    base = name.rsplit("/", 1)[-1].lower()
    return base[base.rfind(".") :] if "." in base[1:] else ""


def _zip_kind(head: bytes, suffix: str) -> str:
    if suffix == ".wacz" or b"datapackage.json" in head or WARC_INSIDE.search(head):
        return WACZ
    if suffix == ".docx" or (b"[Content_Types].xml" in head and b"word/" in head):
        return DOCX
    return ZIP


def _as_text(head: bytes) -> str | None:
    """Decode enough to look for mark-up; None for what is no text in any charset."""
    for mark, charset in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head.decode(charset, "replace")
    controls = len(head) - len(head.translate(None, CONTROL))
    return (
        None if controls > CONTROL_SHARE * len(head) else head.decode("latin-1")[3 * _bom(head) :]
    )


def _bom(head: bytes) -> bool:
    return head.startswith(b"\xef\xbb\xbf")


def _text_kind(text: str, suffix: str) -> str:
    if text.startswith("{") and FEED_VERSION.search(text):
        return JSON_FEED
    if text.startswith("{") and TELEGRAM_LIST.search(text) and TELEGRAM_KIND.search(text):
        return TELEGRAM
    if text.startswith(("{", "[")) and suffix not in (".md", ".txt", ".csv", ".html"):
        return _json_kind(text, suffix)
    if text.startswith("<"):
        found = _markup_kind(text, suffix)
        if found:
            return found
    found = SUFFIXES.get(suffix, "")
    if found not in (CSV, JSONL):
        found = _message_kind(text, suffix) or found
    if found in ("", TEXT) and FRONT_MATTER.match(text):
        return MARKDOWN
    return found or TEXT


def _markup_kind(text: str, suffix: str) -> str | None:
    root = ROOT.match(text)
    name = root[1].lower() if root else ""
    if name in ROOTS:
        return ROOTS[name]
    if name == "html" and (suffix in (".xhtml", ".xht") or _is_xhtml(text)):
        return XHTML
    if name in HTML_ROOTS or DOCTYPE_HTML.match(text):
        return HTML
    if suffix not in SUFFIXES and name:
        return XML if text.startswith("<?xml") else None
    return None


def _is_xhtml(text: str) -> bool:
    return text.startswith("<?xml") and XHTML_NAMESPACE in text[:2048]


def _json_kind(text: str, suffix: str) -> str:
    if text.startswith("{") and _has_rows(text, suffix):
        return JSONL
    return SUFFIXES.get(suffix, JSON) if suffix in (".jsonl", ".ndjson", ".jsonlines") else JSON


def _has_rows(text: str, suffix: str) -> bool:
    """A first line that is a JSON object by itself, and another one after it.

    One line alone is JSON Lines by its name only: it may as well be a JSON file.
    """
    line, newline, rest = text.partition("\n")
    is_named = SUFFIXES.get(suffix) == JSONL
    if not newline:
        return is_named
    try:
        is_object = isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return is_named
    rest = rest.lstrip()
    return is_object and (rest.startswith("{") or (not rest and suffix != ".json"))


def _message_kind(text: str, suffix: str) -> str | None:
    names: dict[str, str] = {}
    for line in text.split("\n", 200)[:200]:
        header = HEADER_LINE.fullmatch(line.rstrip("\r"))
        if header:
            names.setdefault(header[1].lower(), header[2].lower())
        elif not line.startswith((" ", "\t")) or not names:
            break
    known = MAIL_HEADERS & names.keys()
    if len(known) < 2 or (suffix != ".eml" and not PROGRAM_HEADERS & known):
        return None
    related = names.get("content-type", "").startswith("multipart/related")
    saved = "snapshot-content-location" in names or suffix in (".mht", ".mhtml")
    return MHTML if saved or (related and "to" not in names) else EML
