"""A record file as a stream that is looked at before it is taken, with the place of each byte."""

import re

from onrecord.capture.feed_bytes import Feed
from onrecord.errors import CaptureError

OVERLAP = 4096  # longer than any record's first line has to be to be known as one


class Tape:
    """A window on the stream: filled from the front, taken from the front.

    The stream comes in segments: one for a sound file, a new one behind each damage. `position`
    counts the bytes taken.
    """

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._window = bytearray()
        self._ended = False
        self.position = 0

    @property
    def damage(self) -> CaptureError | None:
        """Why this segment ends, once its end has been met; None at the end of the file."""
        return self._feed.damage

    @property
    def offset(self) -> int:
        """Of the next byte in the file; of its gzip member where it lies in one."""
        return self._feed.offset_of(self.position)

    def fill(self, count: int) -> int:
        """Have `count` bytes in the window and return how many there are, fewer at the end."""
        while len(self._window) < count and not self._ended:
            piece = self._feed.more()
            self._window += piece
            self._ended = not piece
        return len(self._window)

    def peek(self, start: int, end: int) -> bytes:
        """Return the window's bytes from `start` to `end`, counted from the next byte."""
        self.fill(end)
        return bytes(self._window[start:end])

    def find(self, pattern: re.Pattern[bytes], start: int, limit: int) -> tuple[int, int] | None:
        """Return where a pattern stands in the next `limit` bytes, counted from the next byte."""
        searched = start
        while True:
            size = self.fill(min(limit, max(2 * len(self._window), searched + OVERLAP)))
            found = pattern.search(self._window, searched, min(size, limit))
            if found:
                return found.span()
            if self._ended or size >= limit:
                return None
            searched = max(start, size - OVERLAP)

    def take(self, count: int) -> None:
        """Go forward within the window."""
        self.position += min(count, len(self._window))
        del self._window[:count]

    def skip(self, count: int) -> int:
        """Go forward however far, with flat memory; return how far it went."""
        left = count
        while left and self.fill(1):
            step = min(left, len(self._window))
            self.take(step)
            left -= step
        return count - left

    def resume(self, start: re.Pattern[bytes]) -> bool:
        """Go on behind the damage that ended this segment; False where nothing follows."""
        self._window.clear()
        self._ended = not self._feed.resume(start)
        self.position = self._feed.given
        return not self._ended

    def member_length(self, start: int, end: int, offset: int) -> int | None:
        """Return the stored length of the members that hold just these positions, if some do.

        One member a record is the rule; some tools give a record's head one of its own.
        """
        members = self._feed.members
        starts = False
        while members and members[0].end <= end:
            member = members.popleft()
            starts = starts or member.start == start
            if starts and member.end == end:
                return member.offset_end - offset
        return None
