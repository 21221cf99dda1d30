"""Real releases in PDF: each gives text in paragraphs."""

import pytest

from eval import data
from onrecord.extract.layout import Context
from onrecord.extract.pdf.reader import read


def test_police_releases_give_paragraphs(context: Context) -> None:
    try:
        folder = data.unpacked("lk_police/docs.tar.zst")
    except data.DataAbsentError as absent:
        pytest.skip(str(absent))
    files = sorted(folder.rglob("*.pdf"))[:8]
    assert len(files) == 8
    for path in files:
        layout = read(path.read_bytes(), context)
        assert len(layout.blocks) >= 5, path.name
        assert sum(len(block.text) for block in layout.blocks) > 400, path.name
