"""Automatic names: `<logical name>-<7 hex digits>`, stable for a resource, fresh for its replacement."""

import hashlib
from dataclasses import dataclass

from localaws.spec import Name, Spec
from localaws.values import Props

SUFFIX_DIGITS = 7
"""As the official provider: pulumi-terraform-bridge pkg/tfbridge/names.go."""


@dataclass(frozen=True)
class Naming:
    """What the engine says of a resource's name."""

    logical: str
    seed: bytes = b""
    """Random per resource and per replacement; the engine keeps it for update plans."""
    proposed: str = ""
    """The project's own naming pattern, if it has one (`pulumi:autonaming`)."""
    disabled: bool = False


def named(spec: Spec, olds: Props, news: Props, naming: Naming) -> Props:
    """The new inputs, with a name where the type wants one and the program gives none."""
    name = spec.name
    if name is None or news.get(name.prop) is not None or naming.disabled:
        return dict(news)
    old = olds.get(name.prop)
    prefix = news.get(name.prefix) if name.prefix else None
    kept = isinstance(old, str) and olds.get(name.prefix) == prefix
    return {**news, name.prop: old if kept else _fresh(name, naming, prefix)}


def _fresh(name: Name, naming: Naming, prefix: object) -> str:
    suffix = hashlib.sha256(naming.seed + naming.logical.encode()).hexdigest()[:SUFFIX_DIGITS]
    if isinstance(prefix, str):
        return prefix + suffix
    room = name.longest - len(name.lead) - SUFFIX_DIGITS - 1
    return name.lead + (naming.proposed or f"{naming.logical[:room]}-{suffix}")
