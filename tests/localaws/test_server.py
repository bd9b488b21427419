"""The provider protocol over a real channel: sessions, secrets, failures, and creates nobody heard of."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc, status_pb2

from localaws.aws_package import AwsPackage
from localaws.cloud import Cloud
from localaws.difference import Difference
from localaws.errors import InitFailed, LocalAwsError
from localaws.faults import Faults
from localaws.naming import Naming
from localaws.package import Package
from localaws.server import Provider, serve
from localaws.values import UNKNOWN, Props, Secret, from_struct, hidden, to_struct

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


def test_what_an_engine_asks_first(things: Any) -> None:
    assert things.GetPluginInfo(Empty()).version == VERSION
    assert things.Handshake(provider_pb2.ProviderHandshakeRequest()).accept_secrets
    news = to_struct({"region": "eu-west-1"})
    assert things.CheckConfig(provider_pb2.CheckRequest(news=news)).inputs == news
    none = provider_pb2.DiffResponse.DIFF_NONE
    assert things.DiffConfig(provider_pb2.DiffRequest()).changes == none
    assert things.GetSchema(provider_pb2.GetSchemaRequest()).schema == "{}"
    things.Cancel(Empty())
    things.Attach(plugin_pb2.PluginAttach())


def test_settings_that_are_json_are_parsed() -> None:
    package = Things()
    with served(package) as port, connected(port, **settings("123456789012")):
        assert package.configured == [settings("123456789012")]


def test_two_connections_do_not_mix(aws: int, cloud: Cloud) -> None:
    one, other = "200000009951", "200000009952"
    with connected(aws, **settings(one)) as first, connected(aws, **settings(other, "eu-west-1")) as second:
        a = create(first, VPC, cidrBlock="10.1.0.0/16")
        b = create(second, VPC, cidrBlock="10.2.0.0/16")
        assert from_struct(a.properties)["region"] == "us-east-1"
        assert from_struct(b.properties)["region"] == "eu-west-1"
        identity = provider_pb2.InvokeRequest(tok="aws:index/getCallerIdentity:getCallerIdentity")
        assert [
            getattr(provider.Invoke(identity), "return")["accountId"] for provider in (first, second)
        ] == [one, other]
    assert blocks(cloud, one) == ["10.1.0.0/16"]
    assert blocks(cloud, other, "eu-west-1") == ["10.2.0.0/16"]
    assert blocks(cloud, other) == []


def test_a_child_of_a_component_has_its_own_type(aws: int) -> None:
    with connected(aws, **settings("200000009953")) as provider:
        made = create(provider, CHILD, preview=True, cidrBlock="10.0.0.0/16")
        assert made.id == ""
        assert from_struct(made.properties)["arn"] is UNKNOWN
        assert from_struct(made.properties)["tagsAll"] == {"stack": "dev"}


def test_an_unfinished_create_keeps_what_there_is(aws: int, plan: Path, cloud: Cloud) -> None:
    plan.write_text(json.dumps([{"op": "ModifyVpcAttribute", "effect": "error-before"}]))
    with connected(aws, **settings("200000009954")) as provider:
        with pytest.raises(grpc.RpcError) as caught:
            create(provider, VPC, cidrBlock="10.3.0.0/16", enableDnsHostnames=True)
        detail = partial(caught)
        reason = "InternalFailure: ec2 ModifyVpcAttribute failed before it had any effect (on purpose)"
        assert detail.reasons == [reason]
        assert failure(caught) == (grpc.StatusCode.UNKNOWN, reason)
        assert from_struct(detail.properties)["cidrBlock"] == "10.3.0.0/16"
        assert from_struct(detail.properties)["arn"].endswith(detail.id)
    assert blocks(cloud, "200000009954") == ["10.3.0.0/16"]


def partial(caught: pytest.ExceptionInfo[grpc.RpcError]) -> Any:
    """The engine's way to what an unfinished resource left."""
    metadata: Any = caught.value.trailing_metadata()
    packed = dict(metadata)["grpc-status-details-bin"]
    detail = provider_pb2.ErrorResourceInitFailed()
    assert status_pb2.Status.FromString(packed).details[0].Unpack(detail)
    return detail


@pytest.mark.parametrize("password", ["hunter2", 'it\'s \\ "quoted"', "s" * 5000])
def test_a_secret_is_in_no_error(things: Any, password: str) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        create(things, THING, fail="refused", password=Secret(password))
    code, details = failure(caught)
    assert code == grpc.StatusCode.UNKNOWN
    assert details.replace('"', "'") == "AWS does not like '<secret>'"


