"""RFC 3161: what a time-stamp service is asked, and whether its answer holds.

The answer is checked up to certificates that the archive's people trust, never up to those it
brings along: whoever has the signing key can make a service of his own.
"""

import datetime as dt

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from onrecord.errors import ConfigError, FixityError

REQUEST, RESPONSE = "application/timestamp-query", "application/timestamp-reply"  # section 3.4


def make_request(data: bytes) -> tuple[bytes, int | None]:
    """Return a request for a time stamp of these bytes, and the nonce its answer must repeat."""
    request = (
        TimestampRequestBuilder()
        .data(data)
        .hash_algorithm(HashAlgorithm.SHA256)
        .cert_request(cert_request=True)
        .nonce(nonce=True)
        .build()
    )
    return request.as_bytes(), request.nonce


def read_roots(pem: bytes) -> list[Certificate]:
    """Return the certificates of a PEM file; raises ConfigError where it has none."""
    try:
        return load_pem_x509_certificates(pem)
    except ValueError as error:
        raise ConfigError(
            "the roots of [time_stamps] are no certificates in PEM; put those there by which the "
            "service's stamps are to be checked",
            cause=error,
        ) from error


def check_response(
    response: bytes, data: bytes, roots: list[Certificate], *, nonce: int | None = None
) -> dt.datetime:
    """Return when the service says that it was shown these bytes; raises FixityError.

    `nonce` is that of the request, for an answer that has just come.
    """
    try:
        answer = decode_timestamp_response(response)
        VerifierBuilder(roots=list(roots), nonce=nonce).build().verify_message(answer, data)
        return answer.tst_info.gen_time.astimezone(dt.UTC)
    except (ValueError, VerificationError) as error:
        raise FixityError("the time stamp does not hold", cause=error) from error
