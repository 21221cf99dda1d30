"""The archive's signing key: Ed25519, made at `init`, kept outside the archive's folder."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from platformdirs import user_data_path

from onrecord.errors import StoreError


def keys_folder() -> Path:
    """Return the folder of keys: $ONRECORD_KEYS, else the user's data folder."""
    given = os.environ.get("ONRECORD_KEYS")
    return Path(given) if given else user_data_path("onrecord") / "keys"


def make_signing_key(archive_id: str, folder: Path | None = None) -> str:
    """Make the key of an archive with owner-only rights and return its public half as hex."""
    folder = folder or keys_folder()
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(_path(folder, archive_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise StoreError(
            "the signing key can't be written; set ONRECORD_KEYS to a folder of yours",
            cause=error,
        ) from error
    with os.fdopen(file, "wb") as stream:
        stream.write(pem)
        stream.flush()
        os.fsync(stream.fileno())
    return _public(private).hex()


class Signer:
    """Signs with the key of one archive; `public_key` is its 32 bytes."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public_key = _public(private)

    def sign(self, data: bytes) -> bytes:
        return self._private.sign(data)


def find_signer(archive_id: str, folder: Path | None = None) -> Signer | None:
    """Return what signs for an archive; None where this machine has no key of it.

    Raises StoreError for a key that can't be read.
    """
    path = _path(folder or keys_folder(), archive_id)
    try:
        private = load_pem_private_key(path.read_bytes(), None)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(
            "the signing key can't be read; put its copy back where ONRECORD_KEYS says",
            cause=error,
            file=path.name,
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise StoreError("the signing key is of another kind; put its copy back", file=path.name)
    return Signer(private)


def is_signed(data: bytes, signature: bytes, public_key: bytes) -> bool:
    """Return whether the key of this public half signed these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _path(folder: Path, archive_id: str) -> Path:
    return folder / f"{archive_id}.pem"


def _public(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
