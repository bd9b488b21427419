"""A project on the real engine, in a folder of its own and an account of its own.

project.write("aws.ec2.Vpc('net', cidr_block='10.0.0.0/16', opts=opts)")
project.up()
assert project.held() == project.recorded()
"""

import itertools
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from engine import Engine
from localaws.endpoint import Endpoint
from rehearsal import environment, recorded
from rehearsal.folders import Folders
from rehearsal.pulumi import Pulumi
from rehearsal.settings_copy import refresh_copy
from tests.up import inventory

REGION = "us-east-1"

PRELUDE = """\
import pulumi
import pulumi_aws as aws
import pulumi_random as random

provider = aws.Provider("aws", region="{region}", allowed_account_ids=["{account}"])
opts = pulumi.ResourceOptions(provider=provider)
"""
"""What every inline program starts with; `opts` puts a resource into the project's account."""

_SESSION = boto3.Session()

ACCOUNTS = map("{:012d}".format, itertools.count(200_000_000_000 + (os.getpid() << 8)))
"""Accounts nobody has used yet: all that an account of the embedded AWS holds is the test's own."""


@dataclass
class Project:
    """Runs the engine on one stack at a time; standard error is in the output, as a person sees it."""

    folder: Path
    engine: Engine
    endpoint: Endpoint
    stack: str = "local"
    account: str = field(default_factory=lambda: next(ACCOUNTS))

    def write(self, program: str, **config: str) -> None:
        """The program, after the prelude, and the stack's settings."""
        prelude = PRELUDE.format(region=REGION, account=self.account)
        (self.folder / "__main__.py").write_text(f"{prelude}\n{program}\n")
        self.configure(**config)

    def configure(self, **config: str) -> None:
        """The stack's settings, all of them."""
        (self.folder / "Pulumi.yaml").write_text(
            f"name: tiny\nruntime:\n  name: python\n  options:\n    virtualenv: {sys.prefix}\n"
        )
        settings = {"config": {f"tiny:{key}": value for key, value in config.items()}}
        self.folders.settings(self.stack).write_text(json.dumps(settings))

    @property
    def folders(self) -> Folders:
        """Where state and settings are."""
        return Folders(self.folder)

    def up(self, *options: str) -> str:
        """Runs `up`, which must pass; answers its output."""
        return self.passes("up", "--yes", "--skip-preview", *options)

    def refresh(self, *options: str) -> str:
        """Runs `refresh`, which must pass; answers its output."""
        return self.passes("refresh", "--yes", "--skip-preview", *options)

    def destroy(self, *options: str) -> str:
        """Runs `destroy`, which must pass; answers its output."""
        return self.passes("destroy", "--yes", "--skip-preview", *options)

    def passes(self, *arguments: str) -> str:
        """Runs a command that must pass; answers its output."""
        ended = self.run(*arguments)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs a command on the stack, which is made if it is missing."""
        self.folders.prepare()
        refresh_copy(self.folders, self.stack)
        if not recorded.exists(self.folders, self.stack):
            made = self.pulumi.ask(self.folders.config, "stack", "init", "--stack", self.stack)
            assert made.returncode == 0, made.stderr
        settings = str(self.folders.settings_copy(self.stack))
        return self.pulumi.ask(self.folder, *arguments, "--stack", self.stack, "--config-file", settings)

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs, secrets shown."""
        asked = ("stack", "output", "--json", "--show-secrets", "--stack", self.stack)
        return dict(json.loads(self.pulumi.ask(self.folder, *asked).stdout))

    @property
    def pulumi(self) -> Pulumi:
        """The engine's command line in the project's environment."""
        return Pulumi(
            self.engine.binary, environment.of_engine(os.environ, self.folders, self.endpoint.attach)
        )

    def resources(self) -> list[dict[str, Any]]:
        """What the engine recorded."""
        return list(recorded.read(self.folders, self.stack).resources)

    def ident(self, name: str) -> str:
        """The id of the resource with this name in the program."""
        (found,) = [item["id"] for item in self.resources() if item["urn"].endswith(f"::{name}")]
        return str(found)

    def client(self, service: str, region: str = REGION) -> Any:
        """boto3's client of a service in the project's account."""
        return client(self.endpoint.aws, self.account, service, region)

    def held(self) -> inventory.Inventory:
        """What AWS has in the project's account."""
        return inventory.held(self.client)

    def recorded(self) -> inventory.Inventory:
        """What the engine's state says the account has."""
        return inventory.recorded(self.resources())


@cache
def client(url: str, account: str, service: str, region: str = REGION) -> Any:
    """boto3's client of a service in an account; made once, as that takes up to a second."""
    return _new_client(url, service, region, _keys(url, account))


@cache
def _keys(url: str, account: str) -> tuple[str, ...]:
    """An account's own keys come from STS: moto tells accounts apart by them."""
    sts = _new_client(url, "sts", REGION, ("tests", "tests"))
    role = f"arn:aws:iam::{account}:role/tests"
    keys = sts.assume_role(RoleArn=role, RoleSessionName="tests")["Credentials"]
    return keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]


def _new_client(url: str, service: str, region: str, keys: tuple[str, ...]) -> Any:
    config = Config(proxies={}, retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
    names = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
    return _SESSION.client(
        service,
        region_name=region,
        endpoint_url=url,
        config=config,
        **dict(zip(names, keys, strict=False)),
    )
