"""The plain text of mail as its author saw it: soft line ends joined, armour taken off.

RFC 3676 (format=flowed), the quoting of mailboxes, and signed text of OpenPGP (RFC 4880, 7).
"""

import re

_ARMOUR = re.compile(
    r"\A\s*-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r?\n(?:[A-Za-z-]+:.*\r?\n)*\s*?\r?\n"
    r"(.*?)^-----BEGIN PGP SIGNATURE-----.*?(?:^-----END PGP SIGNATURE-----[ \t]*\r?$|\Z)",
    re.S | re.M,
)
_DASHED = re.compile(r"^- (?=[-F])", re.M)
_MAILBOX_QUOTED = re.compile(r"^>(?=>*From )", re.M)
_DEPTH = re.compile(r">*")
SIGNATURE = "-- "


def without_armour(text: str) -> str:
    """Return the text between the marks of an OpenPGP signature; other text as it is.

    >>> without_armour("-----BEGIN PGP SIGNED MESSAGE-----\\nHash: SHA256\\n\\n- - One\\n"
    ...                "-----BEGIN PGP SIGNATURE-----\\nabc\\n-----END PGP SIGNATURE-----\\n")
    '- One\\n'
    """
    found = _ARMOUR.match(text)
    return _DASHED.sub("", found[1]) + text[found.end() :].lstrip("\r\n") if found else text


def without_mailbox_quoting(text: str) -> str:
    """Return the text with one ">" less before "From " at the head of its lines.

    >>> without_mailbox_quoting(">From the ministry\\n> From a reply")
    'From the ministry\\n> From a reply'
    """
    return _MAILBOX_QUOTED.sub("", text)


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Return flowed text with each paragraph on one line.

    >>> unflowed("The ministry has \\nreceived it.\\n> A quoted \\n> line\\n-- \\nPress")
    'The ministry has received it.\\n> A quoted line\\n-- \\nPress'
    """
    lines: list[str] = []
    open_depth: int | None = None  # of the paragraph whose last line ended softly
    for line in text.splitlines():
        found = _DEPTH.match(line)
        depth = found.end() if found else 0
        words = line[depth:].removeprefix(" ")  # space-stuffed
        soft = words.endswith(" ") and words != SIGNATURE
        shown = words[:-1] if soft and delsp else words
        if open_depth == depth and words != SIGNATURE:
            lines[-1] += shown
        else:
            lines.append(">" * depth + (" " if depth else "") + shown)
        open_depth = depth if soft else None
    return "\n".join(lines)
