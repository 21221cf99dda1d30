"""Errors of the system lose the path of the user's machine and keep the rest."""

import errno

from onrecord.capture.item import bare


def test_a_bare_error_names_no_file() -> None:
    found = bare(FileNotFoundError(errno.ENOENT, "No such file or directory", "/home/me/secret"))
    assert isinstance(found, FileNotFoundError)
    assert found.errno == errno.ENOENT
    assert "secret" not in str(found)
    assert "OSError" in str(bare(OSError()))
