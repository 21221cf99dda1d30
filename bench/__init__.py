"""Benchmarks: ratios against a peer in one run. Nothing here is a test; see `make bench`."""
