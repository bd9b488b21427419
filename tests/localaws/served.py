"""Packages behind the provider protocol, and an engine's way to them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc, status_pb2

from localaws.aws_package import AwsPackage
from localaws.cloud import Cloud
from localaws.difference import Difference
from localaws.errors import InitFailed, LocalAwsError
from localaws.faults import Faults
from localaws.naming import Naming
from localaws.package import Package
from localaws.server import serve
from localaws.values import UNKNOWN, Props, to_struct

VPC = "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::net"


CHILD = "urn:pulumi:dev::shop::webstack:components:Network$aws:ec2/vpc:Vpc::net"


THING = "urn:pulumi:dev::shop::test:index:Thing::thing"


VERSION = "7.0.0"


@dataclass
class Thing:
    """A type that fails in all ways, as its inputs say."""

    secret: frozenset[str] = frozenset({"token"})
    deleted: list[str] = field(default_factory=list)

    def check(self, olds: Props, news: Props, naming: Naming) -> tuple[Props, list[str]]:
        self._fail(news)
        return {**news, "name": str(naming)}, [f"password is bad (got {news.get('password')!r})"]

    def diff(self, old_inputs: Props, state: Props, news: Props) -> Difference:
        return Difference(("added", "changed", "removed", "tagsAll"), ("changed",), True)

    def preview(self, inputs: Props, state: Props | None = None) -> Props:
        return {"token": UNKNOWN, "kept": (state or {}).get("kept"), **inputs}

    def create(self, inputs: Props) -> tuple[str, Props]:
        self._fail(inputs)
        return "thing-1", {"token": "t0ken", **inputs}

    def read(self, ident: str, inputs: Props, state: Props) -> tuple[Props, Props] | None:
        return ({"token": "t0ken", **inputs}, inputs) if ident == "thing-1" else None

    def update(self, ident: str, old_inputs: Props, state: Props, news: Props) -> Props:
        self._fail(news)
        return news

    def delete(self, ident: str, inputs: Props, state: Props) -> None:
        self._fail(inputs)
        self.deleted.append(ident)

    def _fail(self, inputs: Props) -> None:
        how, password = inputs.get("fail"), inputs.get("password")
        if how == "refused":
            raise LocalAwsError(f"AWS does not like {password!r}")
        if how == "half":
            raise InitFailed("thing-1", {"token": "t0ken", **inputs}, f"half way with {password}")
        if how == "defect":
            raise KeyError(password)


@dataclass
class Things:
    """A package of one type."""

    configured: list[Props] = field(default_factory=list)
    thing: Thing = field(default_factory=Thing)

    def configure(self, args: Props) -> Any:
        self.configured.append(args)
        return args

    def resource(self, token: str, session: Any) -> Thing:
        if token != "test:index:Thing":
            raise LocalAwsError(f"{token} is unknown here")
        return self.thing

    def invoke(self, token: str, args: Props, session: Any) -> Props:
        return {"token": token, "args": args, "session": session}


@contextmanager
def served(package: Package) -> Iterator[int]:
    server, port = serve(package, VERSION)
    yield port
    server.stop(grace=None).wait()


@contextmanager
def connected(port: int, **settings: Any) -> Iterator[Any]:
    """A provider as an engine talks to it: a connection of its own, configured."""
    options = [("grpc.use_local_subchannel_pool", 1)]  # else channels to one address share a connection
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=options) as channel:
        provider = provider_pb2_grpc.ResourceProviderStub(channel)
        args = {
            key: value if isinstance(value, str) else json.dumps(value) for key, value in settings.items()
        }
        provider.Configure(provider_pb2.ConfigureRequest(args=to_struct(args), acceptSecrets=True))
        yield provider


@pytest.fixture
def things() -> Iterator[Any]:
    with served(Things()) as port, connected(port) as provider:
        yield provider


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server") / "faults.json"


@pytest.fixture(scope="module")
def aws(cloud: Cloud, plan: Path) -> Iterator[int]:
    """The port of the aws package, with a fault plan in its way."""
    with served(AwsPackage(replace(cloud, interference=Faults(plan)))) as port:
        yield port


def settings(account: str, region: str = "us-east-1") -> Props:
    return {"region": region, "allowedAccountIds": [account], "defaultTags": {"tags": {"stack": "dev"}}}


def create(provider: Any, urn: str, preview: bool = False, **inputs: Any) -> Any:
    return provider.Create(provider_pb2.CreateRequest(urn=urn, properties=to_struct(inputs), preview=preview))


def blocks(cloud: Cloud, account: str, region: str = "us-east-1") -> list[str]:
    """Address ranges of an account's own VPCs."""
    vpcs = cloud.call(account, region, "ec2", "DescribeVpcs", {})["Vpcs"]
    return sorted(vpc["CidrBlock"] for vpc in vpcs if not vpc["IsDefault"])


def failure(caught: pytest.ExceptionInfo[grpc.RpcError]) -> tuple[grpc.StatusCode, str]:
    return caught.value.code(), caught.value.details() or ""


def partial(caught: pytest.ExceptionInfo[grpc.RpcError]) -> Any:
    """The engine's way to what an unfinished resource left."""
    metadata: Any = caught.value.trailing_metadata()
    packed = dict(metadata)["grpc-status-details-bin"]
    detail = provider_pb2.ErrorResourceInitFailed()
    assert status_pb2.Status.FromString(packed).details[0].Unpack(detail)
    return detail
