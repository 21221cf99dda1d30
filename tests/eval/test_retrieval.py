"""The measures of retrieval, and the reading of the test collections."""

import math
from pathlib import Path

import pytest
from eval.judged import cisi, cranfield
from eval.retrieval import average_precision, ndcg, score


def test_ndcg_rewards_the_best_first() -> None:
    gains = {1: 4, 2: 1}
    assert ndcg([1, 2], gains) == pytest.approx(1.0)
    assert ndcg([2, 1], gains) == pytest.approx((1 + 4 / math.log2(3)) / (4 + 1 / math.log2(3)))
    assert ndcg([3], gains) == ndcg([1], {}) == 0.0
    assert ndcg([9] * 10 + [1], gains) == 0.0


def test_average_precision_counts_what_was_not_found() -> None:
    assert average_precision([1, 2], {1: 1, 2: 1}) == pytest.approx(1.0)
    assert average_precision([1], {1: 1, 2: 1}) == pytest.approx(0.5)
    assert average_precision([1], {}) == 0.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = ".I 1\n.T\nOn wings\n.A\nSomebody\n.W\nWings lift.\nThey do.\n.I 2\n.W\nFlow\n.X\n1 2\n"
    questions = ".I 007\n.W\nwhat lifts wings ?\n.I 009\n.W\nflow\n"
    for name in ("cran.all.1400", "CISI.ALL"):
        (tmp_path / name).write_text(texts, "latin-1")
    for name in ("cran.qry", "CISI.QRY"):
        (tmp_path / name).write_text(questions, "latin-1")
    (tmp_path / "cranqrel").write_text("1 1 2 \n2 2 -1\n", "latin-1")
    (tmp_path / "CISI.REL").write_text("     9     2\t0\t0.000000\n", "latin-1")
    return tmp_path


def test_cranfield_counts_its_questions_in_their_order(folder: Path) -> None:
    read = cranfield(folder)
    assert [(text.number, text.title, text.text) for text in read.texts] == [
        (1, "On wings", "Wings lift.\nThey do."),
        (2, "", "Flow"),
    ]
    assert [question.words for question in read.questions] == [
        ("what", "lifts", "wings"),
        ("flow",),
    ]
    assert [question.gains for question in read.questions] == [{1: 3}, {2: 1}]


def test_cisi_has_only_judged_questions(folder: Path) -> None:
    (question,) = cisi(folder).questions
    assert (question.words, question.gains) == (("flow",), {2: 1})
    assert score([question], lambda words: [1, 2]) == pytest.approx((1 / math.log2(3), 0.5))
