"""Every resource type, by token."""

from localaws.services import ec2
from localaws.spec import Spec

SPECS: dict[str, Spec] = {spec.token: spec for service in (ec2,) for spec in service.SPECS}
