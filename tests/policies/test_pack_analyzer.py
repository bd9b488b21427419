"""The pack as the engine calls it, over a real channel."""

import datetime
from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2, json_format, struct_pb2
from pack import wire
from pack.analyzer import Analyzer
from pack.configuration import Choice, Configuration
from pack.marks import SECRET, SIGNATURE, UNKNOWNS
from pack.referee import Referee, Report
from pack.rule import Level
from pack.run_rules import RUN_RULES, UNJUDGED
from pulumi.runtime.proto import analyzer_pb2 as proto

from tests.policies import samples
from tests.policies.samples import COUNTED, ENCRYPTED, FAILING, IN_ROOMS, KEPT, PORTS, ROOM, THING, urn
from tests.policies.sdk import served

RULES = (*samples.RULES, *RUN_RULES)
MARK = min(UNKNOWNS)
CONFIGURATION = Configuration(
    {KEPT.id: Choice(options={"days": 30}), ENCRYPTED.id: Choice(Level.REMEDIATE)}, relaxed=("dev",)
)


@pytest.fixture
def pack() -> Iterator[Any]:
    """A client of the pack with the sample rules."""
    referee = Referee(RULES, CONFIGURATION, (), datetime.date(2026, 11, 24))
    with served(Analyzer("sample", "1.2.3", referee)) as client:
        yield client


def struct(properties: dict[str, Any]) -> struct_pb2.Struct:
    message = struct_pb2.Struct()
    message.update(properties)
    return message


def request(properties: dict[str, Any], type_: str = THING, stack: str = "prod") -> Any:
    """A request to judge a resource named chair."""
    return proto.AnalyzeRequest(
        type=type_, name="chair", urn=urn(type_, "chair", stack), properties=struct(properties)
    )


def secret(value: Any) -> dict[str, Any]:
    return {SIGNATURE: SECRET, "value": value}


def first_lines(answer: Any) -> list[str]:
    return [each.message.splitlines()[1] for each in answer.diagnostics]


def test_a_diagnostic_says_who_found_what_where(pack: Any) -> None:
    (found,) = pack.Analyze(request({"days": 30})).diagnostics
    assert found.message.startswith(f"{ENCRYPTED.finding}\nencrypted is False, want true.\nWhy: ")
    found.ClearField("message")
    assert found == proto.AnalyzeDiagnostic(
        policyName="thing-encrypted",
        policyPackName="sample",
        policyPackVersion="1.2.3",
        description=ENCRYPTED.finding,
        urn=urn(THING, "chair"),
        enforcementLevel=proto.MANDATORY,
        severity=proto.POLICY_SEVERITY_HIGH,
    )


def test_the_urn_names_the_stack(pack: Any) -> None:
    sound = {"encrypted": True}
    assert first_lines(pack.Analyze(request(sound))) == ["days is 0, want at least 30."]
    answer = pack.Analyze(request(sound, stack="dev"))
    assert first_lines(answer) == []
    assert [each.policy_name for each in answer.not_applicable] == [KEPT.id]


def test_secrets_and_unknown_values_reach_the_rules(pack: Any) -> None:
    answer = pack.Analyze(request({"encrypted": secret(True), "days": MARK, "doors": [secret({"port": 22})]}))
    assert first_lines(answer) == [
        "not judged in preview: days is known to `up` only.",
        "port 22 is open, want one of 80, 443.",
    ]


def test_a_secret_is_in_no_breach(pack: Any) -> None:
    """`days` is printed by its rule; here it is a secret by mistake, and its digits one by design."""
    answer = pack.Analyze(
        request({"encrypted": True, "days": secret("0000"), "seal": [secret(["lea", "least"])]})
    )
    assert first_lines(answer) == ["days is 0, want at [secret] 30."]


def test_half_a_character_in_a_breach_is_sent_as_a_mark() -> None:
    """JSON can hold one, and a protocol message cannot."""
    report = Report(FAILING, FAILING, Level.ADVISORY, "", "room \ud800 is bad")
    (diagnostic,) = wire.response("sample", "1.2.3", [report]).diagnostics
    assert diagnostic.message.endswith("room ? is bad")


