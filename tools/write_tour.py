"""Write the output of every console block of README.md and docs/tour.md anew.

Run as `python tools/write_tour.py`. A block begins with ```console; a line with "$ " is a command,
what follows it is what the command printed. The commands run in a fresh demo archive.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "tour.md")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
# What is another in every run: instants of capture, names of WARC files, sizes, places in a file.
MASKS = (
    (re.compile(r"\d{4}/\d{2}/\d{8}T\d{6}Z-[0-9a-f]{6}-"), "{month}/{utc}-{writer}-"),
    (re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"), "{instant}"),
    (re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d UTC"), "{minute}"),
    (re.compile(r"(\.warc\.gz at) [\d,]+"), r"\1 {offset}"),
    (re.compile(r"(bytes +)[\d,]+"), r"\1{bytes}"),
)


def commands(page: str) -> list[str]:
    """Return the commands of a page in order."""
    return [
        line[2:]
        for block in BLOCK.findall(page)
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def written_anew(page: str, folder: Path) -> str:
    """Return a page with the outputs its commands print in this folder."""

    def block(found: re.Match[str]) -> str:
        lines = [line for line in found[1].splitlines() if line.startswith("$ ")]
        return "```console\n" + "\n".join(f"{x}\n{output(x[2:], folder)}" for x in lines) + "```"

    return BLOCK.sub(block, page)


def output(command: str, folder: Path) -> str:
    """Return what a command prints, in a folder, as a terminal of 80 columns would show it."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": str(ROOT / "src"),
        "ONRECORD_KEYS": str(folder / "keys"),
        "HOME": str(folder),
        # The table of place names is the user's, and made only once.
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(  # noqa: S602 - commands of our own pages, with pipes
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    text = (done.stdout + done.stderr).rstrip() + "\n"
    return text if text.strip() else ""


def masked(page: str) -> str:
    """Return a page without what is another in every run."""
    for pattern, mask in MASKS:
        page = pattern.sub(mask, page)
    return page


def main() -> None:
    """Write the pages anew."""
    for path in PAGES:
        folder = Path(tempfile.mkdtemp(prefix="onrecord-tour-"))
        try:
            path.write_text(written_anew(path.read_text("utf-8"), folder), "utf-8")
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
