"""Recordings to draw, and recordings with something planted."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.programs import recorded
from tests.recorder import Recorder

Plant = Callable[..., Recorder]


@pytest.fixture(scope="session")
def prod() -> Recorder:
    return recorded("prod")


@pytest.fixture
def plant(prod: Recorder) -> Plant:
    """A copy of prod's recording with one more resource: like the first of its type, but for some inputs.
    An input that is None is taken away."""

    def planted(type_: str, **inputs: Any) -> Recorder:
        model = prod.all(type_)[0]
        changed = {key: value for key, value in (model.inputs | inputs).items() if value is not None}
        recorder = copy.copy(prod)
        recorder.registrations = [*prod.registrations, replace(model, name="planted", inputs=changed)]
        return recorder

    return planted
