"""The database's clients know it before it exists, and reach it by TLS with a secret only."""

import json

import pulumi

from components.cloud import Cloud
from components.database import PORT, PostgresDatabase
from components.database_proxy import read_statements
from tests.components.one_database import INSTANCE, arguments, build, revealed
from tests.recorder import record

SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:alicerce/test/database"


def test_clients_know_everything_before_anything_exists(cloud: Cloud) -> None:
    published = build(cloud, preview=True).published("PostgresDatabase")
    known = (
        "identifier",
        "secret_name",
        "secret_arn_pattern",
        "run_time_secret_arn_pattern",
        "secrets",
        "environment",
    )
    assert {key: published[key] for key in known} == {
        "identifier": "alicerce-test-database",
        "secret_name": "alicerce/test/database",
        "secret_arn_pattern": f"{SECRET}-??????",
        "run_time_secret_arn_pattern": "",
        "secrets": {
            "DATABASE_USER": f"{SECRET}:username::",
            "DATABASE_PASSWORD": f"{SECRET}:password::",
        },
        "environment": {"DATABASE_NAME": "app", "DATABASE_PORT": "5432", "DATABASE_POOL_SIZE": "50"},
    }


def test_the_secret_waits_for_no_instance_and_its_password_changes_by_version(cloud: Cloud) -> None:
    recorder = build(cloud, password_version=2)
    version = recorder.one("aws:secretsmanager/secretVersion:SecretVersion")
    assert not any("rds/" in each for each in recorder.reach(f"{version.type}::{version.name}"))
    assert json.loads(revealed(version.inputs["secretString"])) == {
        "username": "app",
        "password": "made-up-for-database",
        "dbname": "app",
        "port": "5432",
        "engine": "postgres",
    }
    secret = recorder.one("aws:secretsmanager/secret:Secret").inputs
    assert secret["name"] == "alicerce/test/database"
    assert secret["kmsKeyId"] == "key-secrets"
    assert secret["recoveryWindowInDays"] == 30
    password = recorder.one("random:index/randomPassword:RandomPassword").inputs
    assert password == {"length": 48, "special": False, "keepers": {"version": "2"}}


def test_the_password_of_rds_is_published_where_clients_look(cloud: Cloud) -> None:
    recorder = build(cloud, secret="managed")
    instance = recorder.one(INSTANCE, "database").inputs
    assert instance["manageMasterUserPassword"] is True
    assert instance["masterUserSecretKmsKeyId"] == "key-secrets"
    assert "password" not in instance
    assert not recorder.all("random:index/randomPassword:RandomPassword")
    parameter = recorder.one("aws:ssm/parameter:Parameter").inputs
    assert parameter["name"] == "/alicerce/test/database-secret-arn"
    assert revealed(parameter["value"]) == "arn:aws:mock:secret-of-database"
    published = recorder.published("PostgresDatabase")
    arn = "arn:aws:ssm:us-east-1:123456789012:parameter/alicerce/test/database-secret-arn"
    assert published["secrets"] == {"DATABASE_SECRET_ARN": arn}
    assert published["secret_arn_pattern"] == arn
    assert published["run_time_secret_arn_pattern"] == (
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-*"
    )


def test_the_proxy_takes_tls_and_its_share_only(cloud: Cloud) -> None:
    recorder = build(cloud)
    front = recorder.one("aws:rds/proxy:Proxy").inputs
    assert front["requireTls"] is True
    assert front["vpcSecurityGroupIds"] == ["database-id"]
    assert front["auths"] == [
        {
            "authScheme": "SECRETS",
            "secretArn": "arn:aws:mock:us-east-1:123456789012:secret/database",
            "clientPasswordAuthType": "POSTGRES_SCRAM_SHA_256",
            "iamAuth": "DISABLED",
        }
    ]
    pool = recorder.one("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup").inputs
    assert pool["connectionPoolConfig"]["maxConnectionsPercent"] == 80
    published = recorder.published("PostgresDatabase")
    assert published["host"] == published["proxy_host"] == "database.proxy.amazonaws.com"
    ways = recorder.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    assert [way.inputs["referencedSecurityGroupId"] for way in ways] == ["database-id"]
    assert [(way.inputs["fromPort"], way.inputs["toPort"]) for way in ways] == [(PORT, PORT)]


def test_without_a_proxy_nobody_reaches_the_database_yet(cloud: Cloud) -> None:
    recorder = build(cloud, proxy=False, max_connections=1015)
    assert recorder.published("PostgresDatabase")["host"] == "database.rds.amazonaws.com"
    assert not recorder.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")


def test_the_proxy_reads_one_secret_by_secrets_manager_only(cloud: Cloud) -> None:
    read, decrypt = read_statements(cloud, "secret-arn", "key-arn")
    assert (read["Action"], read["Resource"]) == (["secretsmanager:GetSecretValue"], ["secret-arn"])
    assert (decrypt["Action"], decrypt["Resource"]) == (["kms:Decrypt"], ["key-arn"])
    assert decrypt["Condition"] == {
        "StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}
    }


def test_no_password_is_published(cloud: Cloud) -> None:
    assert "made-up-for" not in json.dumps(build(cloud).published("PostgresDatabase"))


def test_the_credentials_are_what_clients_wait_for(cloud: Cloud) -> None:
    waiting: list[pulumi.Resource] = []
    record(lambda: waiting.append(PostgresDatabase("database", arguments(cloud)).credentials))
    assert [type(each).__name__ for each in waiting] == ["SecretVersion"]
