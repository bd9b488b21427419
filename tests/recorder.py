"""Pulumi's own mocks, with a memory: what a program registers, and what its components publish.

A test on a recording proves what the program asks the engine for. It does not prove that AWS accepts it, nor
what the engine does with it; the tests on the engine do.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pulumi
from google.protobuf.empty_pb2 import Empty
from google.protobuf.json_format import MessageToDict
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime import mocks, rpc, settings
from pulumi.runtime.stack import Stack

PREFIX = "alicerce:components:"


@dataclass(frozen=True)
class Registration:
    """One resource as the engine is told of it."""

    type: str
    name: str
    urn: str
    inputs: dict[str, Any]
    parent_type: str
    """Type of the parent; a component's for every child."""
    parent_name: str
    protect: bool
    ignore_changes: tuple[str, ...]
    delete_before_replace: bool
    dependencies: frozenset[str]
    """Types and names of what it waits for, as type::name."""
    provider: str


class _Cloud(mocks.Mocks):
    """Answers what AWS would, as far as the program looks. A preview learns nothing that AWS decides."""

    def __init__(self, preview: bool) -> None:
        self.preview = preview

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        if self.preview:
            return None, args.inputs
        label = f"{args.typ.rpartition('/')[2].partition(':')[0]}/{args.name}"
        computed = {
            "arn": f"arn:aws:mock:us-east-1:123456789012:{label}",
            "arnSuffix": f"suffix/{label}",
            "name": args.name,
            "dnsName": f"{args.name}.elb.amazonaws.com",
            "fqdn": f"{args.name}.record",
            "latestVersion": 1,
            "nameServers": ["ns-1.awsdns.com", "ns-2.awsdns.com"],
            "repositoryUrl": f"registry/{args.inputs.get('name')}",
            "zoneId": f"zone-of-{args.name}",
            "address": f"{args.name}.rds.amazonaws.com",
            "endpoint": f"{args.name}.proxy.amazonaws.com",
            "masterUserSecrets": [{"secretArn": f"arn:aws:mock:secret-of-{args.name}"}],
            "primaryEndpointAddress": f"{args.name}.cache.amazonaws.com",
            "result": f"made-up-for-{args.name}",
            "base64": f"made-up-for-{args.name}",
            "secretArn": f"arn:aws:mock:us-east-1:123456789012:secret/{args.name}",
            "domainValidationOptions": [
                {
                    "domainName": host,
                    "resourceRecordName": f"_proof.{host}",
                    "resourceRecordType": "CNAME",
                    "resourceRecordValue": "_value.acm-validations.aws",
                }
                # In no order that a program may rely on.
                for host in (*args.inputs.get("subjectAlternativeNames", ()), args.inputs.get("domainName"))
            ],
            "domainName": f"{args.name}.cloudfront.net",
            "hostedZoneId": "Z2FDTNDATAQYW2",
        }
        return f"{args.name}-id", computed | args.inputs

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        answers: dict[str, dict[str, Any]] = {
            "aws:ssm/getParameter:getParameter": {"insecureValue": "ami-0123456789abcdef0"},
            "aws:ec2/getManagedPrefixList:getManagedPrefixList": {"id": "pl-cloudfront"},
        }
        return answers[args.token], []


