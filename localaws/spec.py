"""The shape of a resource type: which AWS calls make, read, change and delete it, as plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Hook = Callable[[dict[str, Any]], dict[str, Any]]
Settle = Callable[["Send", dict[str, Any]], None]
Lookup = Callable[["Send", dict[str, Any]], dict[str, Any]]
Send = Callable[["Call", dict[str, Any]], Any]
"""Sends a call built from properties; answers the object at the call's path."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One AWS operation and how properties travel to and from it.

    Example: ``Call(op="ModifyVpcAttribute", params={"id": "VpcId", "enableDnsSupport":
    "EnableDnsSupport.Value"})`` is sent after a create that sets enableDnsSupport, and on an update that
    changes it.
    """

    op: str
    """Operation as AWS's model spells it: `CreateVpc`."""
    params: Mapping[str, str] = field(default_factory=dict)
    """Pulumi property -> path in the request (paths.py). A property may be a path (`healthCheck.path`),
    `id` (the resource's id) or an output; `+subnetIds` and `-subnetIds` are the elements that an update
    adds and removes."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Path in the request -> constant."""
    path: str = ""
    """JMESPath from the response to the object that describes the resource, with `{property}` filled in;
    empty: the whole response."""
    gets: Mapping[str, str] = field(default_factory=dict)
    """For reads: property -> path in that object, where it differs from the create request's."""
    partial: bool = False
    """An update that sends only what changed (and what shares a request member with it)."""
    switch: str = ""
    """For updates: the boolean property that this call turns on by being sent (`EnableKeyRotation`)."""
    otherwise: "Call | None" = None
    """For updates: sent instead when what this call carries is taken out, or its switch is off."""
    hook: Hook | None = None
    """Last word on the request, for what data cannot say. Used rarely; says why where it is."""
    tidy: Hook | None = None
    """Last word on the object answered, for values AWS spells differently than it takes them."""


@dataclass(frozen=True, kw_only=True)
class Tags:
    """How a resource type is tagged."""

    create: str = ""
    """Path in the create request; empty: tags are set by `set` after the create."""
    set: Call | None = None
    """Adds or overwrites tags: params use `tags`."""
    unset: Call | None = None
    """Removes tags: params use `tagKeys`."""
    read: Call | None = None
    """Where the read call does not answer tags: the call that does."""
    get: str = "Tags"
    """Path of the tags in the read object (or in `read`'s object)."""


@dataclass(frozen=True, kw_only=True)
class Name:
    """Automatic naming: a property that gets `<logical name>-<7 hex digits>` when left out."""

    prop: str = "name"
    prefix: str = ""
    """The `namePrefix` property of this type, if it has one."""
    lead: str = ""
    """What AWS wants in front of every name: `alias/`."""
    longest: int = 255
    """AWS's limit, in characters."""


@dataclass(frozen=True, kw_only=True)
class Spec:
    """A resource type. The lint in tests/localaws/test_specs.py holds it against AWS's own model."""

    token: str
    """Pulumi's type token: `aws:ec2/vpc:Vpc`."""
    service: str
    """botocore's name of the service: `ec2`."""
    create: Call
    creates: Mapping[str, Call] = field(default_factory=dict)
    """Property -> the call that makes the resource in place of `create` where that property is set: a
    database from a snapshot. What it does not take, the updates bring after it."""
    id: str
    """Path of the id in the create call's object, or a template of properties: `{role}/{policyArn}`."""
    read: Call | None = None
    """Absent: the type has no description of its own at AWS; inputs are the state."""
    more: tuple[Call, ...] = ()
    """Further reads, each with `gets`, for what the first does not answer (attributes of a load balancer).
    Their params may use `found`, the first one's object: `found.DefaultVersionId`."""
    updates: tuple[Call, ...] = ()
    """Sent after a create for what it did not cover, and on updates for what changed, in this order."""
    delete: tuple[Call, ...] = ()
    """Sent in this order. Empty: AWS has no deletion (default security groups go with their VPC)."""
    settle: Settle | None = None
    """Last step of a create or update, in code, for what data cannot say; it says why there."""
    settles: frozenset[str] = frozenset()
    """The properties that `settle` and `clear` look after, and those that count only in a later call
    (`skipDestroy`, which every deletion heeds). A change of one runs `settle`."""
    clear: Settle | None = None
    """First step of a deletion in code, for what data cannot say: emptying what must be empty to go."""
    lookup: Lookup | None = None
    """What calls and outputs need, no property says and AWS has to be asked for: a record's full name."""
    replace_on: frozenset[str] = frozenset()
    """Properties, or paths of their parts, whose change makes a new resource; `*` is all."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Computed property -> path in the read object, or a template (`arn:{partition}:...:{account}:{id}`)."""
    renewed: frozenset[str] = frozenset()
    """Outputs that an update changes (a launch template's latest version): unknown in its preview."""
    tags: Tags | None = None
    name: Name | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Nested property (`networkInterfaces.securityGroups`) -> AWS member (`Groups`) of another name, or the
    path to it (`volumes.hostPath` -> `host.sourcePath`)."""
    ordered: frozenset[str] = frozenset()
    """List properties whose order means something. All other lists compare as sets, as AWS returns them."""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """What AWS takes a left-out property for: the same as leaving it out, and sent when it is taken out."""
    kept: frozenset[str] = frozenset()
    """Properties whose value AWS keeps when a program takes them out: that is no change."""
    ignored: Mapping[str, str] = field(default_factory=dict)
    """Property -> why it has no effect here. Listed in docs/local-aws.md."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Property -> why drift in it cannot be seen here. Listed in docs/local-aws.md."""
    secret: frozenset[str] = frozenset()
    """Outputs that the state holds encrypted."""
    recorded: str = ""
    """Why requests of this type are validated and recorded only: what moto lacks. Empty: carried out."""
