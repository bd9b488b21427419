"""Load balancers in the embedded AWS, where moto alone is laxer than AWS."""

import pytest

from localaws.errors import CloudError
from tests.localaws.conftest import Workbench
from tests.localaws.test_services_lb import BALANCER, subnets, vpc


def test_a_protected_one_goes_only_once_the_protection_is_off(bench: Workbench) -> None:
    kind = bench.package.resource(BALANCER, bench.session)
    news = bench.check(BALANCER, subnets=subnets(bench, vpc(bench)), enableDeletionProtection=True)
    ident, outputs = kind.create(news)
    with pytest.raises(CloudError, match=r"OperationNotPermitted: .* deletion protection is enabled"):
        kind.delete(ident, news, outputs)
    assert kind.read(ident, news, outputs) is not None
    bare = {**news, "enableDeletionProtection": False}
    kind.delete(ident, bare, kind.update(ident, news, outputs, bare))
    assert kind.read(ident, bare, outputs) is None


def test_one_that_says_nothing_faces_the_internet(bench: Workbench) -> None:
    ident, _ = bench.make(BALANCER, subnets=subnets(bench, vpc(bench)))
    (found,) = bench.call("elbv2", "DescribeLoadBalancers", LoadBalancerArns=[ident])["LoadBalancers"]
    assert found["Scheme"] == "internet-facing"
