"""Calls of a spec, sent and answered: from properties to AWS and back."""

from dataclasses import dataclass
from typing import Any

from localaws import request
from localaws.answer import Answer
from localaws.cloud import Cloud, search
from localaws.errors import CloudError, Gone
from localaws.ident import render
from localaws.paths import get
from localaws.records import Records
from localaws.session import Session
from localaws.shapes import Misfit
from localaws.spec import Call, Send, Spec
from localaws.values import Props


@dataclass(frozen=True)
class Exchange:
    """The traffic of one session with one cloud."""

    cloud: Cloud
    session: Session
    records: Records

    def known(self, spec: Spec, context: Props) -> Props:
        """The context with what has to be looked up first."""
        return {**context, **spec.lookup(self.sender(spec), context)} if spec.lookup else context

    def apply(self, spec: Spec, call: Call, touched: set[str], context: Props) -> None:
        """Sends an update call, or its opposite, for these properties."""
        if not request.idle(call, touched, context):
            chosen = request.instead(call, touched, context)
            self.send(spec, chosen, context, only=touched if call.partial else None)

    def send(self, spec: Spec, call: Call, context: Props, only: set[str] | None = None) -> Any:
        """Sends a call, once its request is found to be in order; answers the object at its path.

        Raises:
            CloudError: the request breaks AWS's rules, or AWS refused it.
        """
        try:
            params = request.build(spec, call, context, only)
        except Misfit as error:
            raise CloudError("ValidationError", str(error)) from None
        broken = list(request.model_violations(spec, call, params))
        if broken:
            raise CloudError("ValidationError", "; ".join(broken))
        if spec.recorded:
            return params
        account, region = self.session.account, context.get("region") or self.session.region
        response = self.cloud.call(account, region, spec.service, call.op, params)
        path = str(render(call.path, context, response)) if "{" in call.path else call.path
        found = search(path, response)
        return call.tidy(found) if call.tidy and found else found

    def sender(self, spec: Spec) -> Send:
        """`send` for one spec, for code that knows no more of it."""
        return lambda call, context: self.send(spec, call, context)

    def describe(self, spec: Spec, context: Props) -> Answer | None:
        """All reads of a resource; None when the first finds nothing."""
        if spec.recorded:
            record = self.records.get(self.session.account, spec.token, context["id"])
            return None if record is None else Answer(record)
        if spec.read is None:
            return Answer({})
        try:
            found = self.send(spec, spec.read, context)
            if not found:
                return None
            scope = {**self.computed(spec, context, found), **context, "found": found}
            values: Props = {}
            for call in spec.more:
                answered = self._aspect(spec, call, scope)
                values |= {source: get(answered, path) for source, path in call.gets.items()}
            return Answer(found, values)
        except Gone:
            return None

    def _aspect(self, spec: Spec, call: Call, context: Props) -> Any:
        """The answer of a further read; None where AWS says that there is no such setting."""
        try:
            return self.send(spec, call, context)
        except Gone:
            return None

    def computed(self, spec: Spec, context: Props, found: Any, answer: Answer | None = None) -> Props:
        """The computed outputs: from further reads, from the object found, else as they were."""
        values = answer.values if answer else {}
        return {
            name: values[name]
            if name in values
            else _unless_none(render(source, context, found), context.get(name))
            for name, source in spec.outputs.items()
        }


def _unless_none(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value
