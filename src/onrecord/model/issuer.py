"""Issuers as the archive knows them: names, country, domains."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """A body that issues statements, from onrecord.toml or the packaged registry.

    `country` is the ISO 3166-1 alpha-2 code of the issuer's own state (None for international
    bodies), and what `country:` in a query means. `names` maps a language to the name in it.
    """

    id: str
    name: str
    country: str | None = None
    domains: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """The issuers an archive knows, findable by id, domain and name."""

    issuers: tuple[Issuer, ...] = ()

    def find(self, issuer_id: str) -> Issuer | None:
        return next((i for i in self.issuers if i.id == issuer_id), None)

    def find_by_host(self, host: str) -> Issuer | None:
        """Return the issuer whose domain is this host or the longest suffix of it."""
        host = host.lower().removeprefix("www.")
        best: tuple[int, Issuer] | None = None
        for issuer in self.issuers:
            for domain in issuer.domains:
                if (host == domain or host.endswith("." + domain)) and (
                    best is None or len(domain) > best[0]
                ):
                    best = (len(domain), issuer)
        return best[1] if best else None
