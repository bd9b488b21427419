"""The topology of a stack: who can open a connection to whom, from a recording of the program.

A box in the network is a security group with all that carries it, and an arrow into it is one of its rules.
A tier is what its subnets are called; whether a way leads out of it, its routes say.
"""

from collections.abc import Iterator, Sequence

from tests.pictures.backups import backup_arrows, backups
from tests.pictures.edge import USERS, associations, edge, edge_arrows, guards, web_acl
from tests.pictures.flowchart import Arrow, Flowchart, Frame, Node, boxes
from tests.pictures.members import Member, called, members
from tests.pictures.recording import default_routes, tiers, where
from tests.pictures.ways import INTERNET, NAT, nat_out, ways_in, ways_out
from tests.recorder import Recorder

ORDER = ("public", "application", "data")
"""The tiers, the one nearest to the internet first."""


def topology(recorder: Recorder) -> Flowchart:
    """The picture."""
    found = members(recorder)
    arrows = [
        *edge_arrows(recorder),
        *_guarded(recorder, found),
        *ways_in(recorder, found),
        *ways_out(recorder, found),
        *nat_out(recorder),
        *backup_arrows(recorder, found),
    ]
    drawn: tuple[Node | Frame, ...] = (
        Node(USERS, ("Users",)),
        edge(recorder),
        _network(recorder, found),
        *backups(recorder),
    )
    return Flowchart("TB", (*drawn, *_strangers(drawn, arrows)), tuple(dict.fromkeys(arrows)))


def _network(recorder: Recorder, found: list[Member]) -> Frame:
    network = recorder.one("aws:ec2/vpc:Vpc").inputs["cidrBlock"]
    zones = {each.inputs["availabilityZone"] for each in recorder.all("aws:ec2/subnet:Subnet")}
    by_tier = tiers(recorder)
    frames = [_tier(recorder, found, name, by_tier[name]) for name in sorted(by_tier, key=ORDER.index)]
    homeless = [each.node() for each in found if not each.carriers]
    return Frame("network", f"Network {network}, {len(zones)} zones", (*frames, *homeless))


def _tier(recorder: Recorder, found: list[Member], name: str, subnets: list[str]) -> Frame:
    here = [each for each in found if set(each.subnets) & set(subnets)]
    hosts = {each.runs_on for each in here} - {""}
    beside = [each for each in here if not each.runs_on and not each.names & hosts]
    inside: tuple[Node | Frame, ...] = (
        *_nat(recorder, subnets),
        *(guard for each in beside for guard in _guards_of(recorder, each)),
        *(each.node() for each in beside),
        *(_hosts(called(here, each), here, each) for each in sorted(hosts)),
    )
    return Frame(name, f"{name.capitalize()} subnets: {_way_out(recorder, subnets)}", inside)


def _way_out(recorder: Recorder, subnets: list[str]) -> str:
    routes = default_routes(recorder, subnets)
    if not routes:
        return "no way out"
    return "out through NAT" if all("natGatewayId" in each for each in routes) else "out to the internet"


def _hosts(member: Member, here: list[Member], name: str) -> Frame:
    """Hosts as a frame around the services that run on them."""
    inside = tuple(each.node() for each in here if each.runs_on == name)
    return Frame(member.key, ": ".join(member.lines), inside)


def _nat(recorder: Recorder, subnets: list[str]) -> Iterator[Node]:
    """The NAT gateways that stand in some subnets."""
    gateways = where(recorder, "aws:ec2/natGateway:NatGateway", lambda own: own["subnetId"] in subnets)
    if gateways:
        yield Node(NAT, (f"{len(gateways)} x NAT gateway",))


def _guards_of(recorder: Recorder, member: Member) -> Iterator[Node]:
    for acl, name in associations(recorder):
        if name in member.names:
            yield web_acl(acl)


def _guarded(recorder: Recorder, found: list[Member]) -> Iterator[Arrow]:
    for acl, name in associations(recorder):
        yield guards(acl, called(found, name).key)


def _strangers(drawn: Sequence[Node | Frame], arrows: list[Arrow]) -> Iterator[Node]:
    """Whom rules name and nothing here is: the internet, or some addresses."""
    known = {each.key for each in boxes(drawn)}
    ends = dict.fromkeys(end for arrow in arrows for end in (arrow.start, arrow.end))
    for end in ends:
        if end not in known:
            yield Node(end, ("Internet" if end == INTERNET else end,))
