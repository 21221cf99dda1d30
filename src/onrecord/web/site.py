"""What every page of one running site shares."""

from dataclasses import dataclass

from starlette.requests import Request

from onrecord.archive.accounts import Accounts
from onrecord.archive.web_settings import WebSettings
from onrecord.web.archives import Archives
from onrecord.web.measured import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The archives to borrow from, their name, and how the site is run."""

    archives: Archives
    name: str
    settings: WebSettings
    version: str
    accounts: Accounts
    tally: Tally


def site_of(request: Request) -> Site:
    """Return the site that answers a request."""
    site = request.app.state.site
    assert isinstance(site, Site)  # noqa: S101 - put there by `make_app`
    return site


def base_of(request: Request) -> str:
    """Return the address under which the site is asked, without a slash at its end."""
    return str(request.base_url).rstrip("/")
