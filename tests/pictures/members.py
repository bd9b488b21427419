"""Security groups, each with all that carries it: the boxes in the network."""

from dataclasses import dataclass

from tests.pictures.carriers import Carrier, carriers
from tests.pictures.flowchart import Node
from tests.pictures.recording import id_of
from tests.recorder import Recorder


@dataclass(frozen=True)
class Member:
    """A security group."""

    key: str
    """What arrows call it: its name in Pulumi."""
    group: str
    """Its id."""
    description: str
    carriers: tuple[Carrier, ...]

    @property
    def subnets(self) -> tuple[str, ...]:
        """Where it is."""
        return next((each.subnets for each in self.carriers if each.subnets), ())

    @property
    def names(self) -> set[str]:
        """What other parts call it."""
        return {self.key}.union(*(each.names for each in self.carriers))

    @property
    def runs_on(self) -> str:
        """What the hosts are called that it runs on."""
        return next((each.runs_on for each in self.carriers), "")

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in its box. Alike things are counted, not repeated."""
        if not self.carriers:
            return (self.description,)
        details = [detail for each in self.carriers for detail in each.details]
        counted = {detail: details.count(detail) for detail in details}
        return (
            self.carriers[0].title,
            *(detail if count == 1 else f"{count} x {detail}" for detail, count in counted.items()),
        )

    def node(self) -> Node:
        """Its box."""
        return Node(self.key, self.lines, store=any(each.store for each in self.carriers))


def members(recorder: Recorder) -> list[Member]:
    """All of them, those that nothing carries too."""
    carried = list(carriers(recorder))
    return [
        Member(
            key=group.name,
            group=id_of(group),
            description=group.inputs["description"],
            carriers=tuple(each for each in carried if id_of(group) in each.groups),
        )
        for group in recorder.all("aws:ec2/securityGroup:SecurityGroup")
    ]


def called(found: list[Member], name: str) -> Member:
    """The one that other parts call so."""
    (member,) = [each for each in found if name in each.names]
    return member
