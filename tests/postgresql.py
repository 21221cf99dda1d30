"""Debian's PostgreSQL, started for the tests in a folder of its own: nothing of the machine's."""

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

OWNERS = ("postgres", "nobody")  # the server refuses to run as root
PLACES = Path("/usr/lib/postgresql")  # Debian's
# Only what a test needs to be quick; a server that is stopped by its own means loses nothing.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "listen_addresses": "",
    "max_connections": "60",
}


class Server:
    """A server on a socket in its own folder, with trust for everyone who can open that."""

    def __init__(self, programs: Path, folder: Path, owner: str) -> None:
        self._programs = programs
        self._owner = owner
        self._numbers = count()
        self.folder = folder

    def start(self) -> None:
        given = " ".join(f"-c {name}={value!r}" for name, value in SETTINGS.items())
        options = f"{given} -c unix_socket_directories='{self.folder}'"
        self._run("pg_ctl", "start", "-w", "-o", options, "-l", str(self.folder / "log"))

    def stop(self) -> None:
        """Stop at once, as a restart of the machine would: connections break."""
        self._run("pg_ctl", "stop", "-m", "fast", "-w")

    def make(self) -> None:
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync")

    def new_database(self) -> str:
        """Make an empty database and return its address; its own order of words is English."""
        name = f"archive{next(self._numbers)}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self._url(name)

    def _url(self, name: str) -> str:
        return f"postgresql:///{name}?host={self.folder}&user=postgres"

    def _run(self, program: str, *arguments: str) -> None:
        data = self.folder / "data"
        subprocess.run(  # noqa: S603 - a program of the machine's own
            [self._programs / program, "-D", data, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._owner if os.getuid() == 0 else None,
            cwd=self.folder,
        )


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, None where it is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return next(iter(sorted(PLACES.glob("*/bin"), reverse=True)), None)


@contextmanager
def running() -> Iterator[Server]:
    """A new server, stopped and taken away at the end."""
    programs = find_programs()
    assert programs is not None, "asked for before"
    folder = Path(tempfile.mkdtemp(prefix="onrecord-postgresql-"))  # a socket's path must be short
    owner = _owner()
    if os.getuid() == 0:
        shutil.chown(folder, owner)
    server = Server(programs, folder, owner)
    try:
        server.make()
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder)


def _owner() -> str:
    if os.getuid() != 0:
        return getpass.getuser()
    known = {line.split(":")[0] for line in Path("/etc/passwd").read_text("utf-8").splitlines()}
    return next(name for name in OWNERS if name in known)
