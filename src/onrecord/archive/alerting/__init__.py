"""Telling people what changed: by mail, to a webhook, and since they last looked."""
