"""As `ready`, for the workers of many files: the model of languages too, which they then share."""

import contextlib
import gc

import onrecord.archive.ready  # noqa: F401 - what it reads is read first
from onrecord.text.language import load_model

with contextlib.suppress(Exception):  # as in `ready`: the disk may be full where it is unpacked
    load_model()
gc.freeze()
