"""Frozen values that cost next to nothing to define.

They keep a dataclass's promises: fields in order with defaults, given by place or name, equal by
class and fields, hashable, frozen, matched by place. A dataclass compiles methods of its own at
each start, half a millisecond for a class; those of a cold search alone took a tenth of its time.
These share theirs. What is made by the thousand is better off as a dataclass or a named tuple.
"""

from typing import Any, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Value:
    """The base of such values; `kw_only` ones take their fields by name.

    >>> class Pair(Value):
    ...     one: int
    ...     other: int = 2
    >>> Pair(1), Pair(1) == Pair(1, other=2), Pair(1).changed(other=3)
    (Pair(one=1, other=2), True, Pair(one=1, other=3))
    """

    _fields: tuple[str, ...] = ()
    _by_place = 0

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        cls._fields = tuple(cls.__annotations__)
        cls._by_place = 0 if kw_only else len(cls._fields)
        type.__setattr__(cls, "__match_args__", cls._fields[: cls._by_place])

    def __init__(self, *values: Any, **named: Any) -> None:
        fields = self._fields
        given = dict(zip(fields, values, strict=False)) | named
        known = given.keys() <= set(fields) and len(given) == len(values) + len(named)
        if not known or len(values) > self._by_place:
            raise TypeError(f"{type(self).__name__} can't be made of {values} and {named}")
        missing = [name for name in fields if name not in given and not hasattr(type(self), name)]
        if missing:
            raise TypeError(f"{type(self).__name__} lacks {', '.join(missing)}")
        self.__dict__.update(given)

    def changed(self, **named: Any) -> Self:
        """Return a copy with other values in some fields."""
        return type(self)(**dict(self._items()) | named)

    def _items(self) -> tuple[tuple[str, Any], ...]:
        return tuple((name, getattr(self, name)) for name in self._fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._items() == other._items()

    def __hash__(self) -> int:
        return hash((type(self), self._items()))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self._items())
        return f"{type(self).__name__}({fields})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} can't be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} can't be deleted")
