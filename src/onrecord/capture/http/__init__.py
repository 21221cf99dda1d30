"""Asking the web, politely and safely: one request, its redirects, many hosts at once."""
