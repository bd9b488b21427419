"""Pulumi's own server for policy packs as an oracle: the same rules and requests, and the same answers.

The answers differ by design in one thing: where a value is unknown, the pack names the resource and goes on.
"""

import datetime
import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from google.protobuf import empty_pb2, json_format, struct_pb2
from pack.analyzer import Analyzer
from pack.configuration import Choice, Configuration
from pack.marks import SECRET, SIGNATURE, UNKNOWNS
from pack.referee import ONLY_PRODUCTION, Referee
from pack.rule import Level
from pulumi.runtime.proto import analyzer_pb2 as proto

from tests.policies.samples import COUNTED, ENCRYPTED, IN_ROOMS, KEPT, PORTS, ROOM, THING, urn
from tests.policies.sdk import served, servicer

RULES = (ENCRYPTED, KEPT, PORTS, IN_ROOMS, COUNTED)
MARK = min(UNKNOWNS)
CONFIGURATION = Configuration(
    {ENCRYPTED.id: Choice(Level.REMEDIATE), KEPT.id: Choice(Level.ADVISORY, {"days": 30})}, ("dev",)
)


class Both(NamedTuple):
    """Clients of the pack and of the SDK's server."""

    pack: Any
    sdk: Any


@pytest.fixture
def clients() -> Iterator[Both]:
    referee = Referee(RULES, CONFIGURATION, (), datetime.date(2026, 11, 24))
    theirs = servicer("sample", "1.2.3", RULES, CONFIGURATION, ONLY_PRODUCTION)
    with served(Analyzer("sample", "1.2.3", referee)) as ours, served(theirs) as sdk:
        yield Both(ours, sdk)


def secret(value: Any) -> dict[str, Any]:
    return {SIGNATURE: SECRET, "value": value}


def struct(properties: dict[str, Any]) -> struct_pb2.Struct:
    message = struct_pb2.Struct()
    message.update(properties)
    return message


def found(answer: Any, urn: str = "") -> set[tuple[Any, ...]]:
    """What an answer says, in the words that both servers use."""
    return {
        (each.policyName, each.policyPackName, each.policyPackVersion, each.urn or urn, each.enforcementLevel)
        for each in answer.diagnostics
    }


def breaches(answer: Any) -> set[str]:
    """Sentences of breaches: the second line of ours, and of the SDK's."""
    told = (each.message.splitlines()[1].removesuffix(".") for each in answer.diagnostics)
    return {each for each in told if "known" not in each}


def idle(answer: Any) -> set[tuple[str, str]]:
    return {(each.policy_name, each.reason) for each in answer.not_applicable}


VALUES: dict[str, list[Any]] = {
    "encrypted": [None, True, False, secret(True), secret(False), "yes"],
    "days": [None, 1, 30.0, "31", secret(29)],
    "doors": [None, [], [{"port": 22}, {"port": 80}, secret({"port": 23})], {"port": 8080}],
}
PROPERTIES = [dict(zip(VALUES, values, strict=True)) for values in itertools.product(*VALUES.values())]


@pytest.mark.parametrize("type_", [THING, ROOM, "test:index:Nothing"])
@pytest.mark.parametrize("stack", ["prod", "dev"])
def test_resources_are_judged_alike(clients: Both, type_: str, stack: str) -> None:
    for properties in PROPERTIES:
        request = proto.AnalyzeRequest(
            type=type_, name="chair", urn=urn(type_, "chair", stack), properties=struct(properties)
        )
        ours, theirs = clients.pack.Analyze(request), clients.sdk.Analyze(request)
        assert found(ours) == found(theirs), properties
        assert breaches(ours) == breaches(theirs), properties
        assert idle(ours) == idle(theirs), properties


@pytest.mark.parametrize("name", ["encrypted", "days", "doors"])
@pytest.mark.parametrize("value", [MARK, secret(MARK)], ids=["bare", "secret"])
def test_unknown_values_are_advisory_for_both(clients: Both, name: str, value: Any) -> None:
    request = proto.AnalyzeRequest(
        type=THING, urn=urn(THING, "chair"), properties=struct({"encrypted": True, "days": 30, name: value})
    )
    ours, theirs = clients.pack.Analyze(request), clients.sdk.Analyze(request)
    assert found(ours) == found(theirs, request.urn) != set()
    assert all(name in each.message for each in (*ours.diagnostics, *theirs.diagnostics))


