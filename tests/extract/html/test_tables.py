"""Tables of data and tables of layout."""

import pytest
from tests.extract.html.parsing import body_of

from onrecord.extract.html.tables import is_data_table, rows
from onrecord.extract.html.tree import Box


def _table(html: str) -> Box:
    return next(body_of(html).boxes())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", True),
        ("<table><thead><tr><th>a<th>b<tbody><tr><td>c<td>d</table>", True),
        ("<table><tr><td>a<td>b</table>", False),
        ("<table><tr><td>a<tr><td>b</table>", False),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", False),
        ("<table><tr><td>a<td><table><tr><td>x</table><tr><td>c<td>d</table>", False),
        (f"<table><tr><td>a<td>{'word ' * 400}<tr><td>c<td>d</table>", False),
        ("<table><tr><td>a<td><p>1<p>2<p>3<p>4<tr><td>c<td>d</table>", False),
    ],
)
def test_which_hold_data(html: str, expected: bool) -> None:
    assert is_data_table(_table(html)) is expected


def test_rows_are_of_this_table_alone() -> None:
    html = "<table><tr><td>a<td><table><tr><td>x<tr><td>y</table></table>"
    assert [[cell.tag for cell in row] for row in rows(_table(html))] == [["td", "td"]]
