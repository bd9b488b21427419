"""The engine is killed at random points of an `up`; the next `up` finishes the work, exactly once."""

import random
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
title = pulumi.Config().require("title")
vpc = aws.ec2.Vpc(title, cidr_block="10.0.0.0/16", opts=opts)
gateway = aws.ec2.InternetGateway(title, vpc_id=vpc.id, opts=opts)
for index, zone in enumerate("abc"):
    subnet = aws.ec2.Subnet(
        f"{title}-{zone}",
        vpc_id=vpc.id,
        cidr_block=f"10.0.{index}.0/24",
        availability_zone=f"us-east-1{zone}",
        opts=opts,
    )
    table = aws.ec2.RouteTable(f"{title}-{zone}", vpc_id=vpc.id, opts=opts)
    aws.ec2.RouteTableAssociation(f"{title}-{zone}", subnet_id=subnet.id, route_table_id=table.id, opts=opts)
for name in ("web", "data"):
    aws.ec2.SecurityGroup(f"{title}-{name}", vpc_id=vpc.id, description=name, opts=opts)
random.RandomPassword(title, length=16)
"""
"""Another title makes everything anew, then deletes what the former one had."""

EVENTS = 4 * 14
"""Lines that such an `up` prints: the begin and the end of 14 creations and of 14 deletions."""

WHOLE = {
    "aws:ec2/vpc:Vpc": 1,
    "aws:ec2/subnet:Subnet": 3,
    "aws:ec2/securityGroup:SecurityGroup": 2,
    "aws:ec2/internetGateway:InternetGateway": 1,
    "aws:ec2/routeTable:RouteTable": 3,
}


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[Driver]:
    """A project whose engine is killed again and again."""
    driver = Driver(tmp_path_factory.mktemp("mortal"))
    driver.write(PROGRAM, settings="config:\n  tiny:title: net0\n")
    driver.passes("up")
    yield driver
    process.stop(driver.folders.localaws)


def points() -> list[tuple[int, float]]:
    """After which line of the display to kill, and how many seconds later; in the order of the titles."""
    chance = random.Random(SEED)
    return [(chance.randint(1, EVENTS - 4), chance.uniform(0, 0.05)) for _ in range(POINTS)]


@pytest.mark.parametrize("number", range(POINTS))
def test_an_up_that_was_killed_is_finished_by_the_next(mortal: Driver, number: int) -> None:
    mortal.write(PROGRAM, settings=f"config:\n  tiny:title: net{number + 1}\n")
    event, pause = points()[number]
    kill_engine(mortal, event, pause)
    output = mortal.passes("up")
    assert "was killed; its lock is removed" in output
    assert "pending operations" not in output
    assert mortal.held() == mortal.recorded(), output
    assert {token: len(ids) for token, ids in mortal.held().items()} == WHOLE


def kill_engine(driver: Driver, event: int, pause: float) -> None:
    """Starts an `up` and kills its engine `pause` seconds after so many lines of its display."""
    running = driver.start("up")
    assert running.stdout is not None
    seen = 0
    for line in running.stdout:
        seen += any(word in line for word in ("creating (", "created (", "deleting (", "deleted ("))
        if seen >= event:
            break
    time.sleep(pause)
    engine = engine_of(running)
    assert engine is not None, "the engine ended before its time"
    engine.kill()
    output = running.communicate(timeout=60)[0]
    assert running.returncode == 1
    assert "the engine was killed (signal 9); the next run goes on from there" in output