def declared(type_: str, name: str, properties: dict[str, Any], *rooms: str) -> Any:
    links = {"roomId": proto.AnalyzerPropertyDependencies(urns=[urn(ROOM, each) for each in rooms])}
    return proto.AnalyzerResource(
        type=type_,
        name=name,
        urn=urn(type_, name),
        properties=struct(properties),
        propertyDependencies=links if rooms else None,
    )


HALL = declared(ROOM, "hall", {"id": "room-1"})
THINGS = (
    declared(THING, "chair", {"roomId": "room-1"}),
    declared(THING, "table", {"roomId": MARK}, "hall"),
    declared(THING, "lamp", {"roomId": MARK}, "attic"),
    declared(THING, "bed", {"roomId": secret("room-1")}),
    declared(THING, "cat", {}),
)


@pytest.mark.parametrize("size", range(len(THINGS) + 1))
def test_stacks_are_judged_alike(clients: Both, size: int) -> None:
    for several in itertools.combinations(THINGS, size):
        request = proto.AnalyzeStackRequest(resources=[HALL, *several])
        ours, theirs = clients.pack.AnalyzeStack(request), clients.sdk.AnalyzeStack(request)
        assert found(ours) == found(theirs)
        assert breaches(ours) == breaches(theirs)
        assert idle(ours) == idle(theirs)


@pytest.mark.parametrize("beside", [{}, {"key": secret("k")}, {"key": MARK}, {"key": [None, 1, {"a": "b"}]}])
def test_resources_are_mended_alike(clients: Both, beside: dict[str, Any]) -> None:
    for properties in PROPERTIES:
        request = proto.AnalyzeRequest(
            type=THING, name="chair", urn=urn(THING, "chair"), properties=struct(properties | beside)
        )
        ours, theirs = clients.pack.Remediate(request), clients.sdk.Remediate(request)
        assert [json_format.MessageToDict(each.properties) for each in ours.remediations] == [
            json_format.MessageToDict(each.properties) for each in theirs.remediations
        ], properties
        assert [each.policyName for each in ours.remediations] == [
            each.policyName for each in theirs.remediations
        ]


def test_the_rules_are_listed_alike(clients: Both) -> None:
    ours, theirs = (each.GetAnalyzerInfo(empty_pb2.Empty()) for each in clients)
    for info in (ours, theirs):
        for policy in info.policies:
            # Ours says why as well, where the SDK's has the finding alone.
            assert policy.description.startswith({rule.id: rule.finding for rule in RULES}[policy.name])
            policy.ClearField("description")
    assert ours == theirs


def test_a_run_configures_both_alike(clients: Both) -> None:
    """The pack refuses one thing that the SDK takes for mandatory: remediate for a rule without a remedy."""
    entries = {
        ENCRYPTED.id: proto.PolicyConfig(enforcementLevel=proto.DISABLED),
        KEPT.id: proto.PolicyConfig(enforcementLevel=proto.MANDATORY, properties=struct({"days": 90})),
        PORTS.id: proto.PolicyConfig(enforcementLevel=proto.MANDATORY, properties=struct({"open": [22]})),
        IN_ROOMS.id: proto.PolicyConfig(enforcementLevel=proto.ADVISORY),
    }
    for each in clients:
        each.Configure(proto.ConfigureAnalyzerRequest(policyConfig=entries))
    request = proto.AnalyzeRequest(
        type=THING, urn=urn(THING, "chair"), properties=struct({"days": 30, "doors": [{"port": 80}]})
    )
    ours, theirs = (each.Analyze(request) for each in clients)
    assert len(found(ours)) == 2
    assert found(ours) == found(theirs)
    stack = proto.AnalyzeStackRequest(resources=THINGS)
    ours, theirs = (each.AnalyzeStack(stack) for each in clients)
    assert (IN_ROOMS.id, proto.ADVISORY) in {
        (each.policyName, each.enforcementLevel) for each in ours.diagnostics
    }
    assert found(ours) == found(theirs)
