"""Text that XML 1.0 can hold."""

# XML 1.0 has no way to write these, not even as references.
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def xml_text(text: str) -> str:
    r"""Return a text without what XML can't write; half of a surrogate pair becomes a mark.

    >>> xml_text("a\x00b\ud800")
    'ab?'
    """
    return text.translate(_NOT_XML).encode("utf-16", "replace").decode("utf-16")
