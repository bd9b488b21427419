"""The pack as the engine calls it.

The SDK's PolicyPack hands every resource to every policy and reads its properties anew for each. This server
reads them once and asks the rules of that type alone: `python -m benchmarks.policies` shows both.
"""

from typing import Any

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto
from pulumi.runtime.proto import analyzer_pb2_grpc, plugin_pb2

from . import wire
from .configuration import chosen
from .problems import PackProblems
from .referee import Referee


class Analyzer(analyzer_pb2_grpc.AnalyzerServicer):
    """Answers the engine's requests with what a referee says."""

    def __init__(self, name: str, version: str, referee: Referee) -> None:
        self.name = name
        self.version = version
        self.referee = referee

    def Analyze(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Judges one resource."""
        stack = wire.stack_name(request.urn)
        answer = wire.response(self.name, self.version, self.referee.resource(wire.resource(request), stack))
        idle = self.referee.not_applicable(self.referee.about(request.type), stack)
        answer.not_applicable.extend(wire.not_applicable(idle))
        return answer

    def AnalyzeStack(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Judges all resources together."""
        stack = wire.stack(request)
        answer = wire.response(self.name, self.version, self.referee.stack(stack))
        idle = self.referee.not_applicable(self.referee.about_stack(), stack.name)
        answer.not_applicable.extend(wire.not_applicable(idle))
        return answer

    def Remediate(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Puts safe values in place of unsafe ones, for the rules that are set to remediate."""
        remedies = self.referee.remedies(wire.resource(request), wire.stack_name(request.urn))
        return proto.RemediateResponse(
            remediations=[
                wire.remediation(self.name, self.version, remedy, request.properties) for remedy in remedies
            ]
        )

    def GetAnalyzerInfo(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Lists the rules, with the levels that config.yaml gives them."""
        configuration = self.referee.configuration
        info = proto.AnalyzerInfo(
            name=self.name,
            version=self.version,
            supportsConfig=True,
            policies=[wire.policy_info(rule, configuration) for rule in self.referee.rules],
        )
        for rule in self.referee.rules:
            if choice := configuration.choices.get(rule.id):
                info.initialConfig[rule.id].enforcementLevel = wire.LEVELS[configuration.level(rule)]
                info.initialConfig[rule.id].properties.update(choice.options)
        return info

    def GetPluginInfo(self, request: Any, context: grpc.ServicerContext) -> Any:
        """The version of the pack."""
        return plugin_pb2.PluginInfo(version=self.version)

    def Configure(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Takes a run's own configuration; a wrong one is refused by name."""
        try:
            run = chosen(wire.choices(request), self.referee.rules)
        except PackProblems as problems:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(problems))
        self.referee.configuration = run.over(self.referee.configuration)
        return empty_pb2.Empty()

    def ConfigureStack(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Nothing to take: requests name the stack in their URNs."""
        return proto.AnalyzerStackConfigureResponse()
