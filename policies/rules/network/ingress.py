"""What a security group lets in, in each of the three ways that AWS's provider has of writing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_network

from pack.values import Network, Props

SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
TYPES = frozenset({SECURITY_GROUP, INGRESS_RULE, RULE})

_RANGES = ("cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks", "cidrBlock", "ipv6CidrBlock")
_WIDEST = {4: 8, 6: 12}
"""Prefix of what IANA gives to a whole registry of the internet. https://www.iana.org/numbers"""
_PRIVATE = [ip_network(each) for each in ("10.0.0.0/8", "127.0.0.0/8", "fc00::/7", "fe80::/10")]
"""As wide, and yet never on the internet. RFC 6890"""
_WITHOUT_PORTS = {"icmp": "ICMP", "1": "ICMP", "icmpv6": "ICMPv6", "58": "ICMPv6"}
_WITH_PORTS = {"tcp", "6", "udp", "17"}


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


def entries(type_: str, props: Props) -> Iterator[Props]:
    """The entries of a resource that let traffic in."""
    if type_ == SECURITY_GROUP:
        yield from props.groups("ingress")
    elif type_ != RULE or props.text("type") == "ingress":
        yield props


def ranges(entry: Props) -> Iterator[Network]:
    """Addresses that an entry speaks of, IPv4 and IPv6."""
    for name in _RANGES:
        yield from entry.networks(name)


def internet(entry: Props) -> Iterator[Network]:
    """Those of an entry's ranges that are the internet, or a good part of it."""
    return (each for each in ranges(entry) if is_internet(each))


def is_internet(network: Network) -> bool:
    """Whether a range is the internet, or a good part of it."""
    private = any(covers(each, network) for each in _PRIVATE)
    return network.prefixlen <= _WIDEST[network.version] and not private


def covers(outer: Network, inner: Network) -> bool:
    """Whether a range holds all of another one; of the other version of IP it holds nothing."""
    return inner.network_address in outer and inner.broadcast_address in outer


def ports(entry: Props) -> Ports | None:
    """Ports that an entry opens; None for ICMP, which has none.

    Every protocol but TCP, UDP and ICMP opens all ports, whatever its range says.
    Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
    """
    protocol = (entry.text("ipProtocol") or entry.text("protocol")).lower()
    if protocol in _WITHOUT_PORTS:
        return None
    first, last = entry.number("fromPort"), entry.number("toPort")
    if protocol not in _WITH_PORTS or first is None or last is None or first < 0:
        return ALL
    return Ports(first, last)
