"""What replication groups share, and their users, live a whole life against moto."""

import pytest

from localaws.errors import CloudError
from localaws.registry import SPECS
from localaws.values import Props
from tests.localaws.conftest import Workbench

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup"
SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup"
USER = "aws:elasticache/user:User"
USERS = "aws:elasticache/userGroup:UserGroup"
PASSWORDS = ["first-password-of-app", "second-password-of-app"]


def _parameters(count: int, value: str = "1") -> list[Props]:
    return [{"name": f"parameter-{at}", "value": value} for at in range(count)]


@pytest.mark.parametrize(
    "change",
    [
        {"parameters": _parameters(3, "2")},
        {"parameters": [{"name": "maxmemory-policy", "value": "allkeys-lru"}, *_parameters(1)]},
        {"parameters": _parameters(25)},
        {"parameters": None},
        {"tags": {"team": "web"}},
    ],
    ids=["values", "others", "many", "none", "tags"],
)
def test_parameter_group(bench: Workbench, change: Props) -> None:
    bench.live(PARAMETERS, change, family="redis7", parameters=_parameters(3), description="tuned")


def test_parameters_go_one_by_one(bench: Workbench) -> None:
    kind = bench.package.resource(PARAMETERS, bench.session)
    old = bench.check(PARAMETERS, name="tuned", family="redis7", parameters=_parameters(3))
    ident, state = kind.create(old)
    kind.update(ident, old, state, {**old, "parameters": _parameters(2)})
    found = bench.call("elasticache", "DescribeCacheParameters", CacheParameterGroupName="tuned")
    assert [each["ParameterName"] for each in found["Parameters"]] == ["parameter-0", "parameter-1"]


def test_import_of_a_parameter_group(bench: Workbench) -> None:
    bench.make(PARAMETERS, name="tuned", family="redis7", parameters=_parameters(2))
    found = bench.package.resource(PARAMETERS, bench.session).read("tuned", {}, {})
    assert found is not None
    assert found[1] == {
        "name": "tuned",
        "family": "redis7",
        "description": "Managed by Pulumi",
        "parameters": _parameters(2),
    }


@pytest.fixture
def subnets(bench: Workbench) -> list[str]:
    """Two subnets."""
    vpc, _ = bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.0.0.0/16")
    return [bench.make("aws:ec2/subnet:Subnet", vpcId=vpc, cidrBlock=f"10.0.{at}.0/24")[0] for at in range(2)]


def test_subnet_group(bench: Workbench, subnets: list[str]) -> None:
    change = {"subnetIds": subnets, "description": "all", "tags": {"team": "web"}}
    bench.live(SUBNETS, change, subnetIds=subnets[:1], description="some")


def test_what_a_cache_uses_stays(bench: Workbench, subnets: list[str]) -> None:
    bench.make(SUBNETS, name="data", subnetIds=subnets)
    bench.make(PARAMETERS, name="tuned", family="redis7")
    bench.make(
        GROUP,
        description="cache",
        nodeType="cache.t4g.micro",
        subnetGroupName="data",
        parameterGroupName="tuned",
    )
    with pytest.raises(CloudError, match="CacheSubnetGroupInUse"):
        bench.package.resource(SUBNETS, bench.session).delete("data", {"name": "data"}, {})
    with pytest.raises(CloudError, match="are still members of this parameter group tuned"):
        bench.package.resource(PARAMETERS, bench.session).delete("tuned", {"name": "tuned"}, {})


@pytest.mark.parametrize(
    "change",
    [
        {"accessString": "on ~* +@read"},
        {"passwords": PASSWORDS},
        {"engine": "valkey"},
        {"tags": {"team": "web"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_user(bench: Workbench, change: Props) -> None:
    bench.live(
        USER,
        change,
        userId="app",
        userName="app",
        engine="redis",
        accessString="on ~* +@all",
        passwords=PASSWORDS[:1],
    )


@pytest.mark.parametrize(
    "change",
    [
        {"authenticationMode": {"type": "password", "passwords": PASSWORDS}},
        {"authenticationMode": {"type": "iam"}},
        {"authenticationMode": {"type": "no-password-required"}},
    ],
    ids=["password", "iam", "none"],
)
def test_user_who_is_known_by_other_means(bench: Workbench, change: Props) -> None:
    mode = {"type": "password", "passwords": PASSWORDS[:1]}
    user = {"userId": "app", "userName": "app", "engine": "valkey", "accessString": "on ~* +@all"}
    bench.live(USER, change, **user, authenticationMode=mode)


def test_user_without_a_password(bench: Workbench) -> None:
    user = {"userId": "app", "userName": "default", "engine": "redis", "accessString": "off ~* -@all"}
    bench.live(USER, {"accessString": "off -@all"}, **user, noPasswordRequired=True)


def test_a_write_only_password_counts_with_its_version(bench: Workbench) -> None:
    kind = bench.package.resource(USER, bench.session)
    user = {"userId": "app", "userName": "app", "engine": "redis", "accessString": "on ~* +@all"}
    old = bench.check(USER, **user, passwordsWo=PASSWORDS[0], passwordsWoVersion=1)
    ident, state = kind.create(old)
    assert kind.diff(old, state, {**old, "passwordsWo": PASSWORDS[1]}).changed == ()
    news = {**old, "passwordsWo": PASSWORDS[1], "passwordsWoVersion": 2}
    assert kind.diff(old, state, news).replaces == ()
    kind.update(ident, old, state, news)
    from moto.elasticache.models import elasticache_backends

    found = elasticache_backends[bench.session.account]["us-east-1"].users["app"]
    assert found.passwords == [PASSWORDS[1]]


def test_passwords_are_secrets_of_the_state() -> None:
    assert SPECS[USER].secret == {"authenticationMode", "passwords", "passwordsWo"}


def test_user_group(bench: Workbench) -> None:
    user = {"userName": "app", "engine": "redis", "accessString": "on ~* +@all", "passwords": PASSWORDS}
    for name in ("one", "two"):
        bench.make(USER, userId=name, **user)
    change = {"userIds": ["two", "default"], "tags": {"team": "web"}}
    bench.live(USERS, change, userGroupId="shop", engine="redis", userIds=["default", "one"])


def test_a_redis_group_has_a_user_called_default(bench: Workbench) -> None:
    with pytest.raises(CloudError, match="needs to contain a user with the user name default"):
        bench.make(USERS, userGroupId="shop", engine="redis")
    assert bench.make(USERS, userGroupId="shop", engine="valkey")[0] == "shop"


def test_a_group_holds_users_that_exist(bench: Workbench) -> None:
    with pytest.raises(CloudError, match="User nobody not found"):
        bench.make(USERS, userGroupId="shop", engine="valkey", userIds=["nobody"])
