"""Rehearsals: the program on the real Pulumi engine against the embedded AWS. `make up` and its siblings.

Nothing here can reach AWS: the engine gets an environment of its own (environment.py), a back end and a
home of its own under `.rehearsal/` (folders.py), and providers on loopback (localaws). The committed stack
settings are copied, never written to (settings_copy.py).
"""
