"""The command line: one module per noun, each loaded only when its command is run.

`onrecord search` has to start in the time of a glance: in its plainest form it is read here by
`plain`, and click, which takes as long to load as most answers take to find, is left out.
"""

import gc
import sys

from onrecord.cli import plain
from onrecord.errors import FixityError, OnRecordError, QueryError

EXIT_ERROR = 1
EXIT_INTEGRITY = 3


def main() -> None:
    """Run the command line; the exit status is 0, 1 (error), 2 (usage) or 3 (integrity)."""
    gc.disable()  # until a command that lasts is known; imports make no garbage
    try:
        sys.exit(_status())
    finally:
        gc.freeze()  # the process ends: nothing is worth collecting


def _status() -> int:
    try:
        asked = plain.read(sys.argv[1:])
        if asked is not None:
            plain.answer(asked)
            return 0
        from onrecord.cli.commands import run  # click, and what it brings

        return run()
    except QueryError as error:
        return _failed(f"{error.message} (at character {error.position + 1})")
    except FixityError as error:
        _failed(str(error))
        return EXIT_INTEGRITY
    except OnRecordError as error:
        return _failed(str(error))
    except BrokenPipeError:
        # A reader such as `head` has had enough; there is nobody left to tell.
        sys.stderr.close()
        return 0


def _failed(reason: str) -> int:
    print(f"error: {reason}", file=sys.stderr)
    return EXIT_ERROR
