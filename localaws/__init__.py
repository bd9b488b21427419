"""The embedded AWS: Pulumi providers over an in-process moto server, on loopback, with no account.

A resource type is a `Spec` (spec.py), about ten lines of data under services/. lifecycle.py carries all
behaviour over specs, server.py speaks Pulumi's provider protocol, process.py starts and stops the whole.
"""
