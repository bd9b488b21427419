"""`python -m localaws.docs` writes docs/local-aws.md from the specs: every type, and what it lacks."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from localaws.docker_build import TOKEN as IMAGE
from localaws.functions import FUNCTIONS
from localaws.randoms import TYPES as RANDOMS
from localaws.registry import SPECS
from localaws.spec import Spec

PAGE = Path(__file__).parents[1] / "docs" / "local-aws.md"

_INTRODUCTION = """\
# The embedded AWS

<!-- `make docs` writes this page from localaws/. -->

Rehearsals run against an AWS inside one process on this machine: [moto](https://docs.getmoto.org) keeps the
resources, and Pulumi providers for `aws`, `random` and `docker-build` stand in front of it. The program has
no branch for it. Where moto differs from AWS and a program can tell, `localaws/moto_*.py` mend it.

## What it is

- **Strict about requests.** Each one is held against AWS's published service model before it is sent:
  required members, types, enums, patterns, lengths and ranges. What a preview knows, a preview judges.
- **Like the official provider** where a program can tell: unknown values, automatic names, default tags,
  replacement or update, refresh, import, and the deletion of a thing that is gone.
- **Closed.** An input that a type does not map is refused with a list of those it does, and so is a type
  that is not below. Nothing is passed over in silence.
- **Alone.** It listens and calls on loopback only. Nothing in a rehearsal can reach AWS.

## What it is not

- **Nothing runs.** No container starts, no request is balanced, no machine boots, no image is built. A
  rehearsal proves what would be asked of AWS, not that the application works there.
- **Nobody is refused.** IAM policies are kept, not enforced, and there are no quotas and no prices.
- **Rules between resources** hold only as far as moto has them: AWS may refuse what is accepted here.
- **Nothing takes time** unless asked to (`--latency-scale`), and then by a table of typical figures.
- **Nothing lasts.** Its memory ends with its process; then `make refresh` and `make up` build the stack anew.
"""

_LEGEND = """\
*Emulated*: requests are carried out by moto. *Recorded*: moto has no such API, so requests are validated and
remembered only. *No effect*: inputs that are accepted and do nothing. *Drift unseen*: inputs whose change
behind Pulumi's back a refresh does not show.
"""


def render() -> str:
    """The whole page."""
    recorded = sum(1 for spec in SPECS.values() if spec.recorded)
    return (
        "\n".join(
            [
                _INTRODUCTION,
                "## Types of `aws`\n",
                f"{len(SPECS)} types: {len(SPECS) - recorded} emulated, {recorded} recorded.\n",
                _LEGEND,
                *_services(SPECS.values()),
                "## Functions of `aws`\n",
                *_table(("function", "what it answers"), _functions()),
                "## Types of `random` and `docker-build`\n",
                *_table(("type", "how"), _others()),
            ]
        ).rstrip("\n")
        + "\n"
    )


def _services(specs: Iterable[Spec]) -> Iterator[str]:
    for module, members in groupby(sorted(specs, key=lambda spec: spec.token), key=_module):
        yield f"### {module}\n"
        yield from _table(("type", "how", "no effect", "drift unseen"), map(_row, members))


def _row(spec: Spec) -> tuple[str, ...]:
    how = f"recorded: {spec.recorded}" if spec.recorded else "emulated"
    return _name(spec.token), how, _reasons(spec.ignored), _reasons(spec.unread)


def _module(spec: Spec) -> str:
    """`ec2` of `aws:ec2/vpc:Vpc`."""
    return spec.token.split(":")[1].partition("/")[0]


def _name(token: str) -> str:
    """`Vpc` of `aws:ec2/vpc:Vpc`."""
    return f"`{token.rpartition(':')[2]}`"


def _reasons(reasons: Mapping[str, str]) -> str:
    return "<br>".join(f"`{prop}`: {reason}" for prop, reason in sorted(reasons.items()))


def _functions() -> Iterator[tuple[str, ...]]:
    for token, function in sorted(FUNCTIONS.items()):
        module = token.split(":")[1].partition("/")[0]
        place = "" if module == "index" else f"{module}."
        yield f"`{place}{token.rpartition(':')[2]}`", (function.__doc__ or "").partition("\n")[0]


def _others() -> Iterator[tuple[str, ...]]:
    for token in sorted(RANDOMS):
        yield _name(token), "real: from the system's entropy; never updated, only replaced; not importable"
    pushed = (
        "context and Dockerfile must exist; the context is hashed as Docker would send it, and a manifest "
        "stands in the emulated ECR for each tag. Nothing is built"
    )
    yield _name(IMAGE), pushed


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cells in (head, ("---",) * len(head), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(render())
