"""Check a proof pack: `python verify.py PACK.wacz [PUBLIC_KEY] [ROOTS.pem]`.

This file stands alone: it needs Python and the package `cryptography`.

What is checked: each record's bytes against its leaf of the ledger, the leaf's place in the tree
under the checkpoint, the checkpoint's signature and its time stamps (RFC 3161), and the digests of
all files in the pack. The key and the certificates in the pack prove nothing by themselves: compare
the key with one that you have from elsewhere, and give the certificates of those whose stamps you
trust as ROOTS.pem.
"""

import base64
import datetime as dt
import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

WARC = "archive/data.warc.gz"
PROOF = "proof/proof.json"
PACKAGE = "datapackage.json"
PACKAGE_DIGEST = "datapackage-digest.json"
PEM = ".pem"
UNANCHORED = "unanchored: proves nothing against the archive's own operator"


def main(arguments: list[str]) -> int:
    """Check the pack and say what was found; return 0 where all holds, else 3."""
    roots_files = [one for one in arguments[1:] if one.endswith(PEM)]
    keys = [one for one in arguments[1:] if not one.endswith(PEM)]
    if not arguments or len(keys) > 1 or len(roots_files) > 1:
        print(__doc__)
        return 2
    roots = [
        root
        for name in roots_files
        for root in x509.load_pem_x509_certificates(Path(name).read_bytes())
    ]
    with zipfile.ZipFile(arguments[0]) as pack:
        proof = json.loads(pack.read(PROOF))
        faults = [*_file_faults(pack), *_signature_faults(proof), *_record_faults(pack, proof)]
    if keys and proof["public_key"] != keys[0]:
        faults.append(f"the key is {proof['public_key']}, not the one given")
    anchors = []
    for stamp in proof["stamps"]:
        try:
            anchors.append(_anchor(stamp, proof["checkpoint"].encode(), roots))
        except WRONG as error:
            why = str(error) or "a wrong signature"
            faults.append(f"the time stamp by {stamp['service']} does not hold: {why}")
    for fault in faults:
        print(f"FAULT  {fault}")
    if faults:
        return 3
    print(f"{len(proof['captures'])} records are as they were under the checkpoint:")
    print(proof["checkpoint"])
    print(f"signed by the key {proof['public_key']}")
    for anchor in anchors or [UNANCHORED]:
        print(anchor)
    return 0


def _file_faults(pack: zipfile.ZipFile) -> list[str]:
    package = pack.read(PACKAGE)
    wanted = {PACKAGE: json.loads(pack.read(PACKAGE_DIGEST))["hash"]}
    wanted |= {one["path"]: one["hash"] for one in json.loads(package)["resources"]}
    names = set(pack.namelist()) - {PACKAGE_DIGEST}
    faults = [f"{name} is not in the pack's list" for name in sorted(names - wanted.keys())]
    for name, kept in wanted.items():
        found = f"sha256:{_digest_of(pack, name)}" if name in names else None
        if found != kept:
            faults.append(f"{name}: expected {kept}, found {found}")
    return faults


def _digest_of(pack: zipfile.ZipFile, name: str) -> str:
    with pack.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def _signature_faults(proof: dict[str, Any]) -> list[str]:
    body, line = proof["checkpoint"].split("\n\n")
    signature = base64.b64decode(line.split(" ")[2])[4:]
    key = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(proof["public_key"]))
    try:
        key.verify(signature, body.encode() + b"\n")
    except InvalidSignature:
        return ["the checkpoint is not signed by this key"]
    return []


def _record_faults(pack: zipfile.ZipFile, proof: dict[str, Any]) -> list[str]:
    _, size, root, *_ = proof["checkpoint"].split("\n")
    faults = []
    warc = pack.open(WARC)
    for one in proof["captures"]:
        leaf = json.loads(one["leaf"])
        warc.seek(one["offset"])
        if hashlib.sha256(warc.read(leaf["length"])).hexdigest() != leaf["member_sha256"]:
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


# Time stamps: RFC 3161, in the Cryptographic Message Syntax (RFC 5652), in DER (X.690).
SEQUENCE, SET, CONTEXT_0 = 0x30, 0x31, 0xA0
SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
TST_INFO = bytes.fromhex("2a864886f70d0109100104")
CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
DIGESTS: dict[bytes, hashes.HashAlgorithm] = {
    bytes.fromhex("608648016503040201"): hashes.SHA256(),
    bytes.fromhex("608648016503040202"): hashes.SHA384(),
    bytes.fromhex("608648016503040203"): hashes.SHA512(),
}
LONGEST_CHAIN = 8


class StampError(Exception):
    """A time stamp that does not hold."""


# What reading a stamp that was altered can end in.
WRONG = (StampError, ValueError, TypeError, IndexError, InvalidSignature, x509.ExtensionNotFound)


def _anchor(stamp: dict[str, str], note: bytes, roots: list[x509.Certificate]) -> str:
    """What a time stamp says of the checkpoint, and on whose word."""
    at, signer, certificates = _read_stamp(base64.b64decode(stamp["response"]), note)
    said = f"time-stamped {at:%Y-%m-%dT%H:%M:%SZ} by {stamp['service']}"
    if not roots:
        return f"{said}, by certificates of its own: {UNANCHORED}, unless you give ROOTS.pem"
    root = _climb(signer, certificates, roots, at)
    return f"{said}, under {root.subject.rfc4514_string()}"


