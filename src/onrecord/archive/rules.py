"""The version of the rules of extraction, as a whole.

Wordings are compared only when the same rules read them: an archive read by other rules is read
again from its captures first (`rebuild extract`). Raise it with any change to `extract`, or to
`text`, that lets a kept capture come out otherwise.
"""

RULES = "7"
