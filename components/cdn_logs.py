"""CloudFront's access logs, by CloudWatch's log delivery (standard logging v2): no ACLs on the bucket."""

import pulumi
from pulumi_aws import cloudwatch

from components.cloud import EDGE_REGION, Cloud
from components.log_bucket import CDN

FIELDS = (
    "timestamp(ms)",
    "DistributionId",
    "x-edge-location",
    "x-edge-request-id",
    "x-host-header",
    "x-edge-result-type",
    "x-edge-detailed-result-type",
    "x-edge-response-result-type",
    "c-ip",
    "c-country",
    "cs-method",
    "cs-protocol-version",
    "cs-uri-stem",
    "cs(User-Agent)",
    "cs(Referer)",
    "cs-bytes",
    "sc-status",
    "sc-bytes",
    "sc-content-type",
    "time-taken",
    "time-to-first-byte",
    "origin-fbl",
    "origin-lbl",
    "ssl-protocol",
    "ssl-cipher",
)
"""What a line says. Queries and cookies are left out: they carry tokens and names of people.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html"""


def deliver(
    name: str,
    cloud: Cloud,
    distribution_arn: pulumi.Input[str],
    log_bucket: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> None:
    """Write the access logs of the distribution to the bucket, as JSON, a folder for each day."""
    source = cloudwatch.LogDeliverySource(
        name,
        name=cloud.name("log-delivery", name),
        log_type="ACCESS_LOGS",
        resource_arn=distribution_arn,
        region=EDGE_REGION,
        opts=opts,
    )
    destination = cloudwatch.LogDeliveryDestination(
        name,
        name=cloud.name("log-delivery", name),
        output_format="json",
        delivery_destination_configuration=cloudwatch.LogDeliveryDestinationDeliveryDestinationConfigurationArgs(
            destination_resource_arn=pulumi.Output.concat("arn:aws:s3:::", log_bucket, "/", CDN)
        ),
        region=EDGE_REGION,
        opts=opts,
    )
    cloudwatch.LogDelivery(
        name,
        delivery_source_name=source.name,
        delivery_destination_arn=destination.arn,
        record_fields=FIELDS,
        s3_delivery_configurations=[
            cloudwatch.LogDeliveryS3DeliveryConfigurationArgs(
                suffix_path="/{DistributionId}/{yyyy}/{MM}/{dd}", enable_hive_compatible_path=False
            )
        ],
        region=EDGE_REGION,
        opts=opts,
    )
