"""Database proxies live a whole life against moto."""

import pytest

from localaws.errors import CloudError
from localaws.values import Props
from tests.localaws.conftest import Workbench

PROXY = "aws:rds/proxy:Proxy"
TARGET_GROUP = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup"
TARGET = "aws:rds/proxyTarget:ProxyTarget"
ROLE = "arn:aws:iam::200000000001:role/proxy"
SECRET = "arn:aws:secretsmanager:us-east-1:200000000001:secret:shop-AbCdEf"
AUTH = {"authScheme": "SECRETS", "iamAuth": "DISABLED", "secretArn": SECRET}


@pytest.fixture
def proxy(bench: Workbench) -> Props:
    """The inputs of a proxy over two subnets."""
    vpc, _ = bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.0.0.0/16")
    subnets = [
        bench.make("aws:ec2/subnet:Subnet", vpcId=vpc, cidrBlock=f"10.0.{at}.0/24")[0] for at in range(2)
    ]
    return {
        "name": "shop",
        "engineFamily": "POSTGRESQL",
        "roleArn": ROLE,
        "vpcSubnetIds": subnets,
        "vpcSecurityGroupIds": ["sg-1"],
        "auths": [AUTH],
        "requireTls": True,
        "idleClientTimeout": 900,
        "endpointNetworkType": "IPV4",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"auths": [{**AUTH, "iamAuth": "REQUIRED", "description": "by role"}]},
        {"requireTls": None, "debugLogging": True},
        {"idleClientTimeout": 1800, "roleArn": f"{ROLE}-2"},
        {"vpcSecurityGroupIds": ["sg-2", "sg-3"]},
        {"defaultAuthScheme": "IAM_AUTH"},
        {"tags": {"team": "data"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_proxy(bench: Workbench, proxy: Props, change: Props) -> None:
    bench.live(PROXY, change, **proxy)


def test_import_of_a_proxy(bench: Workbench, proxy: Props) -> None:
    bench.make(PROXY, **proxy)
    found = bench.package.resource(PROXY, bench.session).read("shop", {}, {})
    assert found is not None
    assert {key: found[1][key] for key in proxy if key != "auths"} == {
        key: value for key, value in proxy.items() if key != "auths"
    }


def test_the_pool_of_a_proxy(bench: Workbench, proxy: Props) -> None:
    bench.make(PROXY, **proxy)
    kind = bench.package.resource(TARGET_GROUP, bench.session)
    pool = {
        "maxConnectionsPercent": 80,
        "maxIdleConnectionsPercent": 20,
        "connectionBorrowTimeout": 30,
        "initQuery": "SET x=1",
        "sessionPinningFilters": ["EXCLUDE_VARIABLE_SETS"],
    }
    old = bench.check(TARGET_GROUP, dbProxyName="shop", connectionPoolConfig=pool)
    ident, state = kind.create(old)
    assert (ident, state["name"]) == ("shop", "default")
    news = {**old, "connectionPoolConfig": {**pool, "maxConnectionsPercent": 60}}
    assert kind.diff(old, state, news).replaces == ()
    state = kind.update(ident, old, state, news)
    found = kind.read(ident, news, state)
    assert found is not None
    assert found[1] == news
    kind.delete(ident, news, state)
    assert kind.read(ident, news, state) is not None


def test_target(bench: Workbench, proxy: Props) -> None:
    bench.make(PROXY, **proxy)
    address = _database(bench)
    inputs: Props = {
        "dbProxyName": "shop",
        "targetGroupName": "default",
        "dbInstanceIdentifier": "shop-database",
    }
    ident, state = bench.make(TARGET, **inputs)
    assert ident == "shop/default/RDS_INSTANCE/shop-database"
    assert (state["endpoint"], state["port"], state["type"]) == (address, 5433, "RDS_INSTANCE")
    kind = bench.package.resource(TARGET, bench.session)
    found = kind.read(ident, {}, {})
    assert found is not None
    assert found[1] == inputs
    kind.delete(ident, inputs, state)
    assert kind.read(ident, inputs, state) is None
    bench.live(TARGET, **inputs)


def _database(bench: Workbench) -> str:
    made = bench.call(
        "rds",
        "CreateDBInstance",
        DBInstanceIdentifier="shop-database",
        DBInstanceClass="db.m7g.large",
        Engine="postgres",
        EngineVersion="16.9",
        Port=5433,
    )
    return str(made["DBInstance"]["Endpoint"]["Address"])


def test_a_target_must_exist(bench: Workbench, proxy: Props) -> None:
    bench.make(PROXY, **proxy)
    with pytest.raises(CloudError, match="DBInstance nothing not found"):
        bench.make(TARGET, dbProxyName="shop", targetGroupName="default", dbInstanceIdentifier="nothing")


def test_a_pool_needs_a_proxy(bench: Workbench) -> None:
    with pytest.raises(CloudError, match="doesn't correspond to a proxy"):
        bench.make(TARGET_GROUP, dbProxyName="nothing", connectionPoolConfig={})
