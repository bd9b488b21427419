"""Recorded states, as `pulumi stack export` writes them, of the resources that rules are tested by.

Format: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go (DeploymentV3, ResourceV3)
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pack.marks import SECRET, SIGNATURE

from tests.policies.cases import Declared
from tests.policies.judged import urn

State = dict[str, Any]

_ROOT_TYPE = "pulumi:pulumi:Stack"
ROOT = urn(_ROOT_TYPE, "test-prod")
"""URN of the stack itself."""


def state(resources: Iterable[Declared]) -> State:
    """A state of stack prod that holds these resources."""
    declared = tuple(resources)
    urns = {each.name: urn(each.type, each.name) for each in declared}
    root = {"urn": ROOT, "custom": False, "type": _ROOT_TYPE}
    entries = [_entry(each, urns) for each in declared]
    manifest = {"time": "2026-11-24T00:00:00Z", "magic": "", "version": ""}
    return {"version": 3, "deployment": {"manifest": manifest, "resources": [root, *entries]}}


def _entry(declared: Declared, urns: Mapping[str, str]) -> dict[str, Any]:
    refers = {name: [urns[each] for each in names] for name, names in declared.refers.items()}
    props = _sealed(declared.props)
    return {
        "urn": urns[declared.name],
        "custom": True,
        "id": f"id-of-{declared.name}",
        "type": declared.type,
        "inputs": props,
        "outputs": props,
        "parent": urns[declared.parent] if declared.parent else ROOT,
        "protect": declared.protect,
        "dependencies": sorted({each for several in refers.values() for each in several}),
        "propertyDependencies": refers,
    }


def _sealed(value: Any) -> Any:
    """Secrets as a state has them: JSON in a string, in the clear where nothing is there to encrypt it."""
    if isinstance(value, Mapping):
        if value.get(SIGNATURE) == SECRET:
            return {SIGNATURE: SECRET, "plaintext": json.dumps(value["value"])}
        return {name: _sealed(each) for name, each in value.items()}
    return [_sealed(each) for each in value] if isinstance(value, list | tuple) else value