class Recorder(mocks.MockMonitor):
    """Everything one run of a program registered."""

    def __init__(self, preview: bool) -> None:
        super().__init__(_Cloud(preview))
        self.registrations: list[Registration] = []
        self.invokes: list[tuple[str, dict[str, Any]]] = []
        self.invoke_providers: set[str] = set()
        self.messages: list[Any] = []
        """Every message of a run to the engine, as it was sent."""
        self.outputs: dict[str, dict[str, Any]] = {}
        """Published outputs of each component, by URN."""
        self.exports: dict[str, Any] = {}
        """Values of the stack's outputs."""

    def RegisterResource(self, request: Any) -> Any:
        self.messages.append(request)
        mocked: Any = super()  # the SDK declares no types for its mocks
        answer = mocked.RegisterResource(request)
        _seal(answer.object, request.additionalSecretOutputs)
        if request.type != "pulumi:pulumi:Stack":
            self.registrations.append(_registration(request, answer.urn))
        return answer

    def RegisterResourceOutputs(self, request: Any) -> Any:
        self.messages.append(request)
        self.outputs[request.urn] = rpc.deserialize_properties(request.outputs)
        return Empty()

    def Invoke(self, request: Any) -> Any:
        self.messages.append(request)
        self.invoke_providers.add(request.provider)
        self.invokes.append((request.tok, rpc.deserialize_properties(request.args)))
        mocked: Any = super()
        return mocked.Invoke(request)

    def all(self, type_: str) -> list[Registration]:
        """The resources of a type, given as aws:ec2/vpc:Vpc or Network, in the order of their names."""
        found = [each for each in self.registrations if each.type in (type_, PREFIX + type_)]
        return sorted(found, key=lambda each: each.name)

    def one(self, type_: str, name: str | None = None) -> Registration:
        """The only resource of a type, or the one with this name."""
        (found,) = [each for each in self.all(type_) if name in (None, each.name)]
        return found

    def reach(self, label: str) -> set[str]:
        """All that a resource, given as type::name, waits for, near and far."""
        needs = {f"{each.type}::{each.name}": each.dependencies for each in self.registrations}
        found: set[str] = set()
        front = {label}
        while front:
            front = set().union(*(needs.get(each, frozenset()) for each in front)) - found
            found |= front
        return found

    def counts(self) -> dict[str, int]:
        """How many resources there are of each type, components left out."""
        types = sorted(each.type for each in self.registrations if not each.type.startswith(PREFIX))
        return {type_: types.count(type_) for type_ in types}

    def published(self, component: str) -> dict[str, Any]:
        """What the only component of a type publishes."""
        return self.outputs[self.one(component).urn]

    def orphans(self) -> Iterator[str]:
        """Resources without a component above them."""
        for each in self.registrations:
            if not each.type.startswith((PREFIX, "pulumi:")) and not each.parent_type.startswith(PREFIX):
                yield each.urn


def record(build: Callable[[], Any], *, preview: bool = False, stack: str = "test") -> Recorder:
    """Run a program against the mocks and say what it did."""
    recorder = Recorder(preview)
    settings.ROOT.set(None)
    pulumi.runtime.set_mocks(
        recorder.mocks, project="alicerce", stack=stack, preview=preview, monitor=recorder
    )

    def build_and_export() -> pulumi.Output[None]:
        build()
        root = pulumi.runtime.get_root_resource()
        assert isinstance(root, Stack)
        return pulumi.Output.from_input(_export(root.outputs, recorder.exports))

    test: Any = pulumi.runtime.test  # the SDK declares no types for it
    test(build_and_export)()
    return recorder


async def _export(outputs: dict[str, Any], values: dict[str, Any]) -> None:
    for name, value in outputs.items():
        values[name] = await pulumi.Output.from_input(value).future(with_unknowns=True)


def plain(message: Any) -> str:
    """What a message to the engine says in the clear: everything but the values of secrets."""
    return json.dumps(_unsealed(MessageToDict(message)))


def _unsealed(value: Any) -> Any:
    if isinstance(value, dict):
        sealed = value.get(rpc._special_sig_key) == rpc._special_secret_sig
        return "[secret]" if sealed else {key: _unsealed(each) for key, each in value.items()}
    return [_unsealed(each) for each in value] if isinstance(value, list) else value


def _seal(outputs: Any, secret: Iterable[str]) -> None:
    """Marks outputs as secret, as the engine does with those that the SDK names."""
    for name in secret:
        if name in outputs and rpc._special_sig_key not in MessageToDict(outputs.fields[name]):
            mark = Struct(fields={"value": outputs.fields[name]})
            mark.update({rpc._special_sig_key: rpc._special_secret_sig})
            outputs.fields[name].struct_value.CopyFrom(mark)


def _registration(request: Any, urn: str) -> Registration:
    return Registration(
        type=request.type,
        name=request.name,
        urn=urn,
        inputs=rpc.deserialize_properties(request.object),
        parent_type=_type(request.parent),
        parent_name=request.parent.rpartition("::")[2],
        protect=request.protect,
        ignore_changes=tuple(request.ignoreChanges),
        delete_before_replace=request.deleteBeforeReplace,
        dependencies=frozenset(f"{_type(each)}::{each.rpartition('::')[2]}" for each in request.dependencies),
        provider=request.provider,
    )


def _type(urn: str) -> str:
    """The type in a URN, without the types of its parents."""
    return urn.split("::")[2].rpartition("$")[2] if urn else ""
