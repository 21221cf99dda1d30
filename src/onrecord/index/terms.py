"""How hosts, URLs and languages are kept as terms, and looked for. Knows no engine."""


def host_terms(host: str) -> list[str]:
    """Return a host and the domains it is part of.

    >>> host_terms("www.MFA.example")
    ['www.mfa.example', 'mfa.example', 'example']
    """
    labels = host.lower().strip(".").split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]


def url_term(url: str) -> str:
    """Return the form under which a cited URL is kept: without scheme, www. and fragment.

    >>> url_term("https://www.Example.org/News/?id=1#top"), url_term("http://example.org")
    ('example.org/News/?id=1', 'example.org/')
    """
    rest = url.partition("#")[0]
    scheme, mark, after = rest.partition("://")
    rest = after if mark else scheme
    host, slash, path = rest.partition("/")
    return host.lower().removeprefix("www.") + "/" + path if slash or host else rest


def language_terms(language: str) -> tuple[str, ...]:
    """Return a language's tag and its primary subtag, in lower case.

    >>> language_terms("az-Cyrl"), language_terms("ru")
    (('az-cyrl', 'az'), ('ru',))
    """
    tag = language.lower().replace("_", "-")
    primary = tag.partition("-")[0]
    return (tag,) if tag == primary else (tag, primary)
