"""What moto cannot do is said in a sentence, whatever protocol the service speaks."""

import pytest

from localaws.errors import CloudError
from tests.localaws.conftest import Workbench


@pytest.mark.parametrize(
    ("service", "op", "params"),
    [
        ("autoscaling", "StartInstanceRefresh", {"AutoScalingGroupName": "cluster"}),
        ("ecs", "CreateService", {"serviceName": "web", "networkConfiguration": {"awsvpcConfiguration": {}}}),
    ],
    ids=["XML", "JSON"],
)
def test_a_crash_is_a_sentence(bench: Workbench, service: str, op: str, params: dict[str, object]) -> None:
    bench.call("ecs", "CreateCluster", clusterName="default")
    with pytest.raises(
        CloudError, match=f"^EmulatorFailure: moto could not carry out {service} {op}; its log"
    ):
        bench.call(service, op, **params)
