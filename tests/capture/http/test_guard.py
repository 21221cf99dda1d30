"""The address guard sees every address that is connected to, whatever DNS said before."""

import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from tests.loopback import Answer, Site, moved, serving

from onrecord.capture.http.courier import Courier
from onrecord.capture.http.exchange import Errand, Reply, Trouble
from onrecord.capture.http.guard import guarded, is_public
from onrecord.capture.http.manners import Manners
from onrecord.errors import RefusedError


class Names(AbstractResolver):
    """Any name leads to loopback, as a site can make its own name do at any moment."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        """Nothing is held."""


def reply(url: str, *, allow_private: bool) -> Reply:
    with Courier(Manners(allow_private=allow_private, delay=0), resolver=Names) as courier:
        courier.send(Errand(url=url))
        while courier.is_out:
            for found in courier.take(9, 0.2):
                if not found.errand.tag:
                    return found
    raise AssertionError("every errand comes back")


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_name_that_leads_to_loopback_is_refused(site: Site) -> None:
    with serving(site):
        url = site.url.replace("127.0.0.1", "mfa.example") + "/1"
        found = reply(url, allow_private=False)
        assert (found.trouble, site.asked) == (Trouble.PRIVATE, [])
        site.pages["/1"] = Answer(body=b"<p>words</p>")
        answer = reply(url, allow_private=True).answer
        assert answer is not None
        assert answer.body == b"<p>words</p>"


@pytest.mark.parametrize("target", ["http://[", "ftp://mfa.example/1", "javascript:alert(1)", ""])
def test_a_redirect_to_no_web_address_ends_there(site: Site, target: str) -> None:
    with serving(site):
        site.pages["/1"] = moved(target)
        assert reply(site.url + "/1", allow_private=True).trouble is Trouble.REDIRECTS


def test_redirects_end_at_a_limit(site: Site) -> None:
    with serving(site):
        for number in range(20):
            site.pages[f"/{number}"] = moved(f"/{number + 1}")
        found = reply(site.url + "/0", allow_private=True)
        assert (found.trouble, len(found.hops)) == (Trouble.REDIRECTS, 9)


@pytest.mark.parametrize(
    "address",
    ["192.168.1.1", "172.16.0.1", "100.64.0.1", "224.0.0.1", "255.255.255.255", "fd00::1", "::",
     "2002:7f00:1::", "ff02::1", "no address"],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_network(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(RefusedError):
        guarded(False)((socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)))
