"""The TLS certificates of the stack's domain, proved by DNS."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import acm, route53

from components import checks
from components.cloud import EDGE_REGION

DOMAIN = r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
"""A domain name in lower case, without the final dot (RFC 1035, section 2.3.4: 63 a label, 253 in all)."""

TTL = 300
"""Seconds that resolvers keep a record."""


@dataclass(frozen=True, kw_only=True)
class CertificateArgs:
    """What the certificates need.

    Raises:
        ArgumentError: the domain does not have the form of one.
    """

    domain: str
    """The domain of the site."""
    zone_id: str
    """Route 53 zone of the domain. Empty: a zone is created. Then its name servers must be entered at the
    registrar while the first `up` runs: AWS issues the certificate when it sees them, and the run waits
    for that (75 minutes at most)."""

    def __post_init__(self) -> None:
        checks.matches("CertificateArgs.domain", self.domain, DOMAIN, "a domain name such as example.com")


class Certificate(pulumi.ComponentResource):
    """Two certificates that AWS issues and renews by itself, each for the names it serves and no more: one
    for the load balancer, and one for CloudFront, which takes none but from us-east-1."""

    arn: pulumi.Output[str]
    """Certificate of the load balancer, for `origin.<domain>`. Resolves when it is issued."""
    edge_arn: pulumi.Output[str]
    """Certificate of CloudFront, for the domain and its www name. Resolves when it is issued."""
    zone_id: pulumi.Output[str]
    """Zone that holds the domain's records."""
    name_servers: pulumi.Output[list[str]]
    """Name servers to enter at the registrar. Empty when the zone was there before."""

    def __init__(self, name: str, args: CertificateArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Certificate", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        self.zone_id, self.name_servers = _zone(name, args, child)
        self.arn = _certificate(name, [f"origin.{args.domain}"], None, self.zone_id, child)
        self.edge_arn = _certificate(
            f"{name}-edge", [args.domain, f"www.{args.domain}"], EDGE_REGION, self.zone_id, child
        )
        self.register_outputs(
            {
                "arn": self.arn,
                "edge_arn": self.edge_arn,
                "zone_id": self.zone_id,
                "name_servers": self.name_servers,
            }
        )


def _zone(
    name: str, args: CertificateArgs, opts: pulumi.ResourceOptions
) -> tuple[pulumi.Output[str], pulumi.Output[list[str]]]:
    if args.zone_id:
        return pulumi.Output.from_input(args.zone_id), pulumi.Output.from_input([])
    zone = route53.Zone(name, name=args.domain, opts=opts)
    _only_amazon_issues(name, args.domain, zone, opts)
    return zone.zone_id, zone.name_servers.apply(list)


def _only_amazon_issues(name: str, domain: str, zone: route53.Zone, opts: pulumi.ResourceOptions) -> None:
    """No other authority may issue for the domain or below. In a zone that was there before, others may have
    to: there it is the owner's to say.

    Source: https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
    """
    route53.Record(
        f"{name}-caa",
        zone_id=zone.zone_id,
        name=domain,
        type="CAA",
        records=['0 issue "amazon.com"', '0 issuewild "amazon.com"'],
        ttl=TTL,
        opts=opts,
    )


def _certificate(
    name: str,
    names: Sequence[str],
    region: str | None,
    zone_id: pulumi.Output[str],
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    """A certificate in a region, or in the stack's; answers its ARN, once it is issued."""
    certificate = acm.Certificate(
        name,
        domain_name=names[0],
        subject_alternative_names=names[1:] or None,
        validation_method="DNS",
        region=region,
        opts=opts,
    )
    proofs = [_proof(f"{name}-{host.partition('.')[0]}", host, certificate, zone_id, opts) for host in names]
    validation = acm.CertificateValidation(
        name,
        certificate_arn=certificate.arn,
        validation_record_fqdns=[proof.fqdn for proof in proofs],
        region=region,
        opts=opts,
    )
    return validation.certificate_arn


def _proof(
    name: str,
    host: str,
    certificate: acm.Certificate,
    zone_id: pulumi.Output[str],
    opts: pulumi.ResourceOptions,
) -> route53.Record:
    """The record that proves a name. AWS lists what it asks for in no order, so it is found by the name."""
    proof = certificate.domain_validation_options.apply(
        lambda options: next(option for option in options if option.domain_name == host)
    )
    return route53.Record(
        name,
        zone_id=zone_id,
        name=proof.resource_record_name,
        type=proof.resource_record_type,
        records=[proof.resource_record_value],
        ttl=TTL,
        # The same name in another stack of the account has the same proof.
        allow_overwrite=True,
        opts=opts,
    )
