"""Creates that no engine heard of are undone, and no others."""

import json
from dataclasses import dataclass
from pathlib import Path

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2

from localaws.cloud import Cloud
from localaws.server import Provider
from localaws.values import to_struct
from tests.localaws.served import CHILD, THING, VERSION, VPC, Things, blocks, connected, create, settings
from tests.localaws.served import aws as aws
from tests.localaws.served import plan as plan


def test_a_create_nobody_heard_of_is_undone(aws: int, cloud: Cloud) -> None:
    account = "200000009956"
    with connected(aws, **settings(account)) as provider:
        create(provider, VPC, cidrBlock="10.4.0.0/16")
        create(provider, CHILD, cidrBlock="10.5.0.0/16")
    with connected(aws, **settings(account)) as provider:
        create(provider, VPC, cidrBlock="10.6.0.0/16")
    assert blocks(cloud, account) == ["10.5.0.0/16", "10.6.0.0/16"]


@dataclass
class Caller:
    """A call's other end, which may be gone by the time of the answer."""

    there: bool

    def peer(self) -> str:
        return "ipv4:127.0.0.1:1"

    def is_active(self) -> bool:
        return self.there


@pytest.mark.parametrize(("there", "deleted"), [(False, ["thing-1"]), (True, [])])
def test_a_create_whose_engine_is_gone_is_undone_at_once(there: bool, deleted: list[str]) -> None:
    package, caller = Things(), Caller(there)
    provider = Provider(package, VERSION)
    provider.Configure(provider_pb2.ConfigureRequest(), caller)
    provider.Create(provider_pb2.CreateRequest(urn=THING), caller)
    assert package.thing.deleted == deleted


def test_an_acknowledged_create_is_not_undone(aws: int, cloud: Cloud) -> None:
    account = "200000009957"
    props = to_struct({"cidrBlock": "10.7.0.0/16"})
    with connected(aws, **settings(account)) as provider:
        made = create(provider, VPC, cidrBlock="10.7.0.0/16")
        provider.Diff(provider_pb2.DiffRequest(urn=VPC, id=made.id, old_inputs=props, olds=props, news=props))
        create(provider, VPC, cidrBlock="10.8.0.0/16")
    assert blocks(cloud, account) == ["10.7.0.0/16", "10.8.0.0/16"]


def test_a_preview_undoes_nothing(aws: int, cloud: Cloud) -> None:
    account = "200000009958"
    with connected(aws, **settings(account)) as provider:
        create(provider, VPC, cidrBlock="10.9.0.0/16")
        create(provider, VPC, preview=True, cidrBlock="10.9.0.0/16")
    assert blocks(cloud, account) == ["10.9.0.0/16"]


def test_an_orphan_that_cannot_go_is_tried_again(aws: int, plan: Path, cloud: Cloud) -> None:
    account = "200000009959"
    with connected(aws, **settings(account)) as provider:
        create(provider, VPC, cidrBlock="10.4.0.0/16")
        plan.write_text(json.dumps([{"op": "DeleteVpc", "effect": "error-before"}]))
        with pytest.raises(grpc.RpcError, match="DeleteVpc failed before it had any effect"):
            create(provider, VPC, cidrBlock="10.6.0.0/16")
        assert blocks(cloud, account) == ["10.4.0.0/16"]
        create(provider, VPC, cidrBlock="10.6.0.0/16")
    assert blocks(cloud, account) == ["10.6.0.0/16"]