def test_a_type_that_no_rule_is_about_is_passed(pack: Any) -> None:
    answer = pack.Analyze(request({"encrypted": False}, "test:index:Nothing"))
    assert answer == proto.AnalyzeResponse()


def test_a_failing_rule_stops_the_run(pack: Any) -> None:
    answer = pack.Analyze(request({"days": 30, "password": "hunter2"}, ROOM))
    assert [each.enforcementLevel for each in answer.diagnostics] == [proto.ADVISORY, proto.MANDATORY]
    assert "failed with LookupError" in answer.diagnostics[1].message
    assert "hunter2" not in str(answer)


def stack_request(*resources: Any) -> Any:
    return proto.AnalyzeStackRequest(resources=resources)


def declared(type_: str, name: str, properties: dict[str, Any], **links: str) -> Any:
    """A resource in a list of a stack's."""
    dependencies = {prop: proto.AnalyzerPropertyDependencies(urns=[of]) for prop, of in links.items()}
    return proto.AnalyzerResource(
        type=type_,
        name=name,
        urn=urn(type_, name),
        properties=struct(properties),
        dependencies=list(links.values()),
        propertyDependencies=dependencies,
    )


def test_a_stack_is_judged_by_what_its_resources_refer_to(pack: Any) -> None:
    answer = pack.AnalyzeStack(
        stack_request(
            declared(ROOM, "hall", {"id": MARK}),
            declared(THING, "chair", {"roomId": MARK}, roomId=urn(ROOM, "hall")),
            declared(THING, "table", {"roomId": MARK}),
            declared(THING, "lamp", {}),
        )
    )
    assert [(each.policyName, each.urn) for each in answer.diagnostics] == [
        (IN_ROOMS.id, urn(THING, "table")),
        (IN_ROOMS.id, urn(THING, "lamp")),
        (COUNTED.id, ""),
    ]


def test_an_empty_stack_is_judged_too(pack: Any) -> None:
    answer = pack.AnalyzeStack(stack_request())
    assert answer.diagnostics == []
    assert [(each.policy_name, each.reason) for each in answer.not_applicable] == [
        (COUNTED.id, "there are no things")
    ]


@pytest.mark.parametrize(
    ("properties", "mended"),
    [
        ({"encrypted": False, "days": 3}, {"encrypted": True, "days": 3}),
        ({}, {"encrypted": True}),
        ({"encrypted": secret(False)}, {"encrypted": secret(True)}),
        ({"encrypted": False, "key": secret("k")}, {"encrypted": True, "key": secret("k")}),
        ({"encrypted": False, "days": MARK}, {"encrypted": True, "days": MARK}),
        ({"encrypted": False, "a": [1, None, {"b": MARK}]}, {"encrypted": True, "a": [1, None, {"b": MARK}]}),
        ({"encrypted": [secret(False)]}, {"encrypted": secret(True)}),
    ],
)
def test_a_remedy_keeps_the_rest_with_its_secrets_and_unknowns(
    pack: Any, properties: dict[str, Any], mended: dict[str, Any]
) -> None:
    (remediation,) = pack.Remediate(request(properties)).remediations
    assert json_format.MessageToDict(remediation.properties) == mended
    assert (remediation.policyName, remediation.description) == (ENCRYPTED.id, ENCRYPTED.finding)
    assert (remediation.policyPackName, remediation.policyPackVersion) == ("sample", "1.2.3")
    assert remediation.diagnostic == ""


@pytest.mark.parametrize(
    "properties", [{"encrypted": True}, {"encrypted": MARK}, {"encrypted": secret(MARK)}]
)
def test_what_is_sound_or_unknown_is_not_touched(pack: Any, properties: dict[str, Any]) -> None:
    assert pack.Remediate(request(properties)) == proto.RemediateResponse()


