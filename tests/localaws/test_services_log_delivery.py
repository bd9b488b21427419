"""Delivery of CloudFront's access logs through a whole life."""

import json

from tests.localaws.conftest import Workbench
from tests.localaws.test_services_cloudfront import BASE, DISTRIBUTION

SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource"
DESTINATION = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"
POLICY = "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy"
DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"
TO_BUCKET = {
    "outputFormat": "json",
    "deliveryDestinationConfiguration": {"destinationResourceArn": "arn:aws:s3:::logs"},
}


def test_a_source_lives(bench: Workbench) -> None:
    _, distribution = bench.make(DISTRIBUTION, **BASE)
    bench.live(
        SOURCE,
        change={"tags": {"team": "web"}},
        logType="ACCESS_LOGS",
        resourceArn=distribution["arn"],
        tags={"team": "edge"},
    )


def test_a_destination_lives(bench: Workbench) -> None:
    elsewhere = {"destinationResourceArn": "arn:aws:s3:::logs/cdn"}
    bench.live(
        DESTINATION,
        change={"deliveryDestinationConfiguration": elsewhere, "tags": {"team": "web"}},
        **TO_BUCKET,
        tags={"team": "edge"},
    )


def test_a_destination_policy_lives(bench: Workbench) -> None:
    bench.make(DESTINATION, name="bucket", **TO_BUCKET)
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "111122223333"},
        "Action": "logs:CreateDelivery",
        "Resource": "*",
    }
    bench.live(
        POLICY,
        change={"deliveryDestinationPolicy": json.dumps({"Version": "2012-10-17", "Statement": []})},
        deliveryDestinationName="bucket",
        deliveryDestinationPolicy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )


def test_a_delivery_lives_and_changes_its_fields(bench: Workbench) -> None:
    _, distribution = bench.make(DISTRIBUTION, **BASE)
    bench.make(SOURCE, name="cdn", logType="ACCESS_LOGS", resourceArn=distribution["arn"])
    _, destination = bench.make(DESTINATION, **TO_BUCKET)
    bench.live(
        DELIVERY,
        change={
            "recordFields": ["date", "time", "c-ip"],
            "s3DeliveryConfigurations": [{"suffixPath": "{yyyy}/{MM}", "enableHiveCompatiblePath": True}],
            "tags": {"team": "web"},
        },
        deliverySourceName="cdn",
        deliveryDestinationArn=destination["arn"],
        recordFields=["date", "time"],
        s3DeliveryConfigurations=[{"suffixPath": "{yyyy}", "enableHiveCompatiblePath": False}],
        tags={"team": "edge"},
    )


def test_imports_by_name(bench: Workbench) -> None:
    bench.make(DESTINATION, name="bucket", **TO_BUCKET)
    found = bench.package.resource(DESTINATION, bench.session).read("bucket", {}, {})
    assert found is not None
    assert found[1].items() >= {"name": "bucket", **TO_BUCKET}.items()
