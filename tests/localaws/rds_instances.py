"""Database instances to begin with."""

import pytest

from localaws.values import Props
from tests.localaws.conftest import Workbench

INSTANCE = "aws:rds/instance:Instance"


ROLE = "arn:aws:iam::200000000001:role/monitoring"


@pytest.fixture
def group(bench: Workbench) -> str:
    """A database subnet group over two zones."""
    vpc, _ = bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.0.0.0/16")
    subnets = [
        bench.make(
            "aws:ec2/subnet:Subnet",
            vpcId=vpc,
            cidrBlock=f"10.0.{at}.0/24",
            availabilityZone=f"us-east-1{zone}",
        )[0]
        for at, zone in enumerate("ab")
    ]
    return bench.make("aws:rds/subnetGroup:SubnetGroup", subnetIds=subnets)[0]


@pytest.fixture
def database(bench: Workbench, group: str) -> Props:
    """The inputs of a production-like PostgreSQL."""
    return {
        "identifier": "shop-database",
        "engine": "postgres",
        "engineVersion": "16.9",
        "instanceClass": "db.m7g.large",
        "allocatedStorage": 100,
        "maxAllocatedStorage": 500,
        "storageType": "gp3",
        "storageEncrypted": True,
        "kmsKeyId": bench.make("aws:kms/key:Key")[1]["arn"],
        "dbName": "shop",
        "username": "shop_admin",
        "password": "first-password",
        "port": 5433,
        "multiAz": True,
        "dbSubnetGroupName": group,
        "backupRetentionPeriod": 7,
        "backupWindow": "03:00-04:00",
        "maintenanceWindow": "sun:05:00-sun:06:00",
        "enabledCloudwatchLogsExports": ["postgresql"],
        "iamDatabaseAuthenticationEnabled": True,
        "performanceInsightsEnabled": True,
        "performanceInsightsRetentionPeriod": 7,
        "databaseInsightsMode": "standard",
        "monitoringInterval": 60,
        "monitoringRoleArn": ROLE,
        "copyTagsToSnapshot": True,
        "caCertIdentifier": "rds-ca-rsa2048-g1",
        "networkType": "IPV4",
        "skipFinalSnapshot": True,
    }
