"""How many edits two words are apart, as the engine's fuzzy query counts them."""


def within_distance(word: str, other: str, most: int) -> bool:
    """Say whether at most so many insertions, deletions, changes or swaps part two words.

    A swap of neighbours is one edit (optimal string alignment).

    >>> within_distance("tehran", "tehrna", 1), within_distance("tehran", "teheeran", 1)
    (True, False)
    """
    return edits(word, other, most) is not None


def edits(word: str, other: str, most: int) -> int | None:
    """Return how many edits part two words; None where it is more than `most`.

    >>> edits("tehran", "tehrna", 2), edits("tehran", "baku", 2)
    (1, None)
    """
    if abs(len(word) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, 1):
        before, above, row = row, before, [at]
        for to, against in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != against))
            if at > 1 and to > 1 and letter == other[to - 2] and word[at - 2] == against:
                cost = min(cost, above[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
