"""What the policy pack costs: its start, each resource that it judges, and a preview on the real engine.

It is set beside Pulumi's own SDK for policy packs, which hands every resource to every policy and reads its
properties anew for each; the very same rules stand behind both.
"""

import datetime
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from google.protobuf.struct_pb2 import Struct
from pack import files
from pack.analyzer import Analyzer
from pack.referee import ONLY_PRODUCTION
from pack.stack import Resource
from pulumi.runtime.proto import analyzer_pb2 as proto
from rules.catalogue import RULES

from benchmarks.bed import REPOSITORY, Bed, Program, bed, python
from benchmarks.resources import KINDS
from benchmarks.tables import show
from tests.policies.judged import program
from tests.policies.sdk import served, servicer

COUNTS = (200, 2000)
"""Resources."""
ROUNDS = 3
PREVIEWS = 2
PACK = REPOSITORY / "policies"

_OF_THE_SDK = """\
from pulumi_policy import PolicyPack, ResourceValidationPolicy

rule = ResourceValidationPolicy(name="rule", description="Nothing.", validate=lambda arguments, report: None)
PolicyPack(name="one", policies=[rule])
"""


def run() -> None:
    """Prints the tables."""
    _show_start()
    _show_judging()
    with bed() as place:
        _show_previews(place)


def _show_start() -> None:
    with TemporaryDirectory(prefix="bench-") as folder:
        one = _one_rule(Path(folder))
        took = {
            "Python alone: import pulumi": _fastest(lambda: python("import pulumi")),
            "a pack of the SDK with one rule": _fastest(lambda: _start(one)),
            f"this pack with {len(RULES)} rules": _fastest(lambda: _start(PACK)),
        }
    base = min(took.values())
    show(
        f"Start of a policy pack, until it says its port: the fastest of {ROUNDS}",
        ("what", "seconds", "times the fastest"),
        [(name, f"{each:.2f}", f"{each / base:.2f}") for name, each in took.items()],
    )


def _one_rule(folder: Path) -> Path:
    """A pack of the SDK whose only rule finds nothing: what any pack costs."""
    pack = folder / "one"
    pack.mkdir(parents=True)
    (pack / "__main__.py").write_text(_OF_THE_SDK)
    shutil.copy(PACK / "PulumiPolicy.yaml", pack)
    return pack


def _start(folder: Path) -> float:
    """Seconds from the start of a pack's process until it says its port."""
    start = time.perf_counter()
    # As the engine's language host starts it; the address is where a deployment would have its engine.
    interpreter = str(REPOSITORY / ".venv" / "bin" / "python")
    command = [interpreter, "-W", "ignore", "-u", "-m", "pulumi.policy", "127.0.0.1:1", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder) as process:
        assert process.stdout is not None
        port = process.stdout.readline()
        took = time.perf_counter() - start
        process.kill()
    assert port.strip().isdigit()
    return took


def _show_judging() -> None:
    referee = files.referee(PACK, RULES, datetime.date.today())
    theirs = servicer("sdk", "1", RULES, referee.configuration, ONLY_PRODUCTION)
    with served(Analyzer("pack", "1", referee)) as pack, served(theirs) as sdk:
        rows = [row for count in COUNTS for row in _judging(pack, sdk, several(count))]
    show(
        f"{len(RULES)} rules on resources as in our prod stack, over gRPC, milliseconds for each resource",
        ("request", "resources", "SDK", "this pack", "times faster"),
        rows,
    )


def _judging(pack: Any, sdk: Any, resources: Sequence[Resource]) -> list[tuple[str, ...]]:
    single = [_request(each) for each in resources]
    whole = proto.AnalyzeStackRequest(resources=[_listed(each) for each in resources])
    ways: dict[str, Callable[[Any], object]] = {
        "Analyze": lambda client: [client.Analyze(each) for each in single],
        "Remediate": lambda client: [client.Remediate(each) for each in single],
        "AnalyzeStack": lambda client: client.AnalyzeStack(whole),
    }
    return [_compared(name, way, pack, sdk, len(resources)) for name, way in ways.items()]


def _compared(name: str, way: Callable[[Any], object], pack: Any, sdk: Any, count: int) -> tuple[str, ...]:
    ours = _fastest(lambda: _timed(lambda: way(pack))) / count * 1000
    theirs = _timed(lambda: way(sdk)) / count * 1000  # so slow that one run says enough
    return (name, str(count), f"{theirs:.2f}", f"{ours:.2f}", f"{theirs / ours:.0f}")


def several(count: int) -> list[Resource]:
    """The resources of our prod stack, again and again under new names, as many as asked for."""
    stack = program("prod").resources
    return [_copied(stack[at % len(stack)], f"-{at // len(stack)}") for at in range(count)]


def _copied(each: Resource, suffix: str) -> Resource:
    links = {name: tuple(f"{urn}{suffix}" for urn in urns) for name, urns in each.links.items()}
    dependencies = tuple(f"{urn}{suffix}" for urn in each.dependencies)
    named = (f"{each.name}{suffix}", f"{each.urn}{suffix}", each.props, f"{each.parent}{suffix}")
    return Resource(each.type, *named, dependencies, links, each.protect)


def _request(each: Resource) -> Any:
    return proto.AnalyzeRequest(type=each.type, name=each.name, urn=each.urn, properties=_struct(each))


def _listed(each: Resource) -> Any:
    links = {name: proto.AnalyzerPropertyDependencies(urns=urns) for name, urns in each.links.items()}
    return proto.AnalyzerResource(
        type=each.type,
        name=each.name,
        urn=each.urn,
        properties=_struct(each),
        parent=each.parent,
        dependencies=each.dependencies,
        propertyDependencies=links,
    )


def _struct(each: Resource) -> Struct:
    message = Struct()
    message.update(each.props._values)
    return message


def _show_previews(place: Bed) -> None:
    folder = place.folders.project / "packs"
    one, alone = _one_rule(folder), _alone(folder)
    rows = [
        _previews("empty program", place.program("", "empty"), one, alone),
        *(_previews(f"{count} random ids", _ids(place, count), one, alone) for count in COUNTS),
        _previews("our prod stack", place.ours("prod"), one, PACK),
    ]
    show(
        f"Preview of an empty stack, seconds: the fastest of {PREVIEWS}",
        ("program", "no pack", "SDK, one rule", "this pack", "times no pack"),
        rows,
    )


def _alone(folder: Path) -> Path:
    """The pack as a project has it that needs no exemptions."""
    copy = folder / "policies"
    shutil.copytree(PACK, copy, ignore=shutil.ignore_patterns("exemptions.yaml"))
    (folder / ".venv").symlink_to(REPOSITORY / ".venv")
    return copy


def _ids(place: Bed, count: int) -> Program:
    source = f"{KINDS['random id']}\nfor number in range({count}):\n    make(number)\n"
    return place.program(source, f"ids-{count}")


def _previews(name: str, program: Program, *packs: Path) -> tuple[str, ...]:
    """Without a pack and with each in turn, so that a busy minute spoils none alone."""
    options = [(), *(("--policy-pack", str(pack)) for pack in packs)]
    runs = [[program.run("preview", *each) for each in options] for _ in range(PREVIEWS)]
    without, floor, judged = (min(each) for each in zip(*runs, strict=True))
    return (name, f"{without:.2f}", f"{floor:.2f}", f"{judged:.2f}", f"{judged / without:.2f}")


def _fastest(measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(ROUNDS))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
