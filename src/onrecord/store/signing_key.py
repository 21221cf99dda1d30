"""The archive's signing key: Ed25519, made at `init`, kept outside the archive's folder."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
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
        path = folder / f"{archive_id}.pem"
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise StoreError(
            "the signing key can't be written; set ONRECORD_KEYS to a folder of yours",
            cause=error,
        ) from error
    with os.fdopen(file, "wb") as stream:
        stream.write(pem)
        stream.flush()
        os.fsync(stream.fileno())
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
