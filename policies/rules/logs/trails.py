"""CloudTrail: every call in every region, in files that nobody can change unseen."""

from collections.abc import Callable, Iterator
from typing import Any

from pack.rule import Level, Rule, Severity, Subject, Verdict, cis, security_hub

TRAILS = frozenset({"aws:cloudtrail/trail:Trail"})
_PAGE = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html"


def _flags(**defaults: bool) -> Callable[[Subject], Iterator[Verdict]]:
    """A check that flags are true; each is given with what CloudTrail takes where it is missing."""

    def check(subject: Subject) -> Iterator[Verdict]:
        for name, default in defaults.items():
            if not subject.props.flag(name, default):
                yield f"{name} is false, want true"

    return check


def _all_true(*names: str) -> Callable[[Subject], dict[str, Any]]:
    return lambda subject: dict.fromkeys(names, True)


COMPLETE = Rule(
    id="trail-complete",
    severity=Severity.HIGH,
    types=TRAILS,
    check=_flags(isMultiRegionTrail=False, includeGlobalServiceEvents=True, enableLogging=True),
    remedy=_all_true("isMultiRegionTrail", "includeGlobalServiceEvents", "enableLogging"),
    finding="A trail does not see everything.",
    why="Who steals a key works in the region that nobody watches.",
    fix="set isMultiRegionTrail to true; leave includeGlobalServiceEvents and enableLogging on.",
    source=f"{_PAGE}#cloudtrail-1",
    controls=(*security_hub("CloudTrail.1"), *cis("3.1")),
)

VALIDATED = Rule(
    id="trail-validated",
    severity=Severity.MEDIUM,
    types=TRAILS,
    check=_flags(enableLogFileValidation=False),
    remedy=_all_true("enableLogFileValidation"),
    finding="The files of a trail can be changed unseen.",
    why="Who covers their tracks deletes lines; without digests nobody can prove what is missing.",
    fix="set enableLogFileValidation to true.",
    source=f"{_PAGE}#cloudtrail-4",
    controls=(*security_hub("CloudTrail.4"), *cis("3.2")),
)


def _present(name: str, wanted: str) -> Callable[[Subject], Iterator[Verdict]]:
    def check(subject: Subject) -> Iterator[Verdict]:
        if name not in subject.props:
            yield f"{name} is missing, want {wanted}"

    return check


ENCRYPTED = Rule(
    id="trail-encrypted",
    severity=Severity.MEDIUM,
    types=TRAILS,
    check=_present("kmsKeyId", "a key of your own"),
    finding="A trail is not encrypted with a key of one's own.",
    why="Everybody who may read the bucket reads every call of the account.",
    fix="set kmsKeyId to a key whose policy lets cloudtrail.amazonaws.com use it.",
    source=f"{_PAGE}#cloudtrail-2",
    controls=(*security_hub("CloudTrail.2"), *cis("3.5")),
)

# Advisory: it costs as much again as the trail, and EventBridge alarms on the same events without it.
WATCHED = Rule(
    id="trail-watched",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=TRAILS,
    check=_present("cloudWatchLogsGroupArn", "the ARN of a log group, with :* behind it"),
    finding="A trail goes to files alone.",
    why="An alarm on a call, such as a new access key, needs its event within minutes.",
    fix="set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
    source=f"{_PAGE}#cloudtrail-5",
    controls=security_hub("CloudTrail.5"),
)

RULES = (COMPLETE, VALIDATED, ENCRYPTED, WATCHED)
