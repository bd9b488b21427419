"""The topology of a stack: who can open a connection to whom, from a recording of the program.

A box in the network is a security group with all that carries it, and an arrow into it is one of its rules.
How far it is from the internet follows from the routes of its subnets.
"""

from collections.abc import Iterator

from tests.pictures.backups import backup_arrows, backups
from tests.pictures.edge import USERS, edge, edge_arrows, guards, web_acl
from tests.pictures.flowchart import Arrow, Flowchart, Frame, Node
from tests.pictures.members import Member, called, members
from tests.pictures.recording import named, tier, zones
from tests.pictures.ways import INTERNET, NAT, ways_in, ways_out
from tests.recorder import Recorder

TIERS = {
    "public": "Public subnets",
    "application": "Application subnets: out through NAT",
    "data": "Data subnets: no way out",
}


def topology(recorder: Recorder) -> Flowchart:
    """The picture."""
    found = members(recorder)
    arrows = [
        *edge_arrows(recorder),
        *_guarded(recorder, found),
        *ways_in(recorder, found),
        *ways_out(recorder, found),
        *_nat_out(recorder),
        *backup_arrows(recorder, found),
    ]
    boxes = (
        Node(USERS, ("Users",)),
        edge(recorder),
        _network(recorder, found),
        Node(INTERNET, ("Internet",)),
        *backups(recorder),
    )
    return Flowchart("TB", (*boxes, *_strangers(boxes, arrows)), tuple(dict.fromkeys(arrows)))
