"""The application's environment: plain variables, and its secrets in Secrets Manager, one secret a service.

What nobody need know is generated here, and stays until its version is raised. What third parties issue is
given. ECS reads single keys of the JSON when a task starts, by names that are known at preview.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypedDict

import pulumi
import pulumi_random as random

from components import checks, stored_secret
from components.cloud import Cloud

NEVER_PLAIN = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA")
"""Variables that must not be plain.
Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8"""

SHORTEST = {"text": 32, "bytes": 16}
"""Characters (of 62, so 190 bits) and bytes that a generated secret needs."""


class Generator(TypedDict):
    """How a secret is generated, and who gets it."""

    kind: Literal["text", "bytes"]
    """Letters and digits, or random bytes in Base64."""
    length: int
    """Characters, or bytes before Base64."""
    version: int
    """Raising it makes a new value."""
    services: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ApplicationArgs:
    """What the application is told.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    secrets_key_arn: pulumi.Input[str]
    """Key that encrypts the secrets."""
    environment: Mapping[str, Mapping[str, str]]
    """Plain variables of each service."""
    generated: Mapping[str, Generator]
    """Secrets to generate, by variable."""
    given: Mapping[str, Mapping[str, pulumi.Input[str]]] = field(repr=False)
    """Secrets of each service that others issued, by variable. Kept out of representations."""
    recovery: bool = True
    """Let deleted secrets be asked back for 30 days; their names are taken so long."""

    def __post_init__(self) -> None:
        for variable, generator in self.generated.items():
            kind = generator["kind"]
            checks.one_of(f"ApplicationArgs.generated[{variable}].kind", kind, tuple(SHORTEST))
            checks.in_range(
                f"ApplicationArgs.generated[{variable}].length", generator["length"], SHORTEST[kind], 1024
            )
        for service, plain in self.environment.items():
            self._check_names(service, plain)

    def _check_names(self, service: str, plain: Mapping[str, str]) -> None:
        forbidden = sorted(plain.keys() & set(NEVER_PLAIN))
        if forbidden:
            raise checks.ArgumentError(
                f"ApplicationArgs.environment[{service}] has {', '.join(forbidden)}: "
                "give the task's role rights instead."
            )
        made = {variable for variable, each in self.generated.items() if service in each["services"]}
        issued = self.given.get(service, {}).keys()
        twice = sorted((plain.keys() & made) | (plain.keys() & issued) | (made & issued))
        if twice:
            raise checks.ArgumentError(f"ApplicationArgs has {', '.join(twice)} of {service} more than once.")


class Application(pulumi.ComponentResource):
    """Variables and secrets of every service. A service without secrets has no secret.

    The values of secrets are no part of a task definition: who changes one starts new tasks too.
    """

    environment: dict[str, dict[str, str]]
    """Plain variables of each service."""
    secrets: dict[str, dict[str, str]]
    """Secret variables of each service, and where ECS finds each: `valueFrom`."""
    secret_arn_patterns: dict[str, list[str]]
    """ARNs of the secrets of each service, with ? for the characters that AWS deals out."""
    ready: dict[str, list[pulumi.Resource]]
    """What must be there before a task of a service starts."""

    def __init__(self, name: str, args: ApplicationArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Application", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        values = {
            variable: _generate(f"{name}-{_label(variable)}", generator, child)
            for variable, generator in args.generated.items()
        }
        contents = {service: _content(service, args, values) for service in args.environment}

        self.environment = {service: dict(plain) for service, plain in args.environment.items()}
        self.secrets = {
            service: {variable: value_from(args.cloud, service, variable) for variable in content}
            for service, content in contents.items()
        }
        self.secret_arn_patterns = {
            service: [f"{_arn(args.cloud, service)}-??????"] if content else []
            for service, content in contents.items()
        }
        self.ready = {
            service: _keep(f"{name}-{service}", service, args, content, child)
            for service, content in contents.items()
        }
        self.register_outputs(
            {
                "environment": self.environment,
                "secrets": self.secrets,
                "secret_arn_patterns": self.secret_arn_patterns,
            }
        )


def value_from(cloud: Cloud, service: str, variable: str) -> str:
    """Where ECS finds one variable: the secret's ARN without its random end, then the key in its JSON.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
    and, for an ARN without its end, https://github.com/aws/aws-cdk/pull/11042
    """
    return f"{_arn(cloud, service)}:{variable}::"


def _arn(cloud: Cloud, service: str) -> str:
    return cloud.arn("secretsmanager", f"secret:{cloud.name('secret', service)}")


def _label(variable: str) -> str:
    return variable.lower().replace("_", "-")


def _generate(name: str, generator: Generator, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """A random value that stays until its version is raised."""
    keepers = {"version": str(generator["version"])}
    if generator["kind"] == "bytes":
        return random.RandomBytes(name, length=generator["length"], keepers=keepers, opts=opts).base64
    return random.RandomPassword(
        name, length=generator["length"], special=False, keepers=keepers, opts=opts
    ).result


def _content(
    service: str, args: ApplicationArgs, values: Mapping[str, pulumi.Output[str]]
) -> dict[str, pulumi.Input[str]]:
    """All secrets of a service, by variable."""
    made = {
        variable: values[variable]
        for variable, generator in args.generated.items()
        if service in generator["services"]
    }
    return dict(sorted({**made, **args.given.get(service, {})}.items()))


def _keep(
    name: str,
    service: str,
    args: ApplicationArgs,
    content: Mapping[str, pulumi.Input[str]],
    opts: pulumi.ResourceOptions,
) -> list[pulumi.Resource]:
    """The service's secret with all of its values, if it has any."""
    if not content:
        return []
    days = stored_secret.recovery_days(args.recovery)
    secret_name = args.cloud.name("secret", service)
    return [stored_secret.keep(name, secret_name, content, args.secrets_key_arn, days, opts)]
