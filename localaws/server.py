"""Pulumi's resource provider protocol over a package. Knows nothing of AWS.

One server serves any number of engines at once. The protocol has no session id, so a session is the
connection: an engine opens one for each provider of a program.
"""

import json
import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import Any

import grpc
from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc, status_pb2

from localaws.difference import Difference
from localaws.errors import InitFailed, LocalAwsError
from localaws.ledger import Ledger, Made
from localaws.naming import Naming
from localaws.package import Package, ResourceType
from localaws.sessions import Sessions
from localaws.values import Hidden, Props, Secret, from_struct, hidden, to_struct

log = logging.getLogger("localaws")

MESSAGE_LIMIT = 400 << 20
"""Bytes; the engine's own limit (pulumi sdk/go/common/util/rpcutil)."""
WORKERS = 64
"""Calls served at once: engines run 16 resource operations each by default, some of them waiting."""


def _answered(method: Callable[..., Any]) -> Callable[..., Any]:
    """Turns every failure of a method into a status with a sentence; a traceback goes to the log only."""

    @wraps(method)
    def call(self: "Provider", request: Any, context: grpc.ServicerContext) -> Any:
        try:
            return method(self, request, context)
        except InitFailed as error:
            outputs = self._wire(request, self._type(request, context), error.outputs)
            context.abort_with_status(_partial(error.ident, outputs, _secrets(request).mask(str(error))))
        except LocalAwsError as error:
            context.abort(grpc.StatusCode.UNKNOWN, _secrets(request).mask(str(error)))
        except Exception as error:
            log.error("%s failed\n%s", method.__name__, _secrets(request).mask(traceback.format_exc()))
            context.abort(
                grpc.StatusCode.INTERNAL,
                f"the embedded AWS has a defect in {method.__name__} ({type(error).__name__}); "
                "its log has the cause: `make status` names the file",
            )

    return call


class _Status(grpc.Status):
    def __init__(self, details: str, packed: bytes) -> None:
        self.code = grpc.StatusCode.UNKNOWN
        self.details = details
        self.trailing_metadata = (("grpc-status-details-bin", packed),)


def _partial(ident: str, outputs: Struct, reason: str) -> grpc.Status:
    """The engine reads the id and what exists from the details, keeps them, and finishes on the next `up`."""
    detail = provider_pb2.ErrorResourceInitFailed(id=ident, properties=outputs, reasons=[reason])
    status = status_pb2.Status(code=grpc.StatusCode.UNKNOWN.value[0], message=reason)
    status.details.add().Pack(detail)
    return _Status(reason, status.SerializeToString())


def _secrets(request: Any) -> Hidden:
    """All that is secret in any struct of a request."""
    structs = [value for _, value in request.ListFields() if isinstance(value, Struct)]
    found = [hidden(struct) for struct in structs]
    return Hidden(
        frozenset().union(*(item.props for item in found)), frozenset().union(*(item.texts for item in found))
    )


