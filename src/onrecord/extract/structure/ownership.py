"""Whose pages a statement cites: the issuer's own state's, or a third party's.

A party that cites its own organs is `own`, which is no corroboration.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.structure.countries import country_of_name, country_of_state_host
from onrecord.model.citation import CitedKind
from onrecord.model.issuer import Registry
from onrecord.model.statement import IssuerMention
from onrecord.text.urls import host, registered_domain


@dataclass(frozen=True, slots=True)
class Owner:
    """What is known of a statement's issuers: their hosts and countries."""

    registry: Registry
    hosts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    known: bool = False

    def cited_kind(self, address: str) -> CitedKind:
        """Return whose page an address is, unknown while the issuer or its country is."""
        if not self.known:
            return CitedKind.UNKNOWN
        cited = host(address)
        if self._is_own_site(cited):
            return CitedKind.OWN
        if not self.countries:
            return CitedKind.UNKNOWN
        if country_of_state_host(cited) in self.countries:
            return CitedKind.OWN
        issuer = self.registry.find_by_host(cited) if self.registry.issuers else None
        if issuer is not None and issuer.country in self.countries:
            return CitedKind.OWN
        return CitedKind.THIRD_PARTY

    def _is_own_site(self, cited: str) -> bool:
        if any(cited == own or cited.endswith("." + own) for own in self.hosts):
            return True
        return any(registered_domain(cited) == registered_domain(own) for own in self.hosts)


def owner(issuers: Sequence[IssuerMention], registry: Registry, url: str | None) -> Owner:
    """Return what is known of these issuers; the statement's own host counts as theirs.

    >>> from onrecord.model.statement import IssuerBasis, IssuerRole
    >>> body = IssuerMention("x", "Ministry of Fisheries of Norway", IssuerRole.SOLE,
    ...                      IssuerBasis.HEADER)
    >>> who = owner([body], Registry(), None)
    >>> who.cited_kind("https://www.mfa.no/1").value, who.cited_kind("https://www.bbc.co.uk").value
    ('own', 'third_party')
    """
    hosts: list[str] = [host(url)] if url and host(url) else []
    countries: list[str] = []
    for mention in issuers:
        issuer = registry.find(mention.id)
        if issuer is not None:
            hosts += issuer.domains
            country = issuer.country
        else:
            country = country_of_name(mention.name)
        if country:
            countries.append(country)
    own = country_of_state_host(hosts[0]) if hosts else None
    if own and issuers and not countries:
        countries.append(own)
    return Owner(registry, tuple(dict.fromkeys(hosts)), tuple(countries), bool(issuers))
