"""Every resource type, by token."""

from localaws.services import (
    acm,
    appautoscaling,
    autoscaling,
    ec2,
    ecr,
    ecs,
    ecs_service,
    firewall,
    hosts,
    iam,
    kms,
    lb,
    lb_listener,
    lb_target,
    logs,
    route53,
    s3,
    ssm,
)
from localaws.spec import Spec

_SERVICES = (
    acm,
    appautoscaling,
    autoscaling,
    ec2,
    ecr,
    ecs,
    ecs_service,
    firewall,
    hosts,
    iam,
    kms,
    lb,
    lb_listener,
    lb_target,
    logs,
    route53,
    s3,
    ssm,
)

SPECS: dict[str, Spec] = {spec.token: spec for service in _SERVICES for spec in service.SPECS}