class Provider(provider_pb2_grpc.ResourceProviderServicer):
    """The protocol's methods, in the order an engine calls them."""

    def __init__(self, package: Package, version: str) -> None:
        self._package = package
        self._version = version
        self._sessions = Sessions(package)
        self._ledger = Ledger()

    def Handshake(self, request: Any, context: grpc.ServicerContext) -> Any:
        return provider_pb2.ProviderHandshakeResponse(
            accept_secrets=True, supports_autonaming_configuration=True
        )

    def Attach(self, request: Any, context: grpc.ServicerContext) -> Empty:
        return Empty()

    def GetPluginInfo(self, request: Any, context: grpc.ServicerContext) -> Any:
        return plugin_pb2.PluginInfo(version=self._version)

    def GetSchema(self, request: Any, context: grpc.ServicerContext) -> Any:
        return provider_pb2.GetSchemaResponse(schema="{}")

    def Cancel(self, request: Any, context: grpc.ServicerContext) -> Empty:
        return Empty()

    def CheckConfig(self, request: Any, context: grpc.ServicerContext) -> Any:
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: Any, context: grpc.ServicerContext) -> Any:
        return provider_pb2.DiffResponse(changes=provider_pb2.DiffResponse.DIFF_NONE)

    @_answered
    def Configure(self, request: Any, context: grpc.ServicerContext) -> Any:
        args = {key: _parsed(value) for key, value in from_struct(request.args).items()}
        self._sessions.open(context.peer(), args)
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, supports_autonaming_configuration=True
        )

    @_answered
    def Invoke(self, request: Any, context: grpc.ServicerContext) -> Any:
        response = provider_pb2.InvokeResponse()
        session = self._sessions.of(context.peer())
        result = self._package.invoke(request.tok, from_struct(request.args), session)
        getattr(response, "return").CopyFrom(to_struct(result))  # a keyword in Python
        return response

    @_answered
    def Check(self, request: Any, context: grpc.ServicerContext) -> Any:
        secrets = hidden(request.news)
        naming = Naming(
            request.urn.rsplit("::", 1)[-1],
            request.randomSeed,
            request.autonaming.proposed_name,
            request.HasField("autonaming") and request.autonaming.mode == request.autonaming.DISABLE,
        )
        inputs, failures = self._type(request, context).check(
            from_struct(request.olds), from_struct(request.news), naming
        )
        return provider_pb2.CheckResponse(
            inputs=to_struct(secrets.wrap(inputs)),
            failures=[provider_pb2.CheckFailure(reason=secrets.mask(reason)) for reason in failures],
        )

    @_answered
    def Diff(self, request: Any, context: grpc.ServicerContext) -> Any:
        self._ledger.heard(request.urn, request.id)
        found = self._type(request, context).diff(
            from_struct(request.old_inputs), from_struct(request.olds), from_struct(request.news)
        )
        return _diff_response(found, from_struct(request.old_inputs), from_struct(request.news))

    @_answered
    def Create(self, request: Any, context: grpc.ServicerContext) -> Any:
        kind, inputs = self._type(request, context), from_struct(request.properties)
        if request.preview:
            return provider_pb2.CreateResponse(properties=self._wire(request, kind, kind.preview(inputs)))
        self._undo_unheard(request.urn, kind)
        try:
            ident, outputs = kind.create(inputs)
        except InitFailed as error:
            self._ledger.made(request.urn, error.ident, Made(inputs, error.outputs))
            raise
        self._ledger.made(request.urn, ident, Made(inputs, outputs))
        if not context.is_active():  # the engine has died or given up meanwhile, and will not hear of this
            self._undo_unheard(request.urn, kind)
        return provider_pb2.CreateResponse(id=ident, properties=self._wire(request, kind, outputs))

    @_answered
    def Read(self, request: Any, context: grpc.ServicerContext) -> Any:
        self._ledger.heard(request.urn, request.id)
        kind = self._type(request, context)
        found = kind.read(request.id, from_struct(request.inputs), from_struct(request.properties))
        if found is None:
            return provider_pb2.ReadResponse()
        outputs, inputs = found
        secrets = _secrets(request)
        return provider_pb2.ReadResponse(
            id=request.id,
            properties=self._wire(request, kind, outputs),
            inputs=to_struct(secrets.wrap(inputs)),
        )

    @_answered
    def Update(self, request: Any, context: grpc.ServicerContext) -> Any:
        self._ledger.heard(request.urn, request.id)
        kind, news, state = self._type(request, context), from_struct(request.news), from_struct(request.olds)
        if request.preview:
            outputs = kind.preview(news, state)
        else:
            outputs = kind.update(request.id, from_struct(request.old_inputs), state, news)
        return provider_pb2.UpdateResponse(properties=self._wire(request, kind, outputs))

    @_answered
    def Delete(self, request: Any, context: grpc.ServicerContext) -> Empty:
        self._ledger.heard(request.urn, request.id)
        self._type(request, context).delete(
            request.id, from_struct(request.old_inputs), from_struct(request.properties)
        )
        return Empty()

    def _undo_unheard(self, urn: str, kind: ResourceType) -> None:
        for orphan, made in self._ledger.orphans(urn).items():
            kind.delete(orphan, made.inputs, made.outputs)
            self._ledger.heard(urn, orphan)

    def _type(self, request: Any, context: grpc.ServicerContext) -> ResourceType:
        token = request.urn.split("::")[2].rsplit("$", 1)[-1]
        return self._package.resource(token, self._sessions.of(context.peer()))

    def _wire(self, request: Any, kind: ResourceType, outputs: Props) -> Struct:
        marked = {key: Secret(value) if key in kind.secret else value for key, value in outputs.items()}
        return to_struct(_secrets(request).wrap(marked))


def _parsed(value: Any) -> Any:
    """Provider settings that are no strings arrive as JSON text.

    Source: pulumi sdk/python provider resources serialise nested settings to JSON.
    """
    if isinstance(value, str) and value[:1] in ("{", "["):
        return json.loads(value)
    return value


def _diff_response(found: Difference, old: Props, new: Props) -> Any:
    kinds = provider_pb2.PropertyDiff
    detailed = {}
    for key in found.changed:
        verb = "ADD" if key not in old else "DELETE" if key not in new and key != "tagsAll" else "UPDATE"
        kind = getattr(kinds, f"{verb}_REPLACE" if key in found.replaces else verb)
        detailed[key] = kinds(kind=kind, inputDiff=key != "tagsAll")
    some, none = provider_pb2.DiffResponse.DIFF_SOME, provider_pb2.DiffResponse.DIFF_NONE
    return provider_pb2.DiffResponse(
        changes=some if found.changed else none,
        diffs=list(found.changed),
        replaces=list(found.replaces),
        deleteBeforeReplace=found.delete_first,
        detailedDiff=detailed,
        hasDetailedDiff=True,
    )


def serve(package: Package, version: str) -> tuple[grpc.Server, int]:
    """Starts serving a package on a free loopback port; answers the server and its port.

    `version` is the SDK's: an engine warns of a provider older than the SDK that a program uses.
    """
    options = [("grpc.max_receive_message_length", MESSAGE_LIMIT)]
    server = grpc.server(ThreadPoolExecutor(WORKERS), options=options)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(Provider(package, version), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port
