"""Lines on the terminal, bold and dim where it is one: for a search, which starts without click."""

import sys


def say(line: str = "", *, to_people: bool = False, ended: bool = True) -> None:
    """Print a line: an answer, or a message to people, which goes to stderr."""
    stream = sys.stderr if to_people else sys.stdout
    stream.write(f"{line}\n" if ended else line)
    stream.flush()  # the reader of a pipe may have gone: that is noticed here


def bold(text: str) -> str:
    return _styled(text, 1)


def dim(text: str) -> str:
    return _styled(text, 2)


def _styled(text: str, code: int) -> str:
    """Set a text between the signs of ECMA-48, section 8.3.117, where a terminal shows it."""
    if not sys.stdout.isatty() or sys.platform == "win32":
        return text
    return f"\x1b[{code}m{text}\x1b[0m"
