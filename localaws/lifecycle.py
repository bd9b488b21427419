"""Check, diff, create, read, update and delete for every resource type: all behaviour over `Spec` data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from localaws import request
from localaws.answer import Answer, imported, refreshed
from localaws.cloud import Cloud, search
from localaws.errors import CloudError, Gone, InitFailed
from localaws.ident import ident_props, render
from localaws.naming import Naming, named
from localaws.paths import get
from localaws.records import Records
from localaws.shapes import Misfit, same
from localaws.spec import Call, Send, Spec
from localaws.tagging import all_tags, own_tags, read_tags, retag
from localaws.values import UNKNOWN, Props


@dataclass(frozen=True)
class Session:
    """What one provider of a program was configured with."""

    account: str
    region: str
    default_tags: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """What changed between two sets of inputs."""

    changed: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    delete_first: bool = False
    """The new resource would have the old one's name, so the old one must go first."""


@dataclass(frozen=True)
class Lifecycle:
    """The life of resources of one session at one cloud."""

    cloud: Cloud
    session: Session
    records: Records

    def check(self, spec: Spec, olds: Props, news: Props, naming: Naming) -> tuple[Props, list[str]]:
        """The inputs with their name filled in, and a sentence for each of AWS's rules they break."""
        inputs = named(spec, olds, news, naming)
        # Create and update calls often share their members: each sentence once.
        return inputs, list(dict.fromkeys(request.violations(spec, inputs)))

    def diff(self, spec: Spec, old_inputs: Props, state: Props, news: Props) -> Difference:
        """What changed. Of the state only the tags matter: the default tags are no input."""
        differ = (key for key in sorted({*old_inputs, *news}) if not _equal(spec, key, old_inputs, news))
        same_there = {*spec.ignored, *(key for key in spec.kept if news.get(key) is None)}
        changed = [key for key in differ if key not in same_there and not (spec.tags and key == "tags")]
        if spec.tags and not same(state.get("tagsAll") or {}, all_tags(self.session.default_tags, news)):
            changed.append("tagsAll" if _equal(spec, "tags", old_inputs, news) else "tags")
        replaces = [key for key in changed if key == "region" or _replaces(spec, key, old_inputs, news)]
        if "*" in spec.replace_on:
            replaces = [key for key in changed if key not in ("tags", "tagsAll")]
        name_kept = spec.name is not None and _equal(spec, spec.name.prop, old_inputs, news)
        return Difference(tuple(changed), tuple(replaces), bool(replaces) and name_kept)

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
        context = self._known(spec, self._context(spec, inputs))
        found = self._send(spec, spec.create, context)
        context["id"] = ident = self._ident(spec, context, found)
        if spec.recorded:
            self.records.put(self.session.account, spec.token, ident, found)
        context = {**self._computed(spec, context, found), **context}
        try:
            self._follow_up(spec, context)
            return ident, self._state(spec, inputs, context, found)
        except CloudError as error:
            raise InitFailed(
                ident, self._with_inputs(spec, inputs, self._computed(spec, context, found)), str(error)
            ) from None

    def _ident(self, spec: Spec, context: Props, found: Any) -> str:
        ident = render(spec.id, context, found)
        if ident is None:
            # EC2's calls for several things at once succeed even when each single one failed.
            failed = get(found, "Unsuccessful[0].Error") or {
                "Code": "NotFound",
                "Message": f"no {spec.id} came back",
            }
            raise CloudError(failed["Code"], f"{spec.service} {spec.create.op}: {failed['Message']}")
        return str(ident)

    def _follow_up(self, spec: Spec, context: Props) -> None:
        """What the create call could not take: settings with calls of their own, tags."""
        done = request.carried(spec.create)
        for call in spec.updates:
            left = {prop for prop in request.changeable(spec, call) - done if context.get(prop) is not None}
            if left:
                self._apply(spec, call, left, context)
        if spec.settle:
            spec.settle(self._sender(spec), context)
        if spec.tags and not spec.tags.create and context["tagsAll"]:
            retag(self._sender(spec), spec.tags, context, {}, context["tagsAll"])

    def read(self, spec: Spec, ident: str, inputs: Props, state: Props) -> tuple[Props, Props] | None:
        """Outputs and inputs as AWS has them now; None when the resource is gone.

        Without inputs (an import) every property that AWS answers becomes an input.
        """
        context = {**self._place(), **ident_props(spec.id, ident), **state, **inputs, "id": ident}
        try:
            context = self._known(spec, context)
        except Gone:
            return None
        answer = self._describe(spec, context)
        if answer is None:
            return None
        fresh = (
            refreshed(spec, inputs, answer)
            if inputs
            else {**imported(spec, answer), **ident_props(spec.id, ident)}
        )
        outputs = self._computed(spec, {**context, **fresh}, answer.found, answer)
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
            context = self._known(spec, context)
            for call in spec.updates:
                touched = request.changeable(spec, call) & changed
                if touched:
                    self._apply(spec, call, touched, context)
            if spec.settle and changed & spec.settles:
                spec.settle(self._sender(spec), context)
            if spec.tags and changed & {"tags", "tagsAll"}:
                old = state.get("tagsAll") or {}
                retag(
                    self._sender(spec),
                    spec.tags,
                    context,
                    old,
                    context["tagsAll"],
                )
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
        context = {**self._place(), **state, **inputs, "id": ident}
        try:
            context = self._known(spec, context)
        except Gone:
            return
        clear = [partial(spec.clear, self._sender(spec), context)] if spec.clear else []
        for step in (*clear, *(partial(self._send, spec, call, context) for call in spec.delete)):
            try:
                step()
            except CloudError as error:
                # AWS has many words for a thing that is gone, and says some of them of things a deletion
                # stumbles over: only the resource's own absence is success.
                if self._describe(spec, context) is not None if spec.read else not isinstance(error, Gone):
                    raise

    def _known(self, spec: Spec, context: Props) -> Props:
        """The context with what has to be looked up first."""
        return {**context, **spec.lookup(self._sender(spec), context)} if spec.lookup else context

    def _apply(self, spec: Spec, call: Call, touched: set[str], context: Props) -> None:
        """Sends an update call, or its opposite, for these properties."""
        if not request.idle(call, touched, context):
            chosen = request.instead(call, touched, context)
            self._send(spec, chosen, context, only=touched if call.partial else None)

    def _place(self) -> Props:
        return {"account": self.session.account, "region": self.session.region, "partition": "aws"}

    def _context(self, spec: Spec, inputs: Props) -> Props:
        context = {**self._place(), **inputs}
        if spec.tags:
            context["tagsAll"] = all_tags(self.session.default_tags, inputs)
        return context

    def _send(self, spec: Spec, call: Call, context: Props, only: set[str] | None = None) -> Any:
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

    def _sender(self, spec: Spec) -> Send:
        return lambda call, context: self._send(spec, call, context)

    def _describe(self, spec: Spec, context: Props) -> Answer | None:
        """All reads of a resource; None when the first finds nothing."""
        if spec.recorded:
            record = self.records.get(self.session.account, spec.token, context["id"])
            return None if record is None else Answer(record)
        if spec.read is None:
            return Answer({})
        try:
            found = self._send(spec, spec.read, context)
            if not found:
                return None
            scope = {**self._computed(spec, context, found), **context, "found": found}
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
            return self._send(spec, call, context)
        except Gone:
            return None

    def _state(self, spec: Spec, inputs: Props, context: Props, found: Any) -> Props:
        """The outputs after a create or update, as AWS describes them now."""
        answer = self._describe(spec, context) if spec.outputs else None
        described = found if answer is None or spec.read is None else answer.found
        return self._with_inputs(spec, inputs, self._computed(spec, context, described, answer))

    def _computed(self, spec: Spec, context: Props, found: Any, answer: Answer | None = None) -> Props:
        values = answer.values if answer else {}
        return {
            name: values[name]
            if name in values
            else _unless_none(render(source, context, found), context.get(name))
            for name, source in spec.outputs.items()
        }

    def _with_inputs(self, spec: Spec, inputs: Props, computed: Props) -> Props:
        outputs = {**computed, **inputs, "region": inputs.get("region") or self.session.region}
        if spec.tags:
            outputs["tagsAll"] = all_tags(self.session.default_tags, inputs)
        return outputs

    def _tags(self, spec: Spec, context: Props, answer: Answer) -> dict[str, str] | None:
        if spec.tags is None or spec.recorded:
            return None
        return read_tags(self._sender(spec), spec.tags, context, answer.found)


def _equal(spec: Spec, key: str, old: Props, new: Props) -> bool:
    default = spec.defaults.get(key)
    return same(old.get(key, default), new.get(key, default), ordered=key in spec.ordered)


def _replaces(spec: Spec, key: str, old: Props, new: Props) -> bool:
    """Whether a change of a property makes a new resource: of all of it, or of a part that does."""
    parts = (path for path in spec.replace_on if request.root(path) == key)
    return any(path == key or not same(request.dig(old, path), request.dig(new, path)) for path in parts)


def _unless_none(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value
