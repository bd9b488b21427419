"""The stack: settings in, parts put together, outputs out."""

import gc

gc.disable()  # a run lives for seconds, and collecting takes a good part of them: benchmarks/preview.py

import pulumi

from components.cloud import Cloud, provider
from components.contract import publish
from program.data import data
from program.edge import edge
from program.ground import ground
from program.operations import operations
from program.outputs import outputs
from program.services import services
from settings import load

settings = load()
cloud = Cloud(
    project=pulumi.get_project(),
    stack=pulumi.get_stack(),
    account_id=settings.account_id,
    region=settings.region,
)
opts = pulumi.ResourceOptions(provider=provider(cloud))

stands = ground(settings, cloud, opts)
keeps = data(settings, stands, opts)
serves = services(settings, stands, keeps, opts)
meets = edge(settings, stands, serves, opts)
guards = operations(settings, stands, keeps, serves, meets, opts)

publish(outputs(stands, keeps, serves, meets, guards))
