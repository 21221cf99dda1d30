"""How much one address or token may ask: buckets that fill again with time."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_KEPT = 10_000  # buckets in memory; the one asked longest ago goes first


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limit:
    """At most `burst` at once, and `each` a second in the long run, by key."""

    def __init__(
        self, *, burst: int, each: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.burst = burst
        self.each = each
        self._now = now
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, key: str, cost: int = 1) -> float:
        """Take from a key's bucket; return the seconds to wait where there is not enough in it.

        >>> limit = Limit(burst=2, each=0.5, now=lambda: 0.0)
        >>> limit.wait("a"), limit.wait("a"), limit.wait("a"), limit.wait("b")
        (0.0, 0.0, 2.0, 0.0)
        """
        bucket = self._filled(key)
        if bucket.left < cost:
            return (cost - bucket.left) / self.each
        bucket.left -= cost
        return 0.0

    def is_empty(self, key: str) -> bool:
        """Return whether nothing is left in a key's bucket; takes nothing."""
        return self._filled(key).left < 1

    def _filled(self, key: str) -> _Bucket:
        now = self._now()
        bucket = self._buckets.setdefault(key, _Bucket(float(self.burst), now))
        self._buckets.move_to_end(key)
        bucket.left = min(bucket.left + (now - bucket.at) * self.each, float(self.burst))
        bucket.at = now
        if len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
        return bucket
