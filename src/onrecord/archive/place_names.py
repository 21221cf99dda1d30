"""The table of place names that searches widen by: made once for all archives of a user."""

from collections.abc import Callable

from onrecord.errors import ConfigError
from onrecord.lexicon.gazetteer import find_gazetteer
from onrecord.lexicon.gazetteer.opening import open_gazetteer


def make_place_names(say: Callable[[str], None]) -> None:
    """Make the table where there is none; without it a search finds names by their sound alone."""
    if find_gazetteer() is not None:
        return
    say("making the table of place names, once for all archives; it takes about half a minute")
    try:
        open_gazetteer()
    except ConfigError as error:
        say(f"searches are not widened by place names: {error}")
