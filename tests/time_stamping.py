"""A time-stamp service (RFC 3161) on loopback, made with `openssl ts`, and its certificates."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from tests.loopback import Answer, Site, serving

from onrecord.archive.finding import FILE

OPENSSL = shutil.which("openssl")
PATH = "/tsr"
CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class TimeStampService(Site):
    """What is posted to it as a request is answered by openssl; `fails` makes it answer with 503.

    `folder` holds its root (root.pem) and what it signs with.
    """

    def __init__(self, folder: Path, *, elliptic: bool = False) -> None:
        super().__init__()
        self.folder = folder
        self.fails = False
        folder.mkdir()
        root = _name("Talara stamps, root")
        root_key = _key(elliptic=elliptic)
        own_key = _key(elliptic=elliptic)
        own = _certificate(_name("Talara stamps"), own_key, root, root_key)
        (folder / "root.pem").write_bytes(_certificate(root, root_key, root, root_key))
        (folder / "tsa.pem").write_bytes(own)
        (folder / "tsa.key").write_bytes(
            own_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
        (folder / "serial").write_text("01")
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if self.fails or handler.path != PATH:
            self.pages[handler.path] = Answer(status=503)
        else:
            self.pages[handler.path] = Answer(
                body=self.stamped(self.posted[-1][1]), media_type="application/timestamp-reply"
            )
        super().answer(handler)

    def stamped(self, request: bytes) -> bytes:
        """The service's answer to a request."""
        asked, said = self.folder / "request.tsq", self.folder / "answer.tsr"
        asked.write_bytes(request)
        files = ["-config", "tsa.cnf", "-queryfile", str(asked), "-out", str(said)]
        subprocess.run(  # noqa: S603 - openssl, on files of ours
            [str(OPENSSL), "ts", "-reply", *files],
            cwd=self.folder,
            check=True,
            capture_output=True,
        )
        return said.read_bytes()

    def configure(self, archive: Path) -> None:
        """Have an archive's checkpoints stamped here."""
        (archive / "roots.pem").write_bytes((self.folder / "root.pem").read_bytes())
        with (archive / FILE).open("a", encoding="utf-8") as file:
            file.write(
                "\n[watch]\nallow_private = true\n\n"
                f'[time_stamps]\nservice = "{self.url}{PATH}"\nroots = "roots.pem"\n'
            )


@contextmanager
def stamping(folder: Path, *, elliptic: bool = False) -> Iterator[TimeStampService]:
    """Run a service whose files lie in a new folder."""
    if OPENSSL is None:
        pytest.skip("no openssl here (apt-get install openssl)")
    service = TimeStampService(folder, elliptic=elliptic)
    with serving(service):
        yield service


def _key(*, elliptic: bool) -> Key:
    if elliptic:
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 2048)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(subject: x509.Name, key: Key, issuer: x509.Name, issuer_key: Key) -> bytes:
    is_root = subject == issuer
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
    )
    if not is_root:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(issuer_key, hashes.SHA256()).public_bytes(Encoding.PEM)
