"""The short form of the benchmark of watching: what it counts, without its clock."""

from bench.watching import measure


def test_hosts_are_asked_in_parallel_each_one_request_at_a_time() -> None:
    figures = measure(sources=48, names=12, delay=0.05)
    assert figures.most == 1
    assert figures.most_in_all > 1
    assert figures.brought == 0
