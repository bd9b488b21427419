"""Users of a cache: what opens it, and what they may do.

Syntax of access strings: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
"""

from collections.abc import Iterator

from pack.rule import Rule, Severity, Subject, Verdict, security_hub
from pack.values import Props

from .types import CACHE_USER

SOURCE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html"
_GRANTING = {"+@all", "allcommands", "+@dangerous"}
_TAKING = {"-@all", "nocommands", "-@dangerous"}


def _last(words: list[str], true: set[str], false: set[str]) -> bool:
    """What the last of some words in an access string says: later ones overrule earlier ones."""
    said = [word for word in words if word in true | false]
    return bool(said) and said[-1] in true


def _words(user: Props) -> list[str]:
    return user.text("accessString").lower().split()


def _is_on(user: Props) -> bool:
    """A user is off unless his access string says on."""
    return _last(_words(user), {"on"}, {"off"})


def _password(subject: Subject) -> Iterator[Verdict]:
    user = subject.props
    if not _is_on(user):
        return
    mode = user.group("authenticationMode").text("type")
    if user.flag("noPasswordRequired"):
        yield "noPasswordRequired is true, want false"
    if mode.startswith("no-password"):
        yield f"authenticationMode.type is {mode}, want password or iam"
    if "nopass" in _words(user):
        yield "accessString has nopass, want a password"


def _commands(subject: Subject) -> Iterator[Verdict]:
    user = subject.props
    if _is_on(user) and _last(_words(user), _GRANTING, _TAKING):
        yield "accessString admits every command, want -@dangerous after +@all"


PASSWORD = Rule(
    id="cache-user-password",
    severity=Severity.HIGH,
    types=frozenset({CACHE_USER}),
    check=_password,
    finding="A user of a cache needs no password.",
    why="Whatever runs in the network reads and deletes every key.",
    fix='set authenticationMode to a password or to iam; for the default user, accessString to "off -@all".',
    source=SOURCE,
    controls=security_hub("ElastiCache.6"),
)

COMMANDS = Rule(
    id="cache-user-commands",
    severity=Severity.MEDIUM,
    types=frozenset({CACHE_USER}),
    check=_commands,
    finding="A user of a cache may run dangerous commands.",
    why="FLUSHALL empties the cache, and KEYS stops it for every other user.",
    fix='put -@dangerous behind +@all in accessString, and what you need of it behind that, as in "+info".',
    source=SOURCE,
)

RULES = (PASSWORD, COMMANDS)
