"""Watching sources on the web: what is due is asked for, looked into, judged and written."""
