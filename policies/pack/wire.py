"""The engine's messages for policy packs, to and from the pack's own words.

Protocol: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
"""

from collections.abc import Mapping, Sequence
from typing import Any

from google.protobuf import json_format
from pulumi.runtime.proto import analyzer_pb2 as proto

from .configuration import LEVEL, REASON, Configuration
from .judging import Remedy
from .marks import SECRET, SIGNATURE
from .referee import Report
from .rule import AnyRule, Level, Rule, Severity
from .stack import Resource, Stack
from .values import Props

LEVELS: Mapping[Level, Any] = {
    Level.ADVISORY: proto.ADVISORY,
    Level.MANDATORY: proto.MANDATORY,
    Level.REMEDIATE: proto.REMEDIATE,
    Level.DISABLED: proto.DISABLED,
}
_SEVERITIES: Mapping[Severity, Any] = {
    Severity.LOW: proto.POLICY_SEVERITY_LOW,
    Severity.MEDIUM: proto.POLICY_SEVERITY_MEDIUM,
    Severity.HIGH: proto.POLICY_SEVERITY_HIGH,
    Severity.CRITICAL: proto.POLICY_SEVERITY_CRITICAL,
}


ALL = "all"
"""The key of a run's configuration that sets the level of every rule.

Source: https://pulumi.com/docs/using-pulumi/crossguard/configuration
"""


def stack_name(urn: str) -> str:
    """The stack in a URN, as urn:pulumi:prod::project::type::name."""
    return urn.split("::", 1)[0].rpartition(":")[2]


def resource(message: Any) -> Resource:
    """A resource from a request to judge it, or from the list of a stack's resources."""
    in_a_list = isinstance(message, proto.AnalyzerResource)
    links = message.propertyDependencies.items() if in_a_list else ()
    return Resource(
        type=message.type,
        name=message.name,
        urn=message.urn,
        props=Props(json_format.MessageToDict(message.properties)),
        parent=message.parent if in_a_list else message.options.parent,
        dependencies=tuple(message.dependencies) if in_a_list else (),
        links={name: tuple(dependency.urns) for name, dependency in links},
        protect=message.options.protect,
    )


def stack(message: Any) -> Stack:
    """All resources of a stack."""
    resources = tuple(resource(each) for each in message.resources)
    return Stack(resources, stack_name(resources[0].urn) if resources else "")


def response(pack: str, version: str, reports: Sequence[Report]) -> Any:
    """The answer to a request to judge."""
    return proto.AnalyzeResponse(diagnostics=[_diagnostic(pack, version, report) for report in reports])


def _diagnostic(pack: str, version: str, report: Report) -> Any:
    return proto.AnalyzeDiagnostic(
        policyName=report.rule.id,
        policyPackName=pack,
        policyPackVersion=version,
        description=report.demand.finding,
        message=_sendable(f"{report.demand.finding}\n{report.message}"),
        urn=report.urn,
        enforcementLevel=LEVELS[report.level],
        severity=_SEVERITIES[report.demand.severity],
    )


def _sendable(text: str) -> str:
    """JSON can hold halves of characters, which the protocol cannot."""
    return text.encode(errors="replace").decode()


def not_applicable(reasons: Mapping[str, str]) -> list[Any]:
    """Rules that judge nothing, each with the reason."""
    return [proto.PolicyNotApplicable(policy_name=id_, reason=reason) for id_, reason in reasons.items()]


def remediation(pack: str, version: str, remedy: Remedy, properties: Any) -> Any:
    """A resource's properties with a remedy's values in place of the former ones; they are changed."""
    for name, value in remedy.properties.items():
        former = json_format.MessageToDict(properties.fields[name]) if name in properties.fields else None
        properties[name] = _as_secret_as(former, value)
    return proto.Remediation(
        policyName=remedy.rule.id,
        policyPackName=pack,
        policyPackVersion=version,
        description=remedy.rule.finding,
        properties=None if remedy.problem else properties,
        diagnostic=remedy.problem,
    )


def _as_secret_as(former: Any, value: Any) -> Any:
    """A value, marked as a secret where the former one is, or has a part that is and is no longer marked."""
    secret = _holds_secret(former) and not _holds_secret(value)
    return {SIGNATURE: SECRET, "value": value} if secret else value


def _holds_secret(value: Any) -> bool:
    if isinstance(value, dict):
        return value.get(SIGNATURE) == SECRET or any(map(_holds_secret, value.values()))
    return isinstance(value, list) and any(map(_holds_secret, value))


def policy_info(rule: AnyRule, configuration: Configuration) -> Any:
    """A rule as the engine and its service list it."""
    resource_rule = isinstance(rule, Rule)
    info = proto.PolicyInfo(
        name=rule.id,
        description=f"{rule.finding} {rule.why}",
        enforcementLevel=LEVELS[configuration.level(rule)],
        policy_type=proto.POLICY_TYPE_RESOURCE if resource_rule else proto.POLICY_TYPE_STACK,
        severity=_SEVERITIES[rule.severity],
        remediation_steps=rule.fix,
        url=rule.source,
    )
    if rule.controls:
        # The protocol has room for one framework; a breach names them all.
        first = rule.controls[0].framework
        info.framework.name = first
        info.framework.reference = ", ".join(
            control.reference for control in rule.controls if control.framework == first
        )
    info.configSchema.properties.update(schema(rule))
    return info


REASON_SCHEMA = {"type": "string", "description": "Why it is set so, for the next reader."}


def schema(rule: AnyRule) -> dict[str, Any]:
    """JSON schemas of a rule's options, and of the reason for them."""
    return {name: option.schema() for name, option in rule.options.items()} | {REASON: REASON_SCHEMA}


def choices(message: Any) -> dict[str, dict[str, Any]]:
    """What a run's configuration sets, by rule. The engine has spread what it sets for ALL."""
    names = {value: level.value for level, value in LEVELS.items()}
    return {
        id_: _whole(json_format.MessageToDict(entry.properties)) | {LEVEL: names[entry.enforcementLevel]}
        for id_, entry in message.policyConfig.items()
        if id_ != ALL
    }


def _whole(value: Any) -> Any:
    """A value with whole numbers as people write them: the protocol knows no others than 30.0."""
    if isinstance(value, dict):
        return {name: _whole(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
