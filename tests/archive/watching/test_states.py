"""The pure decision of what has become of an address."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.watching.states import CHECKS, OVER, Answer, Judged, Seen, Site, judge
from onrecord.model.page_state import PageState
from onrecord.model.version import ChangeKind
from onrecord.model.watching import Role, Watched

START = dt.datetime(2025, 10, 20, tzinfo=dt.UTC)
NEW = Watched(uri="https://mfa.example/1", role=Role.PAGE, source_id=1, due_at=START)


def after(answers: Sequence[tuple[float, Answer]], site: Site | None = None) -> list[Judged]:
    """Judge answers at so many hours from the start, one upon the other."""
    judged: list[Judged] = []
    stands = NEW
    for hours, answer in answers:
        seen = Seen(
            answer=answer,
            at=START + dt.timedelta(hours=hours),
            text_sha256="a" if answer in (Answer.FOUND, Answer.MOVED) else None,
            target="https://mfa.example/2" if answer is Answer.MOVED else None,
        )
        judged.append(judge(stands, seen, site or Site()))
        stands = judged[-1].watched
    return judged


F, G, W, D, X, M = (
    Answer.FOUND, Answer.GONE, Answer.WALL, Answer.DOWN, Answer.FORBIDDEN, Answer.MOVED
)  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "state", "change"),
    [
        ([(0, F)], "present", None),
        ([(0, F), (1, G)], "present", None),
        ([(0, F), (1, G), (2, G), (3, G), (4, G)], "present", None),  # not 72 hours
        ([(0, F), (1, G), (80, G)], "present", None),  # not three checks
        ([(0, F), (1, G), (40, G), (73, G)], "removed", "removed"),
        ([(0, F), (1, G), (40, G), (72.9, G)], "present", None),
        ([(0, F), (1, G), (40, F), (73, G)], "present", None),  # it was there between
        ([(0, F), (1, G), (40, W), (73, G), (90, G)], "removed", "removed"),
        ([(0, F), (1, G), (40, G), (73, G), (99, F)], "present", "reappeared"),
        ([(0, F), (1, G), (40, G), (73, G), (99, D)], "removed", None),
        ([(0, F), (1, W)], "blocked", None),
        ([(0, F), (1, D)], "down", None),
        ([(0, F), (1, X)], "disallowed", None),
        ([(0, F), (1, D), (2, F)], "present", None),
        ([(0, F), (1, M)], "moved", "moved"),
        ([(0, F), (1, M), (2, M)], "moved", None),
        ([(0, G)], "unchecked", None),
        ([(0, G), (40, G), (73, G)], "removed", "removed"),
    ],
)
def test_states_follow_the_answers(
    answers: list[tuple[float, Answer]], state: str, change: str | None
) -> None:
    last = after(answers)[-1]
    assert (last.watched.state.value, last.change and last.change.value) == (state, change)


@pytest.mark.parametrize("site", [Site(answers=False), Site(sweeps=True)])
def test_a_site_that_is_away_as_a_whole_removes_nothing(site: Site) -> None:
    last = after([(0, F), (1, G), (40, G), (80, G), (200, G)], site)[-1]
    assert (last.watched.state, last.watched.missing, last.change) == (PageState.DOWN, 0, None)


@given(st.lists(st.tuples(st.floats(0, 60), st.sampled_from(list(Answer))), max_size=12))
def test_removed_is_never_said_early(steps: list[tuple[float, Answer]]) -> None:
    hours, answers = 0.0, []
    for step, answer in steps:
        hours += step
        answers.append((hours, answer))
    for at, judged in enumerate(after(answers)):
        if judged.change is ChangeKind.REMOVED:
            run = [h for h, a in answers[: at + 1] if a is Answer.GONE]
            found = [h for h, a in answers[: at + 1] if a in (Answer.FOUND, Answer.MOVED)]
            missing = [h for h in run if h >= (found[-1] if found else -1.0)]
            assert len(missing) >= CHECKS
            assert dt.timedelta(hours=missing[-1] - missing[0]) >= OVER - dt.timedelta(seconds=1)


def test_intervals_grow_without_news_and_shrink_with_it() -> None:
    quiet = [j.watched.interval for j in after([(h * 100, F) for h in range(16)])]
    assert quiet == sorted(quiet)
    assert quiet[-1] == 30 * 86400
    changed = judge(
        after([(0, F), (1, F)])[-1].watched,
        Seen(answer=F, at=START + dt.timedelta(hours=9), text_sha256="b"),
    )
    assert changed.watched.state is PageState.CHANGED
    assert changed.watched.interval < quiet[1]


def test_a_missing_page_is_asked_for_daily() -> None:
    judged = after([(h * 700, F) for h in range(9)] + [(6300, G)])[-1].watched
    assert judged.due_at - (judged.last_checked_at or START) == dt.timedelta(days=1)
