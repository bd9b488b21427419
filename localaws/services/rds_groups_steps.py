"""Steps of what database instances share: parameters by the twenty, event sources one by one."""

from collections.abc import Iterator
from typing import Any

from localaws.request import OLD
from localaws.spec import Call, Send
from localaws.values import Props

DESCRIPTION = "Managed by Pulumi"
"""What the official provider describes things as that a program does not describe."""

AT_ONCE = 20
"""Parameters in one call.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBParameterGroup.html"""


def described(params: dict[str, Any]) -> dict[str, Any]:
    """AWS wants a description of every group."""
    return {"Description": DESCRIPTION, **params}


def described_subnets(params: dict[str, Any]) -> dict[str, Any]:
    """The same, under the name it has for groups of subnets."""
    return {"DBSubnetGroupDescription": DESCRIPTION, **params}


def enabled(params: dict[str, Any]) -> dict[str, Any]:
    """A subscription is on unless it is turned off."""
    return {"Enabled": True, **params}


_GROUP = {"id": "DBParameterGroupName"}
_ALIASES = {"name": "ParameterName", "value": "ParameterValue", "applyMethod": "ApplyMethod"}
_MODIFY = Call(op="ModifyDBParameterGroup", params={**_GROUP, "some": "Parameters"})
_RESET = Call(op="ResetDBParameterGroup", params={**_GROUP, "some": "Parameters"})


def sync_parameters(send: Send, context: Props) -> None:
    """Sets the parameters that changed, and resets those taken out."""
    old = _by_name((context.get(OLD) or {}).get("parameters"))
    new = _by_name(context.get("parameters"))
    changed = [_as_aws(parameter) for name, parameter in new.items() if old.get(name) != parameter]
    gone = [_as_aws({"name": name, "applyMethod": "pending-reboot"}) for name in old if name not in new]
    for call, parameters in ((_RESET, gone), (_MODIFY, changed)):
        for some in _batches(parameters):
            send(call, {**context, "some": some})


def _by_name(parameters: list[Props] | None) -> dict[str, Props]:
    return {parameter["name"]: parameter for parameter in parameters or []}


def _as_aws(parameter: Props) -> Props:
    """AWS wants to hear with each when it applies; at once, says the official provider unless told."""
    whole = {"applyMethod": "immediate", **parameter}
    return {_ALIASES.get(key, key): value for key, value in whole.items()}


def _batches(items: list[Props]) -> Iterator[list[Props]]:
    for at in range(0, len(items), AT_ONCE):
        yield items[at : at + AT_ONCE]


_SOURCE = {"id": "SubscriptionName", "source": "SourceIdentifier"}
_ADD = Call(op="AddSourceIdentifierToSubscription", params=_SOURCE)
_REMOVE = Call(op="RemoveSourceIdentifierFromSubscription", params=_SOURCE)


def sync_sources(send: Send, context: Props) -> None:
    """Adds and removes the sources of events; a creation has taken them already."""
    if OLD not in context:
        return
    old, new = (set(props.get("sourceIds") or []) for props in (context[OLD], context))
    for call, sources in ((_ADD, new - old), (_REMOVE, old - new)):
        for source in sorted(sources):
            send(call, {**context, "source": source})
