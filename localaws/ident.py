"""Resource ids and computed texts: templates such as `{role}/{policyArn}` and paths in AWS's answer."""

import re
from typing import Any

from localaws.paths import get
from localaws.values import Props

_FIELD = re.compile(r"\{(\w+)(?::([^} ]+))?\}")
"""`{role}`; or `{type:[A-Z]+}`, with what it looks like where that is not plain from the text around it."""


def render(source: str, context: Props, found: Any) -> Any:
    """A template filled in from the context, or the value at a path of the object found; None if unknown."""
    if "{" not in source:
        return get(found, source)
    names = [name for name, _ in _FIELD.findall(source)]
    if any(context.get(name) is None for name in names):
        return None
    return _FIELD.sub(lambda match: str(context[match[1]]), source)


def ident_props(source: str, ident: str) -> Props:
    """The properties an id is made of: `{role}/{policyArn}` and `web/arn:x` give role and policyArn.

    Only an import needs them; then the id is all there is.
    """
    if "{" not in source:
        return {}
    match = re.fullmatch(_pattern(source), ident)
    return match.groupdict() if match else {}


def _pattern(source: str) -> str:
    pattern, at = "", 0
    for field in _FIELD.finditer(source):
        pattern += re.escape(source[at : field.start()]) + f"(?P<{field[1]}>{field[2] or '.+?'})"
        at = field.end()
    return pattern + re.escape(source[at:])
