"""Every resource type, by token: the specs of all modules in services/."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from localaws import services
from localaws.spec import Spec


def _specs() -> Iterator[Spec]:
    for module in pkgutil.iter_modules(services.__path__):
        yield from getattr(import_module(f"{services.__name__}.{module.name}"), "SPECS", ())


SPECS: dict[str, Spec] = {spec.token: spec for spec in sorted(_specs(), key=lambda spec: spec.token)}
