"""The engine is killed at random points of an `up`; the next `up` finishes the work, exactly once."""

import random
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest

from engine import Engine
from localaws import process
from tests.up.driver import Driver, engine_of

pytestmark = pytest.mark.engine

SEED = 20261124
POINTS = 20

PROGRAM = """
import os
vpc = aws.ec2.Vpc("net", cidr_block="10.0.0.0/16", opts=opts)
gateway = aws.ec2.InternetGateway("net", vpc_id=vpc.id, opts=opts)
for index, zone in enumerate("abc"):
    subnet = aws.ec2.Subnet(
        f"net-{zone}",
        vpc_id=vpc.id,
        cidr_block=f"10.0.{index}.0/24",
        availability_zone=f"us-east-1{zone}",
        opts=opts,
    )
    table = aws.ec2.RouteTable(f"net-{zone}", vpc_id=vpc.id, opts=opts)
    aws.ec2.RouteTableAssociation(f"net-{zone}", subnet_id=subnet.id, route_table_id=table.id, opts=opts)
for name in ("web", "data"):
    aws.ec2.SecurityGroup(name, vpc_id=vpc.id, description=name, opts=opts)
random.RandomPassword("word", length=16)
"""
EVENTS = 26
"""Lines that an `up` of the program prints, at least: two for each resource."""


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[Driver]:
    """A project whose engine is killed again and again."""
    driver = Driver(tmp_path_factory.mktemp("mortal"))
    driver.write(PROGRAM)
    yield driver
    process.stop(driver.folders.localaws)


def points() -> list[tuple[int, float]]:
    """After which line of the display to kill, and how many seconds later."""
    chance = random.Random(SEED)
    return [(chance.randint(1, EVENTS), chance.uniform(0, 0.2)) for _ in range(POINTS)]


@pytest.mark.parametrize(("event", "pause"), points())
def test_an_up_that_was_killed_is_finished_by_the_next(mortal: Driver, event: int, pause: float) -> None:
    kill_engine(mortal, event, pause)
    output = mortal.passes("up")
    assert mortal.held() == mortal.recorded(), output
    assert {token: len(ids) for token, ids in mortal.held().items()} == {
        "aws:ec2/vpc:Vpc": 1,
        "aws:ec2/subnet:Subnet": 3,
        "aws:ec2/securityGroup:SecurityGroup": 2,
        "aws:ec2/internetGateway:InternetGateway": 1,
        "aws:ec2/routeTable:RouteTable": 3,
    }
    assert "pending operations" not in output
    kill_nothing = mortal.passes("down")
    assert "deleted" in kill_nothing


def kill_engine(driver: Driver, event: int, pause: float) -> None:
    """Starts an `up` and kills its engine `pause` seconds after so many lines of its display."""
    running = driver.start("up")
    assert running.stdout is not None
    seen = 0
    for line in running.stdout:
        seen += "creating" in line or "created" in line
        if seen >= event:
            break
    time.sleep(pause)
    engine = engine_of(running)
    if engine is not None:  # the last points may come after the engine's own end
        engine.send_signal(signal.SIGKILL)
    finish(running)


def finish(running: "subprocess.Popen[str]") -> None:
    """Waits for a verb's own end."""
    running.communicate(timeout=60)
