"""versitygw, an S3-compatible server over a folder of the tests' own, where buckets are folders."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

STARTED_IN = 30.0  # seconds


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def environment(port: int) -> dict[str, str]:
    """What a client of a server on that port must know."""
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "desk",
        "AWS_SECRET_ACCESS_KEY": "made-up-for-tests",
        "AWS_REGION": "us-east-1",
    }


class BucketServer:
    """A server on a loopback port, which stays its own when it is started again."""

    def __init__(self, program: str, folder: Path, port: int) -> None:
        self._program = program
        self._folder = folder
        self._numbers = count()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = port
        for name in ("buckets", "about"):
            (folder / name).mkdir()

    def new_bucket(self) -> str:
        """Make an empty bucket and return an address in it."""
        name = f"archive-{next(self._numbers)}"
        (self._folder / "buckets" / name).mkdir()
        return f"s3://{name}/kept"

    def objects(self, url: str) -> list[Path]:
        """Return the files in which the server keeps what was put below an address."""
        folder = self._folder / "buckets" / url.removeprefix("s3://")
        return sorted(path for path in folder.rglob("*") if path.is_file())

    def start(self) -> None:
        keys = environment(self.port)
        address = f"127.0.0.1:{self.port}"
        about, buckets = self._folder / "about", self._folder / "buckets"
        self._process = subprocess.Popen(  # noqa: S603 - the program that was asked for
            [self._program, "--quiet", "--port", address, "posix", "--sidecar", about, buckets],
            env={
                **os.environ,
                "ROOT_ACCESS_KEY_ID": keys["AWS_ACCESS_KEY_ID"],
                "ROOT_SECRET_ACCESS_KEY": keys["AWS_SECRET_ACCESS_KEY"],
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + STARTED_IN
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                assert time.monotonic() < until, "the server did not start"
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None


def find_program() -> str | None:
    """Return the program: $ONRECORD_VERSITYGW (`make versitygw`), else one of the machine's."""
    return os.environ.get("ONRECORD_VERSITYGW") or shutil.which("versitygw")


@contextmanager
def serving_buckets(folder: Path, port: int) -> Iterator[BucketServer]:
    """A new server, stopped at the end."""
    program = find_program()
    assert program is not None, "asked for before"
    server = BucketServer(program, folder, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()
