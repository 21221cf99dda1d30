"""From a version to its claims: a cascade of tables and small steps, without a model or a network.

Pure: what comes out depends on the version, the known issuers and the rules' version alone.
"""
