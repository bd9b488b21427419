"""Whom roles trust."""

import re
from collections.abc import Iterator

from pack.options import Number
from pack.rule import Level, Rule, Severity, Subject, Verdict
from pack.values import Props

from .conditions import wanted_values
from .sharing import callers_for_others, open_to_all
from .statements import ROLE, of_trust, principals

ROLES = frozenset({ROLE})

NOT_PUBLIC = Rule(
    id="role-trust-not-public",
    severity=Severity.CRITICAL,
    types=ROLES,
    check=of_trust(open_to_all),
    finding="A role trusts everybody.",
    why="Every AWS account in the world can become this role.",
    fix='name accounts, roles or services in "Principal", or add the condition "aws:PrincipalOrgID".',
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
)

# Advisory: most services take a role of their caller's own account only, so few can be misled.
SERVICE_SOURCE = Rule(
    id="role-trust-source-known",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=ROLES,
    check=of_trust(callers_for_others),
    finding="A role trusts a service, on behalf of whoever asks that service.",
    why="Somebody else's resource may make the service use your role: a confused deputy.",
    fix='add "Condition": {"StringEquals": {"aws:SourceAccount": "<account>"}} to the statement.',
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
)

_GITHUB = "token.actions.githubusercontent.com"


def _web_identity(statement: Props) -> Iterator[str]:
    for principal in principals(statement, "Federated"):
        provider = principal.rpartition(":oidc-provider/")[2]
        if ":saml-provider/" in principal:
            continue
        if not wanted_values(statement, f"{provider}:aud"):
            yield f"trusts {provider} with no condition on {provider}:aud, want the audience"
        if ":oidc-provider/" in principal:
            yield from _subjects(statement, provider)


def _subjects(statement: Props, provider: str) -> Iterator[str]:
    wanted = "a repository, as repo:owner/name:*" if provider.startswith(_GITHUB) else "a subject"
    subjects = wanted_values(statement, f"{provider}:sub")
    if not subjects:
        yield f"trusts {provider} with no condition on {provider}:sub, want {wanted}"
    for subject in subjects:
        if not _names_somebody(subject):
            yield f"trusts {provider} for the subject {subject}, want {wanted}"


def _names_somebody(subject: str) -> bool:
    """Whether a subject says something before its first wildcard; of a repository, its owner and its name."""
    fixed = re.split(r"[*?]", subject)[0]
    return bool(fixed.partition("/")[2] if fixed.startswith("repo:") else fixed)


WEB_IDENTITY = Rule(
    id="role-trust-web-identity-narrow",
    severity=Severity.CRITICAL,
    types=ROLES,
    check=of_trust(_web_identity),
    finding="A role trusts strangers who sign in at the same provider.",
    why="A provider such as GitHub signs tokens for everybody: any repository becomes this role.",
    fix='add "StringEquals" on both ":aud" and ":sub", such as "repo:owner/name:ref:refs/heads/main".',
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub",
)


def _session(subject: Subject) -> Iterator[Verdict]:
    seconds = subject.props.number("maxSessionDuration", 3600) or 0
    if seconds > subject.options["seconds"]:
        yield f"maxSessionDuration is {seconds}, want {subject.options['seconds']} or less"


# Advisory: long jobs need long sessions.
SHORT_SESSION = Rule(
    id="role-session-short",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=ROLES,
    check=_session,
    finding="The sessions of a role are long.",
    why="Stolen credentials work until their session ends.",
    fix="remove maxSessionDuration, or set it to what the longest job needs.",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html#id_roles_update-session-duration",
    options={
        "seconds": Number(
            3600,
            3600,
            43200,
            "Seconds that a session may last at most. 3600 is what IAM gives a role that says nothing, "
            "and the least that it allows: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
        )
    },
)

RULES = (NOT_PUBLIC, SERVICE_SOURCE, WEB_IDENTITY, SHORT_SESSION)
