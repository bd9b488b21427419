"""The engine's messages for policy packs, to and from the pack's own words.

Protocol: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
"""

from collections.abc import Mapping, Sequence
from typing import Any

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto

from .configuration import LEVEL, Configuration
from .referee import ONLY_PRODUCTION, Referee, Remedy, Report
from .rule import AnyRule, Level, Rule, Severity
from .stack import Resource, Stack
from .values import SECRET, SIGNATURE, Props

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
        description=report.rule.finding,
        message=f"{report.rule.finding}\n{report.message}",
        urn=report.urn,
        enforcementLevel=LEVELS[report.level],
        severity=_SEVERITIES[report.rule.severity],
    )


def not_applicable(referee: Referee, type_: str, stack: str) -> list[Any]:
    """The rules for a type that a stack is not held to, with the reason."""
    return [
        proto.PolicyNotApplicable(policy_name=rule.id, reason=ONLY_PRODUCTION)
        for rule in referee.about(type_)
        if not referee.applies(rule, stack)
    ]


def remediation(pack: str, version: str, remedy: Remedy, properties: dict[str, Any]) -> Any:
    """Properties of a resource with a remedy's values, to replace the former ones; they are changed."""
    for name, value in remedy.properties.items():
        properties[name] = _as_secret_as(properties.get(name), value)
    message = struct_pb2.Struct()
    message.update(properties)
    return proto.Remediation(
        policyName=remedy.rule.id,
        policyPackName=pack,
        policyPackVersion=version,
        description=remedy.rule.finding,
        properties=message,
    )


def _as_secret_as(former: Any, value: Any) -> Any:
    """A value, marked as a secret where the former one is."""
    secret = isinstance(former, dict) and former.get(SIGNATURE) == SECRET
    return {SIGNATURE: SECRET, "value": value} if secret else value


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
        info.framework.name = rule.controls[0].framework
        info.framework.reference = ", ".join(control.reference for control in rule.controls)
    info.configSchema.properties.update(schema(rule))
    return info


def schema(rule: AnyRule) -> dict[str, Any]:
    """JSON schemas of a rule's options."""
    reason = {"type": "string", "description": "Why it is set so, for the next reader."}
    return {name: option.schema() for name, option in rule.options.items()} | {"reason": reason}


def choices(message: Any) -> dict[str, dict[str, Any]]:
    """What a run's configuration sets, by rule."""
    names = {value: level.value for level, value in LEVELS.items()}
    return {
        id_: json_format.MessageToDict(entry.properties) | {LEVEL: names[entry.enforcementLevel]}
        for id_, entry in message.policyConfig.items()
    }