def test_a_secret_is_in_no_complaint_and_stays_one(things: Any) -> None:
    news = to_struct({"password": Secret("hunter2"), "size": 1})
    found = things.Check(provider_pb2.CheckRequest(urn=THING, news=news))
    assert [failed.reason for failed in found.failures] == ["password is bad (got '<secret>')"]
    assert hidden(found.inputs).props == {"password"}
    assert from_struct(found.inputs)["password"] == "hunter2"


def test_secrets_stay_secret_in_all_answers(things: Any) -> None:
    inputs: Props = {"password": Secret("hunter2"), "size": 1}
    made = create(things, THING, **inputs)
    props = to_struct(inputs)
    read = things.Read(provider_pb2.ReadRequest(urn=THING, id="thing-1", inputs=props, properties=props))
    updated = things.Update(provider_pb2.UpdateRequest(urn=THING, id="thing-1", news=props))
    assert hidden(made.properties).props == {"password", "token"}
    assert hidden(read.properties).props == {"password", "token"}
    assert hidden(read.inputs).props == {"password"}
    assert hidden(updated.properties).props == {"password"}


def test_secrets_stay_secret_in_what_an_unfinished_create_left(things: Any) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        create(things, THING, fail="half", password=Secret("hunter2"))
    detail = partial(caught)
    assert hidden(detail.properties).props == {"password", "token"}
    assert detail.reasons == ["half way with <secret>"]
    assert failure(caught)[1] == "half way with <secret>"


def test_a_defect_is_a_sentence_and_the_log_has_the_cause(
    things: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "localaws"), pytest.raises(grpc.RpcError) as caught:
        create(things, THING, fail="defect", password=Secret("hunter2"))
    assert failure(caught) == (
        grpc.StatusCode.INTERNAL,
        "the embedded AWS has a defect in Create (KeyError); "
        "its log has the cause: `make status` names the file",
    )
    assert "Create failed\nTraceback" in caplog.text
    assert "KeyError: '<secret>'" in caplog.text
    assert "hunter2" not in caplog.text


def test_an_unknown_type(things: Any) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        create(things, VPC)
    assert failure(caught) == (grpc.StatusCode.UNKNOWN, "aws:ec2/vpc:Vpc is unknown here")


def test_an_unknown_aws_type_and_function(aws: int) -> None:
    with connected(aws, **settings("200000009955")) as provider:
        with pytest.raises(grpc.RpcError) as caught:
            create(provider, "urn:pulumi:dev::shop::aws:sqs/queue:Queue::q")
        assert failure(caught)[1].startswith(
            "aws:sqs/queue:Queue is not a type the embedded AWS knows; docs/"
        )
        with pytest.raises(grpc.RpcError) as caught:
            provider.Invoke(provider_pb2.InvokeRequest(tok="aws:sqs/getQueue:getQueue"))
        assert failure(caught)[1].startswith("aws:sqs/getQueue:getQueue is not a function")


def test_diff_in_detail(things: Any) -> None:
    old, new = to_struct({"changed": 1, "removed": 1}), to_struct({"changed": 2, "added": 1})
    found = things.Diff(provider_pb2.DiffRequest(urn=THING, id="thing-1", old_inputs=old, news=new))
    kinds = provider_pb2.PropertyDiff
    assert {key: (each.kind, each.inputDiff) for key, each in found.detailedDiff.items()} == {
        "added": (kinds.ADD, True),
        "changed": (kinds.UPDATE_REPLACE, True),
        "removed": (kinds.DELETE, True),
        "tagsAll": (kinds.ADD, False),
    }
    assert found.changes == provider_pb2.DiffResponse.DIFF_SOME
    assert list(found.replaces) == ["changed"]
    assert found.deleteBeforeReplace


def test_a_preview_of_an_update_keeps_the_state(things: Any) -> None:
    request = provider_pb2.UpdateRequest(
        urn=THING, id="thing-1", olds=to_struct({"kept": 1}), news=to_struct({"size": 2}), preview=True
    )
    assert from_struct(things.Update(request).properties) == {"token": UNKNOWN, "kept": 1, "size": 2}


def test_what_is_gone_reads_as_nothing(things: Any) -> None:
    assert things.Read(provider_pb2.ReadRequest(urn=THING, id="thing-2")).id == ""


def naming(things: Any, **request: Any) -> str:
    checked = things.Check(provider_pb2.CheckRequest(urn=THING, news=Struct(), **request))
    return str(from_struct(checked.inputs)["name"])


def test_naming_arrives(things: Any) -> None:
    options = provider_pb2.CheckRequest.AutonamingOptions
    proposal = options(proposed_name="prod-thing", mode=options.PROPOSE)
    assert naming(things, randomSeed=b"s") == str(Naming("thing", b"s"))
    assert naming(things, autonaming=proposal) == str(Naming("thing", b"", "prod-thing"))
    assert naming(things, autonaming=options(mode=options.DISABLE)) == str(Naming("thing", disabled=True))


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
