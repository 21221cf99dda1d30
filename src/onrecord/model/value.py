"""Frozen values that cost next to nothing to define.

They keep a dataclass's promises: fields in order with defaults, given by place or name, equal by
class and fields, hashable, frozen, matched by place. A dataclass compiles methods of its own at
each start, half a millisecond for a class; those of a cold search alone took a tenth of its time.
These share theirs. What is made by the thousand is better off as a dataclass or a named tuple.
"""

from typing import Any, ClassVar, Self, dataclass_transform


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
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        cls._fields = tuple(cls.__annotations__)
        cls._by_place = 0 if kw_only else len(cls._fields)
        cls._defaults = {name: getattr(cls, name) for name in cls._fields if hasattr(cls, name)}
        type.__setattr__(cls, "__match_args__", cls._fields[: cls._by_place])

    def __init__(self, *values: Any, **named: Any) -> None:
        fields = self._fields
        given = dict(zip(fields, values, strict=False)) | named if values else named
        once = len(given) == len(values) + len(named) and len(values) <= self._by_place
        whole = self._defaults | given
        if not once or len(whole) > len(fields):
            raise TypeError(f"{type(self).__name__} can't be made of {values} and {named}")
        if whole.keys() != set(fields):
            missing = [name for name in fields if name not in whole]
            raise TypeError(f"{type(self).__name__} lacks {', '.join(missing)}")
        self.__dict__.update(whole)

    def changed(self, **named: Any) -> Self:
        """Return a copy with other values in some fields."""
        return type(self)(**self.__dict__ | named)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), frozenset(self.__dict__.items())))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._fields)
        return f"{type(self).__name__}({fields})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} can't be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} can't be deleted")
