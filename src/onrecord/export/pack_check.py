"""Check a proof pack: `python verify.py PACK.wacz [PUBLIC_KEY]`.

This file stands alone: it needs Python and the package `cryptography`.

What is checked: each record's bytes against its leaf of the ledger, the leaf's place in the tree
under the checkpoint, the checkpoint's signature, and the digests of all files in the pack. The key
in the pack proves nothing by itself: compare it with one that you have from elsewhere.
"""

import base64
import hashlib
import json
import sys
import zipfile
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WARC = "archive/data.warc.gz"
PROOF = "proof/proof.json"
PACKAGE = "datapackage.json"
PACKAGE_DIGEST = "datapackage-digest.json"


def main(arguments: list[str]) -> int:
    """Check the pack and say what was found; return 0 where all holds, else 3."""
    if len(arguments) not in (1, 2):
        print(__doc__)
        return 2
    with zipfile.ZipFile(arguments[0]) as pack:
        proof = json.loads(pack.read(PROOF))
        faults = [*_file_faults(pack), *_signature_faults(proof), *_record_faults(pack, proof)]
    if len(arguments) == 2 and proof["public_key"] != arguments[1]:
        faults.append(f"the key is {proof['public_key']}, not the one given")
    for fault in faults:
        print(f"FAULT  {fault}")
    if faults:
        return 3
    print(f"{len(proof['captures'])} records are as they were under the checkpoint:")
    print(proof["checkpoint"])
    print(f"signed by the key {proof['public_key']}; {proof['anchor']}")
    return 0


def _file_faults(pack: zipfile.ZipFile) -> list[str]:
    package = pack.read(PACKAGE)
    wanted = {PACKAGE: json.loads(pack.read(PACKAGE_DIGEST))["hash"]}
    wanted |= {one["path"]: one["hash"] for one in json.loads(package)["resources"]}
    names = set(pack.namelist()) - {PACKAGE_DIGEST}
    faults = [f"{name} is not in the pack's list" for name in sorted(names - wanted.keys())]
    for name, kept in wanted.items():
        found = "sha256:" + hashlib.sha256(pack.read(name)).hexdigest() if name in names else None
        if found != kept:
            faults.append(f"{name}: expected {kept}, found {found}")
    return faults


def _signature_faults(proof: dict[str, Any]) -> list[str]:
    body, line = proof["checkpoint"].split("\n\n")
    signature = base64.b64decode(line.split(" ")[2])[4:]
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(proof["public_key"]))
    try:
        key.verify(signature, body.encode() + b"\n")
    except InvalidSignature:
        return ["the checkpoint is not signed by this key"]
    return []


def _record_faults(pack: zipfile.ZipFile, proof: dict[str, Any]) -> list[str]:
    _, size, root, *_ = proof["checkpoint"].split("\n")
    warc = pack.read(WARC)
    faults = []
    for one in proof["captures"]:
        leaf = json.loads(one["leaf"])
        member = warc[one["offset"] : one["offset"] + leaf["length"]]
        if hashlib.sha256(member).hexdigest() != leaf["member_sha256"]:
            faults.append(f"record {leaf['seq']} ({leaf['uri']}) is not what was kept")
        path = [bytes.fromhex(step) for step in one["path"]]
        found = _root(one["leaf"].encode(), leaf["seq"], int(size), path)
        if found != base64.b64decode(root):
            faults.append(f"record {leaf['seq']} ({leaf['uri']}) is not under the checkpoint")
    return faults


def _root(entry: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """The root that an audit path leads to (RFC 9162 section 2.1.3.2); None for a wrong path."""
    hash, last = hashlib.sha256(b"\x00" + entry).digest(), size - 1
    if not 0 <= index <= last:
        return None
    for step in path:
        if not last:
            return None
        if index & 1 or index == last:
            hash = hashlib.sha256(b"\x01" + step + hash).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            hash = hashlib.sha256(b"\x01" + hash + step).digest()
        index, last = index >> 1, last >> 1
    return None if last else hash


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
