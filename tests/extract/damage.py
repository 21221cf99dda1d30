"""Damaged copies of a file: cut short, bits flipped, pieces repeated; the same ones each time."""

import random
from collections.abc import Iterator


def damaged(payload: bytes, *, copies: int = 60, seed: int = 1) -> Iterator[bytes]:
    """Yield `copies` damaged copies of a payload."""
    chance = random.Random(seed)  # noqa: S311 - reproducible damage, no secret
    for number in range(copies):
        broken = bytearray(payload)
        if number % 3 == 0:
            del broken[chance.randrange(len(broken)) :]
        elif number % 3 == 1:
            for _ in range(1 + number % 20):
                broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        else:
            start = chance.randrange(len(broken))
            piece = broken[start : start + chance.randrange(1, 64)]
            broken[chance.randrange(len(broken)) :][:0] = piece * 3
            del broken[start : start + 7]
        yield bytes(broken)
