"""The address guard: no request goes to a private, loopback, link-local or metadata address.

It stands where a socket is made, after DNS and for every connection anew: a name that led to a
public address a moment ago and leads to a private one now is refused, and so is a redirect.
"""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from onrecord.errors import RefusedError

Address = IPv4Address | IPv6Address
AddressInfo = tuple[Any, Any, int, str, Any]  # as getaddrinfo gives it

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
# Cloud metadata services; those in link-local ranges are refused as such.
_METADATA = frozenset({ip_address("100.100.100.200"), ip_address("fd00:ec2::254")})


def is_public(address: str) -> bool:
    """Return whether an address is one of the public network, whatever it is wrapped in.

    >>> is_public("93.184.215.14"), is_public("2606:4700::1111")
    (True, True)
    >>> [is_public(a) for a in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "0.0.0.0")]
    [False, False, False, False, False]
    >>> is_public("::ffff:192.168.0.1"), is_public("64:ff9b::7f00:1"), is_public("fe80::1%eth0")
    (False, False, False)
    """
    try:
        return all(map(_is_public, _all_of(ip_address(address.partition("%")[0]))))
    except ValueError:
        return False


def _all_of(address: Address) -> list[Address]:
    """The address and those that it carries inside (mapped, 6to4, Teredo, NAT64)."""
    found = [address]
    if isinstance(address, IPv6Address):
        inner: list[Any] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
        found += [one for one in inner if one is not None]
    return found


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in _NAT64):
        return True  # the address inside decides
    return address.is_global and not address.is_multicast and address not in _METADATA


def guarded(allow_private: bool) -> Callable[[AddressInfo], socket.socket]:
    """Return what makes the sockets of a connector: it raises RefusedError for a private address.

    Not an OSError, so that no other address of the same name is tried in its place.
    """

    def make(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, address = info
        if not allow_private and not is_public(str(address[0])):
            raise RefusedError(
                "the address is private; with --allow-private such addresses are asked too",
                address=str(address[0]),
            )
        return socket.socket(family, kind, protocol)

    return make
