"""Supplies the Pulumi engine: the `pulumi` command line together with its language host for Python.

    engine = supply(print)
    subprocess.run([engine.binary, "preview"])

Sources, in this order: a `pulumi` on PATH that is new enough; the user's cache; the official release; a
build from the Go module of that version, with the language host in `engine/cli`. The cache is kept per user,
so a second clone of the project downloads and builds nothing.
"""

from engine.model import MINIMUM, VERSION, Engine, EngineError, Report
from engine.supplier import supply

__all__ = ["MINIMUM", "VERSION", "Engine", "EngineError", "Report", "supply"]
