"""The archive's WARC files in its folder."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.capture.warc_files import WarcWriter, read_member, replace_member, write_whole


@dataclass(frozen=True, slots=True)
class FilesOnDisk:
    """WARC files below a folder, by the names that the record has for them."""

    folder: Path

    def writer(self) -> WarcWriter:
        return WarcWriter(self.folder, secrets.token_hex(3))

    def read(
        self, file: str, offset: int, length: int, *, member_sha256: str | None = None
    ) -> bytes:
        return read_member(self.folder / file, offset, length, member_sha256=member_sha256)

    def size(self, file: str) -> int | None:
        path = self.folder / file
        return path.stat().st_size if path.exists() else None

    def replace(self, file: str, offset: int, member: bytes) -> None:
        replace_member(self.folder, file, offset, member)

    def bring(self, file: str, pieces: Iterable[bytes]) -> None:
        write_whole(self.folder / file, pieces)

    def is_taken(self) -> bool:
        return any(self.folder.rglob("*.warc.gz"))

    def settle(self, ends: dict[str, int]) -> list[str]:
        """Nothing: a file is where it stays."""
        return []
