"""The provider protocol over a real channel: sessions, types, differences and names."""

from typing import Any

from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import plugin_pb2, provider_pb2

from localaws.cloud import Cloud
from localaws.naming import Naming
from localaws.values import UNKNOWN, from_struct, to_struct
from tests.localaws.served import (
    CHILD,
    THING,
    VERSION,
    VPC,
    Things,
    blocks,
    connected,
    create,
    served,
    settings,
)
from tests.localaws.served import aws as aws
from tests.localaws.served import plan as plan
from tests.localaws.served import things as things


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
