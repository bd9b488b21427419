"""An embedded AWS in this process, and a workbench that takes one resource through its life."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from localaws.aws_package import AwsPackage
from localaws.cloud import Cloud
from localaws.direct import Direct
from localaws.naming import Naming
from localaws.registry import SPECS
from localaws.session import Session
from localaws.values import Props


@dataclass
class Workbench:
    """Makes resources without an engine: check, create, read, change and delete, as an engine would."""

    package: AwsPackage
    session: Session

    def make(self, token: str, **inputs: Any) -> tuple[str, Props]:
        """Checks and creates; answers id and outputs."""
        checked = self.check(token, **inputs)
        return self.package.resource(token, self.session).create(checked)

    def check(self, token: str, **inputs: Any) -> Props:
        """The checked inputs; fails on any complaint. None is a property left out, as on the wire."""
        given = {key: value for key, value in inputs.items() if value is not None}
        checked, failures = self.package.resource(token, self.session).check({}, given, Naming("thing"))
        assert failures == []
        return checked

    def live(self, token: str, change: Props | None = None, **inputs: Any) -> None:
        """A whole life: what AWS answers is what was asked (no false drift), a change arrives and nothing
        else does, and after the deletion it is gone."""
        kind = self.package.resource(token, self.session)
        news = self.check(token, **inputs)
        ident, outputs = kind.create(news)
        assert ident
        assert {name for name in SPECS[token].outputs if outputs.get(name) is None} == set()
        outputs = self._reads_back(token, ident, news, outputs)
        if change is not None:
            changed = self.check(token, **{**news, **change})
            difference = kind.diff(news, outputs, changed)
            assert set(difference.changed) == {key for key in change if change[key] != news.get(key)}
            assert difference.replaces == ()
            outputs = kind.update(ident, news, outputs, changed)
            news = changed
            outputs = self._reads_back(token, ident, news, outputs)
        kind.delete(ident, news, outputs)
        assert kind.read(ident, news, outputs) is None
        kind.delete(ident, news, outputs)

    def _reads_back(self, token: str, ident: str, news: Props, outputs: Props) -> Props:
        kind = self.package.resource(token, self.session)
        found = kind.read(ident, news, outputs)
        assert found is not None
        fresh, inputs = found
        assert kind.diff(inputs, fresh, news).changed == (), (
            f"false drift: AWS has {inputs}, asked for {news}"
        )
        return fresh

    def call(self, service: str, op: str, /, **params: Any) -> Any:
        """An AWS call of this session, to look or to meddle."""
        return self.package.cloud.call(self.session.account, self.session.region, service, op, params)


@pytest.fixture(scope="session")
def cloud() -> Cloud:
    """The AWS of this process. Nothing listens at the address: requests take the direct way."""
    # Imported here: the fast tests, which need no moto, would wait seconds for it.
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    from localaws import moto_fixes

    moto_fixes.apply()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    return Cloud("http://127.0.0.1:1", direct=Direct(DomainDispatcherApplication(create_backend_app)))


_accounts = iter(range(200000000001, 200000009999))


@pytest.fixture
def bench(cloud: Cloud) -> Workbench:
    """A workbench in an account of its own, so that tests do not see each other's resources."""
    package = AwsPackage(cloud)
    settings = {
        "region": "us-east-1",
        "allowedAccountIds": [str(next(_accounts))],
        "defaultTags": {"tags": {"stack": "test"}},
    }
    return Workbench(package, package.configure(settings))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests against moto take a tenth of a second and more each: they are a set of their own."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "cloud" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.emulator)
