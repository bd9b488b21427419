"""Steps of what database instances share: parameters by the twenty, event sources one by one."""

from collections.abc import Callable
from typing import Any

from localaws.request import OLD
from localaws.spec import Call, Send, Settle
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


def syncing(modify: Call, reset: Call, written: Callable[[Props], Props]) -> Settle:
    """The step that sets the parameters of a group that changed, and resets those taken out.

    Both calls carry `some` of them; `written` is a parameter as AWS wants it.
    """

    def sync(send: Send, context: Props) -> None:
        old = _by_name((context.get(OLD) or {}).get("parameters"))
        new = _by_name(context.get("parameters"))
        changed = [written(parameter) for name, parameter in new.items() if old.get(name) != parameter]
        gone = [written(parameter) for name, parameter in old.items() if name not in new]
        for call, parameters in ((reset, gone), (modify, changed)):
            for at in range(0, len(parameters), AT_ONCE):
                send(call, {**context, "some": parameters[at : at + AT_ONCE]})

    return sync


def _by_name(parameters: list[Props] | None) -> dict[str, Props]:
    return {parameter["name"]: parameter for parameter in parameters or []}


_ALIASES = {"name": "ParameterName", "value": "ParameterValue", "applyMethod": "ApplyMethod"}


def _with_method(parameter: Props) -> Props:
    """AWS wants to hear with each when it applies; at once, says the official provider unless told."""
    whole = {"applyMethod": "immediate", **parameter}
    return {_ALIASES.get(key, key): value for key, value in whole.items()}


_GROUP = {"id": "DBParameterGroupName", "some": "Parameters"}
sync_parameters = syncing(
    Call(op="ModifyDBParameterGroup", params=_GROUP),
    Call(op="ResetDBParameterGroup", params=_GROUP),
    _with_method,
)


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
