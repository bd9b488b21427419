"""What the pack demands of a run itself, whatever its rules are."""

from .rule import Level, PackRule, Severity

UNJUDGED = PackRule(
    id="not-judged",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    finding="A rule could not judge a resource yet.",
    why="A preview that judges nothing passes everything; `up` then stops half way.",
    fix="build the property from values that are known early; set this rule to mandatory for strict runs.",
    source="https://www.pulumi.com/docs/iac/crossguard/core-concepts/",
)

EXEMPTIONS = PackRule(
    id="exemptions",
    severity=Severity.MEDIUM,
    finding="An exemption is expired, or exempts nothing.",
    why="A forgotten exemption hides the next breach of the same rule.",
    fix="remove it from exemptions.yaml, or give it a new reason and a new date.",
    source="https://docs.aws.amazon.com/wellarchitected/latest/framework/ops_ready_to_support_const_orr.html",
)

RUN_RULES = (UNJUDGED, EXEMPTIONS)
