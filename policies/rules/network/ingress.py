"""What a security group lets in, in each of the three ways that AWS's provider has of writing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_network

from pack.scalars import Network
from pack.values import Props

SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
TYPES = frozenset({SECURITY_GROUP, INGRESS_RULE, RULE})

_WIDEST = {4: 8, 6: 12}
"""Prefix of what IANA gives to a whole registry of the internet. https://www.iana.org/numbers"""
_PRIVATE = [ip_network(each) for each in ("10.0.0.0/8", "fc00::/7")]
"""As wide, and yet never on the internet. RFC 1918 and RFC 4193"""
_WITHOUT_PORTS = {"icmp", "1", "icmpv6", "58"}
_WITH_PORTS = {"tcp", "6", "udp", "17"}


@dataclass(frozen=True)
class Entry:
    """A part of a resource that lets traffic in, with what its properties are called there."""

    props: Props
    protocol: str = "protocol"
    ranges: tuple[str, ...] = ("cidrBlocks", "ipv6CidrBlocks")


@dataclass(frozen=True)
class Ports:
    """Ports from the first to the last, both included."""

    first: float
    last: float

    def __contains__(self, port: float) -> bool:
        return self.first <= port <= self.last

    def __str__(self) -> str:
        if self.first == self.last:
            return f"port {self.first}"
        return "all ports" if self == ALL else f"ports {self.first}-{self.last}"

    def all_in(self, ports: list[int]) -> bool:
        """Whether each of these ports is one of those given."""
        return self.last - self.first + 1 == len({port for port in ports if port in self})


ALL = Ports(0, 65535)


def entries(type_: str, props: Props) -> Iterator[Entry]:
    """The entries of a resource that let traffic in."""
    if type_ == SECURITY_GROUP:
        yield from map(Entry, props.groups("ingress"))
    elif type_ == INGRESS_RULE:
        yield Entry(props, "ipProtocol", ("cidrIpv4", "cidrIpv6"))
    elif props.text("type") == "ingress":
        yield Entry(props)


def ranges(entry: Entry) -> Iterator[Network]:
    """Addresses that an entry speaks of, IPv4 and IPv6."""
    for name in entry.ranges:
        yield from entry.props.networks(name)


def internet(entry: Entry) -> Iterator[Network]:
    """Those of an entry's ranges that are the internet, or a good part of it."""
    return (each for each in ranges(entry) if is_internet(each))


def is_internet(network: Network) -> bool:
    """Whether a range is the internet, or a good part of it."""
    private = any(covers(each, network) for each in _PRIVATE)
    return network.prefixlen <= _WIDEST[network.version] and not private


def covers(outer: Network, inner: Network) -> bool:
    """Whether a range holds all of another one; of the other version of IP it holds nothing."""
    return inner.network_address in outer and inner.broadcast_address in outer


def ports(entry: Entry) -> Ports | None:
    """Ports that an entry opens; None for ICMP, which has none.

    Every protocol but TCP, UDP and ICMP opens all ports, whatever its range says.
    Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
    """
    protocol = entry.props.text(entry.protocol).lower()
    if protocol in _WITHOUT_PORTS:
        return None
    first, last = entry.props.number("fromPort"), entry.props.number("toPort")
    if protocol not in _WITH_PORTS or first is None or last is None or first < 0:
        return ALL
    return Ports(first, last)
