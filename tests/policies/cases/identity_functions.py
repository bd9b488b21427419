"""Who may call a function."""

from tests.policies.cases import UNKNOWN, AnyCase, Case

PERMISSION = "aws:lambda/permission:Permission"
CASES: tuple[AnyCase, ...] = (
    Case(
        rule="function-permission-narrow",
        type=PERMISSION,
        props={"principal": "s3.amazonaws.com", "function": "resize"},
        says="principal is s3.amazonaws.com with no source, want sourceArn, sourceAccount or principalOrgId",
    ),
    Case(
        rule="function-permission-narrow",
        type=PERMISSION,
        props={"principal": "*", "functionUrlAuthType": "NONE"},
        says="principal is * with no source",
    ),
    Case(
        rule="function-permission-narrow",
        type=PERMISSION,
        props={"principal": "events.amazonaws.com", "sourceArn": UNKNOWN},
    ),
    Case(rule="function-permission-narrow", type=PERMISSION, props={"principal": "111122223333"}),
)
