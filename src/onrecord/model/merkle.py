"""Merkle trees as RFC 6962 section 2.1 defines them: hashes, roots, proofs and their checks.

Pure sums over digests; must not know what an entry is or where it is kept. The checks are the
algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2, which need no tree.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256().digest()  # the root of a tree without entries


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry: 0x00 before it, so that no node can be taken for a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two children: 0x01 before them."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: all that is needed to add entries and tell the root.

    `peaks` are the roots of the perfect trees that the entries make, largest first: one for each
    bit of `size` that is set.

    >>> edge = Frontier()
    >>> edge.root() == EMPTY
    True
    >>> for entry in (b"a", b"b", b"c"):
    ...     edge.add(leaf_hash(entry))
    >>> edge.size, len(edge.peaks)
    (3, 2)
    """

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        if len(self.peaks) != size.bit_count():
            raise ValueError("a tree has a peak for each bit of its size")

    def add(self, hash: bytes) -> None:
        """Add the hash of the next leaf."""
        full = self.size
        while full & 1:
            hash = node_hash(self.peaks.pop(), hash)
            full >>= 1
        self.peaks.append(hash)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the tree as it is now."""
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_of(hashes: Iterable[bytes]) -> bytes:
    """Return the root of the tree over these leaf hashes, in one pass."""
    edge = Frontier()
    for hash in hashes:
        edge.add(hash)
    return edge.root()


class Tree:
    """A whole tree, for many proofs: every perfect tree within it is kept, twice the leaves.

    >>> a, b, c = (leaf_hash(entry) for entry in (b"a", b"b", b"c"))
    >>> tree = Tree([a, b, c])
    >>> tree.inclusion_proof(0) == [b, c], tree.consistency_proof(2) == [c]
    (True, True)
    """

    def __init__(self, hashes: Iterable[bytes]) -> None:
        self._levels = [list(hashes)]
        while len(below := self._levels[-1]) > 1:
            self._levels.append(list(map(node_hash, below[::2], below[1::2])))

    @property
    def size(self) -> int:
        return len(self._levels[0])

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the tree, or of that of its first `size` leaves."""
        return self._root(0, self.size if size is None else size)

    def inclusion_proof(self, index: int) -> list[bytes]:
        """Return the audit path of a leaf, from the leaf upwards (RFC 6962 section 2.1.1)."""
        if not 0 <= index < self.size:
            raise ValueError(f"no leaf {index} in a tree of {self.size}")
        path: list[bytes] = []
        start, end = 0, self.size
        while end - start > 1:
            split = start + _split(end - start)
            if index < split:
                path.append(self._root(split, end))
                end = split
            else:
                path.append(self._root(start, split))
                start = split
        return path[::-1]

    def consistency_proof(self, old_size: int) -> list[bytes]:
        """Return the proof that the tree of the first `old_size` leaves has grown into this one.

        It is empty where both are the same and where the older is empty (RFC 6962 section 2.1.2).
        """
        if not 0 <= old_size <= self.size:
            raise ValueError(f"no tree of {old_size} within one of {self.size}")
        if old_size in (0, self.size):
            return []
        path: list[bytes] = []
        start, end = 0, self.size
        while end != old_size:
            split = start + _split(end - start)
            if old_size <= split:
                path.append(self._root(split, end))
                end = split
            else:
                path.append(self._root(start, split))
                start = split
        if start:
            path.append(self._root(start, end))
        return path[::-1]

    def _root(self, start: int, end: int) -> bytes:
        """The root over some leaves, of which all but the last perfect trees are whole."""
        if start == end:
            return EMPTY
        peaks = []
        while start < end:
            level = (end - start).bit_length() - 1
            peaks.append(self._levels[level][start >> level])
            start += 1 << level
        root = peaks.pop()
        while peaks:
            root = node_hash(peaks.pop(), root)
        return root


def _split(size: int) -> int:
    """Return the greatest power of two below a size of two or more."""
    return 1 << ((size - 1).bit_length() - 1)


def is_included(hash: bytes, index: int, *, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Return whether an audit path leads from a leaf's hash to the root (RFC 9162, 2.1.3.2).

    >>> a, b = leaf_hash(b"a"), leaf_hash(b"b")
    >>> is_included(a, 0, size=2, proof=[b], root=node_hash(a, b))
    True
    >>> is_included(b, 0, size=2, proof=[a], root=node_hash(a, b))
    False
    """
    if not 0 <= index < size:
        return False
    node, last = index, size - 1
    for step in proof:
        if not last:
            return False
        if node & 1 or node == last:
            hash = node_hash(step, hash)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            hash = node_hash(hash, step)
        node, last = node >> 1, last >> 1
    return not last and hash == root


def is_consistent(
    old_size: int, old_root: bytes, *, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether a proof shows that a tree has only grown (RFC 9162, 2.1.4.2)."""
    if not 0 <= old_size <= size:
        return False
    if old_size in (0, size):
        return not proof and old_root == (root if old_size else EMPTY)
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not path:
        return False
    node, last = old_size - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    older = newer = path[0]
    for step in path[1:]:
        if not last:
            return False
        if node & 1 or node == last:
            older, newer = node_hash(step, older), node_hash(step, newer)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            newer = node_hash(newer, step)
        node, last = node >> 1, last >> 1
    return not last and older == old_root and newer == root