def test_the_rules_are_listed_with_their_levels_and_options(pack: Any) -> None:
    info = pack.GetAnalyzerInfo(empty_pb2.Empty())
    assert (info.name, info.version, info.supportsConfig) == ("sample", "1.2.3", True)
    assert [each.name for each in info.policies] == [rule.id for rule in RULES]
    kept = json_format.MessageToDict(info.initialConfig[KEPT.id])
    assert kept == {"properties": {"days": 30}}  # advisory is the protocol's zero
    assert info.initialConfig[ENCRYPTED.id].enforcementLevel == proto.REMEDIATE
    assert set(info.initialConfig) == {KEPT.id, ENCRYPTED.id}
    assert pack.GetPluginInfo(empty_pb2.Empty()).version == "1.2.3"


def test_a_rule_names_its_first_framework(pack: Any) -> None:
    policies = {each.name: each for each in pack.GetAnalyzerInfo(empty_pb2.Empty()).policies}
    framework = policies[ENCRYPTED.id].framework
    assert (framework.name, framework.reference) == ("AWS Security Hub", "X.1, X.2")
    assert not policies[KEPT.id].HasField("framework")


def configured(**entries: tuple[Any, dict[str, Any]]) -> Any:
    """A run's configuration as the engine sends it, by the id of the rule with _ for -."""
    policies = {
        id_.replace("_", "-"): proto.PolicyConfig(enforcementLevel=level, properties=struct(options))
        for id_, (level, options) in entries.items()
    }
    return proto.ConfigureAnalyzerRequest(policyConfig=policies)


def test_a_run_may_set_levels_and_options(pack: Any) -> None:
    reason = {"reason": "A trial."}
    pack.Configure(
        configured(
            thing_kept=(proto.MANDATORY, {"days": 90} | reason),
            thing_ports=(proto.ADVISORY, {"open": [22, 23]}),
            thing_encrypted=(proto.DISABLED, reason),
            not_judged=(proto.MANDATORY, {}),
        )
    )
    answer = pack.Analyze(request({"days": 1, "doors": [{"port": 80}, {"port": MARK}]}))
    assert [(each.policyName, each.enforcementLevel) for each in answer.diagnostics] == [
        (KEPT.id, proto.MANDATORY),
        (PORTS.id, proto.ADVISORY),
        (PORTS.id, proto.MANDATORY),
    ]
    assert first_lines(answer)[:2] == ["days is 1, want at least 90.", "port 80 is open, want one of 22, 23."]
    assert {each.name: each.enforcementLevel for each in pack.GetAnalyzerInfo(empty_pb2.Empty()).policies}[
        UNJUDGED.id
    ] == proto.MANDATORY


def test_the_level_for_all_rules_is_taken_from_each(pack: Any) -> None:
    """The engine spreads it over the rules, and sends it along."""
    pack.Configure(configured(all=(proto.DISABLED, {}), thing_encrypted=(proto.ADVISORY, {})))
    answer = pack.Analyze(request({"days": 30}))
    assert [(each.policyName, each.enforcementLevel) for each in answer.diagnostics] == [
        (ENCRYPTED.id, proto.ADVISORY)
    ]


def test_a_wrong_configuration_is_refused_by_name_and_changes_nothing(pack: Any) -> None:
    wrong = configured(thing_kept=(proto.DISABLED, {"days": 0}), no_such_rule=(proto.ADVISORY, {}))
    with pytest.raises(grpc.RpcError) as refused:
        pack.Configure(wrong)
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert refused.value.details() == (
        "The configuration of the policy pack cannot be used:\n"
        "  - no-such-rule: there is no such rule; docs/policies.md lists them\n"
        "  - thing-kept: days must be a number from 1 to 365, got 0"
    )
    assert first_lines(pack.Analyze(request({"encrypted": True}))) == ["days is 0, want at least 30."]


def test_the_stack_itself_is_taken(pack: Any) -> None:
    stack = proto.AnalyzerStackConfigureRequest(stack="prod", project="test", dry_run=True)
    assert pack.ConfigureStack(stack) == proto.AnalyzerStackConfigureResponse()
