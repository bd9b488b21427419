"""Check, diff, create, read, update and delete for every resource type: all behaviour over `Spec` data."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from localaws import request
from localaws.answer import Answer, imported, refreshed
from localaws.cloud import Cloud
from localaws.difference import Difference, difference
from localaws.errors import CloudError, Gone, InitFailed
from localaws.exchange import Exchange
from localaws.ident import ident_props, render
from localaws.naming import Naming, named
from localaws.paths import get
from localaws.records import Records
from localaws.session import Session
from localaws.spec import Call, Spec
from localaws.tagging import all_tags, own_tags, read_tags, retag
from localaws.values import UNKNOWN, Props


@dataclass
class Lifecycle:
    """The life of resources of one session at one cloud."""

    cloud: Cloud
    session: Session
    records: Records

    @cached_property
    def _aws(self) -> Exchange:
        return Exchange(self.cloud, self.session, self.records)

    def check(self, spec: Spec, olds: Props, news: Props, naming: Naming) -> tuple[Props, list[str]]:
        """The inputs with their name filled in, and a sentence for each of AWS's rules they break."""
        inputs = named(spec, olds, news, naming)
        # Create and update calls often share their members: each sentence once.
        return inputs, list(dict.fromkeys(request.violations(spec, inputs)))

    def diff(self, spec: Spec, old_inputs: Props, state: Props, news: Props) -> Difference:
        """What changed. Of the state only the tags matter: the default tags are no input."""
        return difference(spec, self.session.default_tags, old_inputs, state, news)

    def preview(self, spec: Spec, inputs: Props, state: Props | None = None) -> Props:
        """The outputs as far as they are known before `up`; an update keeps the computed ones."""
        computed = {
            name: UNKNOWN if state is None or name in spec.renewed else state.get(name)
            for name in spec.outputs
        }
        return self._with_inputs(spec, inputs, computed)

    def create(self, spec: Spec, inputs: Props) -> tuple[str, Props]:
        """Makes the resource.

        Raises:
            CloudError: nothing was made.
            InitFailed: it was made, but a later step failed.
        """
        context = self._aws.known(spec, self._context(spec, inputs))
        making = request.creation(spec, context)
        found = self._aws.send(spec, making, context)
        context["id"] = ident = self._ident(spec, context, found)
        if spec.recorded:
            self.records.put(self.session.account, spec.token, ident, found)
        context = {**self._aws.computed(spec, context, found), **context}
        try:
            self._follow_up(spec, making, context)
            return ident, self._state(spec, inputs, context, found)
        except CloudError as error:
            raise InitFailed(
                ident, self._with_inputs(spec, inputs, self._aws.computed(spec, context, found)), str(error)
            ) from None

    def _ident(self, spec: Spec, context: Props, found: Any) -> str:
        ident = render(spec.id, context, found)
        if ident is None:
            # EC2's calls for several things at once succeed even when each single one failed.
            failed = get(found, "Unsuccessful[0].Error") or {
                "Code": "NotFound",
                "Message": f"no {spec.id} came back",
            }
            raise CloudError(
                failed["Code"], f"{spec.service} {request.creation(spec, context).op}: {failed['Message']}"
            )
        return str(ident)

    def _follow_up(self, spec: Spec, making: Call, context: Props) -> None:
        """What the create call could not take: settings with calls of their own, tags."""
        done = request.carried(making)
        for call in spec.updates:
            left = {prop for prop in request.changeable(spec, call) - done if context.get(prop) is not None}
            if left:
                self._aws.apply(spec, call, left, context)
        if spec.settle:
            spec.settle(self._aws.sender(spec), context)
        if spec.tags and not spec.tags.create and context["tagsAll"]:
            retag(self._aws.sender(spec), spec.tags, context, {}, context["tagsAll"])

    def read(self, spec: Spec, ident: str, inputs: Props, state: Props) -> tuple[Props, Props] | None:
        """Outputs and inputs as AWS has them now; None when the resource is gone.

        Without inputs (an import) every property that AWS answers becomes an input.
        """
        context = {**self.session.place, **ident_props(spec.id, ident), **state, **inputs, "id": ident}
        try:
            context = self._aws.known(spec, context)
        except Gone:
            return None
        answer = self._aws.describe(spec, context)
        if answer is None:
            return None
        fresh = (
            refreshed(spec, inputs, answer)
            if inputs
            else {**imported(spec, answer), **ident_props(spec.id, ident)}
        )
        outputs = self._aws.computed(spec, {**context, **fresh}, answer.found, answer)
        seen = self._tags(spec, {**context, **outputs}, answer)
        if seen is None:
            return self._with_inputs(spec, fresh, outputs), fresh
        fresh["tags"] = own_tags(self.session.default_tags, inputs.get("tags") or {}, seen)
        if not fresh["tags"]:
            del fresh["tags"]
        return {**self._with_inputs(spec, fresh, outputs), "tagsAll": seen}, fresh

    def update(self, spec: Spec, ident: str, old_inputs: Props, state: Props, news: Props) -> Props:
        """Brings the resource from the old inputs to the new ones.

        Raises:
            InitFailed: part of it may have been done.
        """
        changed = set(self.diff(spec, old_inputs, state, news).changed)
        removed = {key: spec.defaults.get(key) for key in old_inputs}
        context = {**state, **removed, **self._context(spec, news), "id": ident, request.OLD: old_inputs}
        try:
            context = self._aws.known(spec, context)
            for call in spec.updates:
                touched = request.changeable(spec, call) & changed
                if touched:
                    self._aws.apply(spec, call, touched, context)
            if spec.settle and changed & spec.settles:
                spec.settle(self._aws.sender(spec), context)
            if spec.tags and changed & {"tags", "tagsAll"}:
                old = state.get("tagsAll") or {}
                retag(self._aws.sender(spec), spec.tags, context, old, context["tagsAll"])
            if spec.recorded:
                self.records.put(
                    self.session.account, spec.token, ident, request.build(spec, spec.create, context)
                )
            return self._state(spec, news, context, None)
        except CloudError as error:
            raise InitFailed(ident, {**state, **news}, str(error)) from None

    def delete(self, spec: Spec, ident: str, inputs: Props, state: Props) -> None:
        """Deletes the resource; one that is gone already is a success."""
        if inputs.get("skipDestroy"):
            return
        if spec.recorded:
            self.records.drop(self.session.account, spec.token, ident)
            return
        context = {**self.session.place, **state, **inputs, "id": ident}
        try:
            context = self._aws.known(spec, context)
        except Gone:
            return
        clear = [partial(spec.clear, self._aws.sender(spec), context)] if spec.clear else []
        for step in (*clear, *(partial(self._aws.send, spec, call, context) for call in spec.delete)):
            try:
                step()
            except CloudError as error:
                # AWS has many words for a thing that is gone, and says some of them of things a deletion
                # stumbles over: only the resource's own absence is success.
                there = self._aws.describe(spec, context) if spec.read else None
                if there is not None or (spec.read is None and not isinstance(error, Gone)):
                    raise

    def _context(self, spec: Spec, inputs: Props) -> Props:
        context = {**self.session.place, **inputs}
        if spec.tags:
            context["tagsAll"] = all_tags(self.session.default_tags, inputs)
        return context

    def _state(self, spec: Spec, inputs: Props, context: Props, found: Any) -> Props:
        """The outputs after a create or update, as AWS describes them now."""
        answer = self._aws.describe(spec, context) if spec.outputs else None
        described = found if answer is None or spec.read is None else answer.found
        return self._with_inputs(spec, inputs, self._aws.computed(spec, context, described, answer))

    def _with_inputs(self, spec: Spec, inputs: Props, computed: Props) -> Props:
        outputs = {**computed, **inputs, "region": inputs.get("region") or self.session.region}
        if spec.tags:
            outputs["tagsAll"] = all_tags(self.session.default_tags, inputs)
        return outputs

    def _tags(self, spec: Spec, context: Props, answer: Answer) -> dict[str, str] | None:
        if spec.tags is None or spec.recorded:
            return None
        return read_tags(self._aws.sender(spec), spec.tags, context, answer.found)
