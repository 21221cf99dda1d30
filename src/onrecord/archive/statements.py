"""The statements of an archive as a service: one by id, or all."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.archive.viewing import spans_of, view_of
from onrecord.model.view import StatementView
from onrecord.store import statements

if TYPE_CHECKING:
    from onrecord.archive.opening import Archive


class Statements:
    """`archive.statements`: what was issued, with its structure, versions and captures."""

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive

    def get(
        self, id: str, *, version: int | None = None, with_claims: bool = False
    ) -> StatementView:
        """Return a statement in its current wording, or in the version of that number.

        With `with_claims` it says where the claims of the wording stand. Raises NotFoundError
        where the archive has no such statement or version.
        """
        with self._archive.database.reading() as connection:
            kept = statements.get_statement(connection, id)
            view = view_of(connection, kept, version)
            if with_claims:
                view = replace(view, claimed=spans_of(connection, id, view.version))
            return view

    def list(self, *, after: str | None = None) -> Iterator[StatementView]:
        """Yield all statements in their current wordings, in order of arrival, lazily.

        With `after` those that arrived after the statement of that id, be it withheld since; raises
        NotFoundError where there is none.
        """
        with self._archive.database.reading() as connection:
            start = 0 if after is None else statements.get_number(connection, after)
            for kept in statements.list_statements(connection, after=start):
                yield view_of(connection, kept, None)

    def ids(self) -> Iterator[str]:
        """Yield the id of every statement in order of arrival, lazily."""
        with self._archive.database.reading() as connection:
            for kept in statements.list_statements(connection):
                yield kept.id

    def count(self) -> int:
        """Return how many statements may be shown."""
        with self._archive.database.reading() as connection:
            return statements.count_statements(connection)
