"""What a document's own metadata fields say, where a person filled them in. Knows no format."""

import re

# Titles that writing programs give: the name of the file that was printed, of a template.
_BY_PROGRAM = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b|\.(?:docx?|dotx?|odt|rtf|pdf|indd|pptx?|qxd)\s*\Z|"
    r"untitled|word document\Z|\(?(?:unspecified|anonymous)\)?\Z|"
    r"(?:document|doc|document|документ|belge|sənəd)\s*\d*\Z",
    re.I,
)
LEAST_WORDS_OF_A_BODY = 3  # a user account or a person's name has fewer


def title_said(text: str) -> bool:
    """Return whether a title was given by somebody and not by a program.

    >>> title_said("Appeal of the Conference"), title_said("Microsoft Word - appeal_v2.docx")
    (True, False)
    """
    return len(text) > 3 and not _BY_PROGRAM.search(text)


def body_said(text: str) -> bool:
    """Return whether an author field names a body and not a person or an account.

    >>> body_said("Ministry of Foreign Affairs"), body_said("Lenovo"), body_said("Anna Smith")
    (True, False, False)
    """
    return title_said(text) and len(text.split()) >= LEAST_WORDS_OF_A_BODY
