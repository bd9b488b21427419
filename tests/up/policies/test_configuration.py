"""What a project asks of the pack, right and wrong, as a preview shows it."""

import datetime
import json
from typing import Any

import pytest

from tests.up.policies.output import Told, told
from tests.up.policies.stranger import Stranger

pytestmark = pytest.mark.engine

RULE = "container-non-root"
BREACH = "container app has user 'root', want a user other than root, such as 1001:1001."
LABEL = "aws:ecs/taskDefinition:TaskDefinition::app"
TODAY = datetime.date.today()
REASON = "the vendor's image needs root until 2.0"

TASK = """
import json

task = aws.ecs.TaskDefinition("app", family="app", container_definitions={definitions}, opts=opts)
"""
ROOT = TASK.format(definitions="""json.dumps([{"name": "app", "user": "root"}])""")
UNKNOWN = """
bucket = aws.s3.Bucket("later", opts=opts)
""" + TASK.format(definitions="""pulumi.Output.json_dumps([{"name": "app", "user": bucket.id}])""")


@pytest.fixture
def project(stranger: Stranger) -> Stranger:
    """A project that has every rule disabled but one, so that other rules do not matter here."""
    stranger.write(ROOT)
    return stranger


def test_a_probe(project: Stranger) -> None:
    e = [dict(rule=RULE, resource="aws:s3/bucket:Bucket::x", reason="none", expires=TODAY)]
    project.write_exemptions(*e)
    project.write(UNKNOWN+ROOT.replace("app","bpp"))
    print(project.fails_preview())
    assert 0
