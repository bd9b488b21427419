"""The TLS certificate of the stack's domain, proved by DNS."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import acm, route53

from components import checks

DOMAIN = r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
"""A domain name in lower case, without the final dot (RFC 1035, section 2.3.4: 63 a label, 253 in all)."""


@dataclass(frozen=True, kw_only=True)
class CertificateArgs:
    """What a certificate needs.

    Raises:
        ArgumentError: the domain does not have the form of one.
    """

    domain: str
    """The domain; the certificate also covers one level below it."""
    zone_id: str
    """Route 53 zone of the domain. Empty: a zone is created. Then its name servers must be entered at the
    registrar while the first `up` runs: AWS issues the certificate when it sees them, and the run waits
    for that (75 minutes at most)."""

    def __post_init__(self) -> None:
        checks.matches("CertificateArgs.domain", self.domain, DOMAIN, "a domain name such as example.com")


class Certificate(pulumi.ComponentResource):
    """A certificate that AWS has issued and renews by itself."""

    arn: pulumi.Output[str]
    """ARN of the certificate. Resolves when it is issued."""
    zone_id: pulumi.Output[str]
    """Zone that holds the domain's records."""
    name_servers: pulumi.Output[list[str]]
    """Name servers to enter at the registrar. Empty when the zone was there before."""

    def __init__(self, name: str, args: CertificateArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Certificate", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        self.zone_id, self.name_servers = _zone(name, args, child)
        certificate = acm.Certificate(
            name,
            domain_name=args.domain,
            subject_alternative_names=[f"*.{args.domain}"],
            validation_method="DNS",
            opts=child,
        )
        self.arn = _issued(name, certificate, self.zone_id, child)
        self.register_outputs({"arn": self.arn, "zone_id": self.zone_id, "name_servers": self.name_servers})


def _zone(
    name: str, args: CertificateArgs, opts: pulumi.ResourceOptions
) -> tuple[pulumi.Output[str], pulumi.Output[list[str]]]:
    if args.zone_id:
        return pulumi.Output.from_input(args.zone_id), pulumi.Output.from_input([])
    zone = route53.Zone(name, name=args.domain, opts=opts)
    return zone.zone_id, zone.name_servers.apply(list)


def _issued(
    name: str, certificate: acm.Certificate, zone_id: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    # AWS asks for the same record for a domain and for the wildcard below it, so one record proves both.
    proof = certificate.domain_validation_options[0]
    record = route53.Record(
        name,
        zone_id=zone_id,
        name=proof.resource_record_name,
        type=proof.resource_record_type,
        records=[proof.resource_record_value],
        ttl=300,
        allow_overwrite=True,
        opts=opts,
    )
    validation = acm.CertificateValidation(
        name, certificate_arn=certificate.arn, validation_record_fqdns=[record.fqdn], opts=opts
    )
    return validation.certificate_arn
