"""What a plain install brings is under licences that bind its users to nothing."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest

# Packages of a choice of licences, of which one is permissive.
CHOICES = {"tld": "MPL-1.1"}
BINDING = re.compile(r"\b(?:A|L)?GPL", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def _brought(name: str, seen: dict[str, Distribution]) -> dict[str, Distribution]:
    """Return what is installed with a package when no extra of it is asked for."""
    try:
        found = distribution(name)
    except PackageNotFoundError:  # wanted on other systems only
        return seen
    key = found.metadata["Name"].lower().replace("_", "-")
    if key in seen:
        return seen
    seen[key] = found
    for wanted in found.requires or ():
        package, _, marker = wanted.partition(";")
        match = _NAME.match(package.strip())
        if match and "extra" not in marker:
            _brought(match[0], seen)
    return seen


def _licences(found: Distribution) -> Iterator[str]:
    metadata = found.metadata
    for field in ("License-Expression", "License"):
        yield (metadata[field] or "").splitlines()[0] if metadata[field] else ""
    for classifier in metadata.get_all("Classifier") or ():
        if classifier.startswith("License ::"):
            yield classifier


BROUGHT = _brought("onrecord", {})


def test_a_plain_install_is_known() -> None:
    assert {"onrecord", "tantivy", "sqlalchemy", "trafilatura", "lxml"} <= BROUGHT.keys()


@pytest.mark.parametrize("name", sorted(BROUGHT))
def test_no_licence_binds_what_uses_it(name: str) -> None:
    told = [licence for licence in _licences(BROUGHT[name]) if licence]
    assert told, "the package names no licence"
    binding = [licence for licence in told if BINDING.search(licence)]
    if name in CHOICES:
        assert any(CHOICES[name].partition("-")[0] in licence for licence in told)
        return
    assert not binding