def _read_stamp(
    response: bytes, note: bytes
) -> tuple[dt.datetime, x509.Certificate, list[x509.Certificate]]:
    """The time in a TimeStampResp, who signed it for this note, and the certificates in it."""
    status, token = _parts(_one(response, SEQUENCE))
    _need(_parts(status[1])[0][1] == b"\0", "the service did not grant it")
    kind, content = _parts(token[1])
    _need(kind[1] == SIGNED_DATA, "it is no signed data")
    signed = _parts(_one(content[1], SEQUENCE))
    inner_kind, inner = _parts(signed[2][1])
    _need(inner_kind[1] == TST_INFO, "what is signed is no time stamp")
    info = _one(inner[1], 0x04)
    certificates = [
        x509.load_der_x509_certificate(_encoded(tag, value))
        for tag, value in (_parts(signed[3][1]) if signed[3][0] == CONTEXT_0 else [])
        if tag == SEQUENCE
    ]
    _, _, imprint, _, at, *_ = _parts(_one(info, SEQUENCE))
    algorithm, digest = _parts(imprint[1])
    _need(digest[1] == _hash(algorithm[1], note), "it is of another checkpoint")
    signers = _parts(signed[-1][1])
    _need(len(signers) == 1, "it has not one signer")
    signer = _signer(_parts(signers[0][1]), info, certificates)
    time = dt.datetime.strptime(f"{at[1].decode()[:14]}+0000", "%Y%m%d%H%M%S%z")
    return time, signer, certificates


def _signer(
    fields: list[tuple[int, bytes]], info: bytes, certificates: list[x509.Certificate]
) -> x509.Certificate:
    """The certificate whose key signed the time (RFC 5652 section 5.3); raises where none did."""
    _, sid, algorithm, attributes, _, signature, *_ = fields
    _need(attributes[0] == CONTEXT_0, "nothing says what was signed")
    said = {}
    for _, attribute in _parts(attributes[1]):
        name, values = _parts(attribute)
        said[name[1]] = _parts(values[1])[0][1]
    _need(said.get(CONTENT_TYPE) == TST_INFO, "what is signed is no time stamp")
    _need(said.get(MESSAGE_DIGEST) == _hash(algorithm[1], info), "the time was altered")
    issuer, serial = _parts(sid[1])
    number = int.from_bytes(serial[1], signed=True)
    for one in certificates:
        if one.serial_number == number and one.issuer.public_bytes() == _encoded(*issuer):
            usage = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
            _need(
                usage.critical and list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING],
                "its certificate is not one for time stamps",
            )
            _check_signature(one, signature[1], _encoded(SET, attributes[1]), algorithm[1])
            return one
    raise StampError("the certificate of its signer is not in it")


def _check_signature(
    certificate: x509.Certificate, signature: bytes, data: bytes, algorithm: bytes
) -> None:
    key, hash = certificate.public_key(), DIGESTS[_parts(algorithm)[0][1]]
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, data, padding.PKCS1v15(), hash)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, data, ec.ECDSA(hash))
    else:
        raise StampError("it is signed by a kind of key that is not known here")


def _climb(
    certificate: x509.Certificate,
    others: list[x509.Certificate],
    roots: list[x509.Certificate],
    at: dt.datetime,
) -> x509.Certificate:
    """The root that a certificate rests on; each on the way was valid at the time, and a CA's."""
    for _ in range(LONGEST_CHAIN):
        _need(
            certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc,
            f"{certificate.subject.rfc4514_string()} was not valid then",
        )
        if certificate in roots:
            return certificate
        above = next((one for one in [*roots, *others] if _is_above(one, certificate)), None)
        if above is None:
            raise StampError("its certificates do not lead to one of ROOTS.pem")
        certificate = above
    raise StampError("its certificates lead nowhere")


def _is_above(one: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(one)
        return one.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False


def _hash(algorithm: bytes, data: bytes) -> bytes:
    """The digest of data by the algorithm of an AlgorithmIdentifier."""
    kind = _parts(algorithm)[0][1]
    _need(kind in DIGESTS, "its digest is of a kind that is not known here")
    return hashlib.new(DIGESTS[kind].name, data).digest()


def _need(holds: bool, otherwise: str) -> None:
    if not holds:
        raise StampError(otherwise)


def _parts(data: bytes) -> list[tuple[int, bytes]]:
    """The values one after the other in DER, each with its tag."""
    return list(_values(data))


def _one(data: bytes, tag: int) -> bytes:
    """The one value in DER that is all of the data, of this tag."""
    ((found, value),) = _values(data)
    _need(found == tag, "it is not written as time stamps are")
    return value


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        tag, length = data[at], data[at + 1]
        at += 2
        if length & 0x80:
            more = length & 0x7F
            length = int.from_bytes(data[at : at + more])
            at += more
        _need(at + length <= len(data), "it is cut short")
        yield tag, data[at : at + length]
        at += length


def _encoded(tag: int, value: bytes) -> bytes:
    size = len(value)
    if size < 0x80:
        return bytes([tag, size]) + value
    long = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(long)]) + long + value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
