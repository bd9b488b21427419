"""Resource ids and computed texts: templates such as `{role}/{policyArn}` and paths in AWS's answer."""

import re
from typing import Any

from localaws.paths import get
from localaws.values import Props

_FIELD = re.compile(r"\{(\w+)\}")


def render(source: str, context: Props, found: Any) -> Any:
    """A template filled in from the context, or the value at a path of the object found; None if unknown."""
    if "{" not in source:
        return get(found, source)
    names = _FIELD.findall(source)
    if any(context.get(name) is None for name in names):
        return None
    return _FIELD.sub(lambda match: str(context[match[1]]), source)


def ident_props(source: str, ident: str) -> Props:
    """The properties an id is made of: `{role}/{policyArn}` and `web/arn:x` give role and policyArn.

    Only an import needs them; then the id is all there is.
    """
    if "{" not in source:
        return {}
    parts = _FIELD.split(source)
    pattern = "".join(re.escape(part) if at % 2 == 0 else f"(?P<{part}>.+?)" for at, part in enumerate(parts))
    match = re.fullmatch(pattern, ident)
    return match.groupdict() if match else {}
