"""Our rules behind Pulumi's own server for policy packs: the same questions, answered by other code."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent import futures
from contextlib import contextmanager
from typing import Any

import grpc
import pulumi_policy
from pack.configuration import Configuration
from pack.judging import Judgement, judge, judge_stack
from pack.marks import UNKNOWNS
from pack.rule import AnyRule, Rule, StackRule, Subject
from pack.serving import LARGEST_MESSAGE
from pack.stack import Resource, Stack
from pack.values import Props
from pack.wire import schema, stack_name
from pulumi.runtime.proto import analyzer_pb2_grpc
from pulumi_policy.policy import _PolicyAnalyzerServicer
from pulumi_policy.proxy import UnknownValueError
from pulumi_policy.secret import Secret

MARK = min(UNKNOWNS)


@contextmanager
def served(servicer: Any) -> Iterator[Any]:
    """A client of a servicer, over a real channel on the loopback interface."""
    limit = [("grpc.max_receive_message_length", LARGEST_MESSAGE)]
    server = grpc.server(futures.ThreadPoolExecutor(4), options=limit)
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        with grpc.insecure_channel(f"127.0.0.1:{port}", options=limit) as channel:
            yield analyzer_pb2_grpc.AnalyzerStub(channel)
    finally:
        server.stop(grace=None).wait()


def servicer(
    name: str, version: str, rules: Sequence[AnyRule], configuration: Configuration, not_in_force: str
) -> Any:
    """Pulumi's server for these rules; `not_in_force` is said of those that only production is held to."""

    def applicable(rule: AnyRule, arguments: Any, urn: str) -> None:
        if rule.production and not configuration.production(stack_name(urn)):
            arguments.not_applicable(not_in_force)

    policies = [
        _policy(rule, configuration, applicable) for rule in rules if isinstance(rule, Rule | StackRule)
    ]
    initial: dict[str, Any] = {
        rule.id: {
            "enforcementLevel": _level(configuration, rule),
            **configuration.choices[rule.id].options,
        }
        for rule in rules
        if rule.id in configuration.choices
    }
    level = pulumi_policy.EnforcementLevel.MANDATORY
    return _PolicyAnalyzerServicer(name, version, policies, level, initial)


def _policy(rule: Rule | StackRule, configuration: Configuration, applicable: Callable[..., None]) -> Any:
    framework = rule.controls[0].framework if rule.controls else None
    described = {
        "name": rule.id,
        "description": rule.finding,
        "enforcement_level": _level(configuration, rule),
        "severity": pulumi_policy.Severity(rule.severity.value),
        "config_schema": pulumi_policy.PolicyConfigSchema(schema(rule)),
        "remediation_steps": rule.fix,
        "url": rule.source,
        "framework": framework
        and pulumi_policy.PolicyComplianceFramework(
            name=framework,
            reference=", ".join(each.reference for each in rule.controls if each.framework == framework),
        ),
    }
    if isinstance(rule, StackRule):
        validate = _stack_validation(rule, configuration, applicable)
        return pulumi_policy.StackValidationPolicy(validate=validate, **described)
    return pulumi_policy.ResourceValidationPolicy(
        validate=_validation(rule, configuration, applicable),
        remediate=_remediation(rule, configuration) if rule.remedy else None,
        **described,
    )


def _level(configuration: Configuration, rule: AnyRule) -> Any:
    return pulumi_policy.EnforcementLevel(configuration.level(rule).value)


def _validation(rule: Rule, configuration: Configuration, applicable: Callable[..., None]) -> Any:
    def validate(arguments: Any, report: Any) -> None:
        if arguments.resource_type in rule.types:
            applicable(rule, arguments, arguments.urn)
            subject = _subject(rule, configuration, arguments)
            _tell(judge(rule, subject, arguments.urn), report)

    return validate


def _stack_validation(rule: StackRule, configuration: Configuration, applicable: Callable[..., None]) -> Any:
    def validate(arguments: Any, report: Any) -> None:
        stack = Stack(tuple(map(_resource, arguments.resources)))
        applicable(rule, arguments, stack.resources[0].urn if stack.resources else "")
        options = configuration.options(rule) | _options(arguments)
        judgements = judge_stack(rule, stack, options)
        for reason in (each.inapplicable for each in judgements if each.inapplicable):
            arguments.not_applicable(reason)
        _tell(judgements, report)

    return validate


def _remediation(rule: Rule, configuration: Configuration) -> Any:
    def remediate(arguments: Any) -> Any:
        if arguments.resource_type not in rule.types or not rule.remedy:
            return None
        subject = _subject(rule, configuration, arguments)
        if not any(each.breach for each in judge(rule, subject, arguments.urn)):
            return None
        for name, value in rule.remedy(subject).items():
            arguments.props[name] = value
        return arguments.props

    return remediate


def _subject(rule: Rule, configuration: Configuration, arguments: Any) -> Subject:
    options = configuration.options(rule) | _options(arguments)
    props = Props(_raw(arguments.props))
    return Subject(arguments.resource_type, arguments.name, props, arguments.opts.protect, options)


def _options(arguments: Any) -> dict[str, Any]:
    return dict(arguments.get_config() or {})


def _resource(each: Any) -> Resource:
    links = {name: tuple(one.urn for one in several) for name, several in each.property_dependencies.items()}
    return Resource(each.resource_type, each.name, each.urn, Props(_raw(each.props)), links=links)


def _tell(judgements: Sequence[Judgement], report: Any) -> None:
    for each in judgements:
        if each.breach:
            report(each.breach, each.urn)
    for each in judgements:
        if each.unknown:
            raise UnknownValueError(MARK, [each.unknown])


def _raw(value: Any) -> Any:
    """A value without the SDK's proxies, which stop at an unknown value even when it is only passed on."""
    if isinstance(value, Secret):
        return _raw(value.value)
    if isinstance(value, Mapping):
        return {name: _raw(each) for name, each in _behind(value, dict).items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_raw(each) for each in _behind(value, list)]
    return value


def _behind(value: Any, kind: type) -> Any:
    """What a proxy stands before; the value itself where there is none."""
    return value if isinstance(value, kind) else value["__target"]
