"""Injected waiting times: on creates, updates and deletions, and on nothing else."""

import re

from localaws.latency import CREATE, QUICK, Slowed, seconds, slowed
from localaws.naming import Naming
from localaws.randoms import TYPES, RandomType

PET = TYPES["random:index/randomPet:RandomPet"]


def test_off_by_default() -> None:
    assert slowed(PET, "random:index/randomPet:RandomPet", 0.0) is PET


def test_the_usual_time() -> None:
    assert seconds("aws:rds/instance:Instance", {}) == CREATE["aws:rds/instance:Instance"]
    assert seconds("aws:ec2/subnet:Subnet", {}) == QUICK


def test_who_does_not_wait_goes_on_at_once() -> None:
    distribution = "aws:cloudfront/distribution:Distribution"
    assert seconds(distribution, {"waitForDeployment": False}) == QUICK
    assert seconds(distribution, {}) == CREATE[distribution]


def test_a_share_of_the_usual_time() -> None:
    pauses: list[float] = []
    kind = Slowed(PET, "aws:ec2/vpc:Vpc", 0.5, pauses.append)
    kind.create(kind.check({}, {}, Naming("pet"))[0])
    assert pauses == [CREATE["aws:ec2/vpc:Vpc"] * 0.5]


def test_what_waits() -> None:
    pauses: list[float] = []
    kind = Slowed(PET, "random:index/randomPet:RandomPet", 10.0, pauses.append)
    inputs, problems = kind.check({}, {}, Naming("pet"))
    assert problems == []
    assert kind.secret == PET.secret
    assert kind.preview(inputs) == PET.preview(inputs)
    assert kind.diff(inputs, inputs, {"length": 3}) == PET.diff(inputs, inputs, {"length": 3})
    assert pauses == []
    ident, outputs = kind.create(inputs)
    assert pauses == [10.0]
    assert kind.read(ident, inputs, outputs) == (outputs, inputs)
    assert pauses == [10.0]
    kind.delete(ident, inputs, outputs)
    assert pauses == [10.0, 5.0]


def test_an_update_waits() -> None:
    class Updated(RandomType):
        def update(self, ident: str, old_inputs: object, state: object, news: object) -> dict[str, str]:
            return {"updated": ident}

    pauses: list[float] = []
    kind = Slowed(Updated(PET.make, PET.outputs, PET.size), "aws:ec2/subnet:Subnet", 10.0, pauses.append)
    assert kind.update("web", {}, {}, {}) == {"updated": "web"}
    assert pauses == [10.0]


def test_the_table_names_types() -> None:
    for token, typical in CREATE.items():
        match = re.fullmatch(r"aws:[a-z0-9]+/([a-z]\w+):([A-Z]\w+)", token)
        assert match, token
        assert match[1].lower() == match[2].lower(), token
        assert 0 < typical <= 3600, token
