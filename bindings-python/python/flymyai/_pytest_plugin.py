"""The pytest plugin: the fixture `flymyai_cloud`.

It imports no other part of the package until a test uses the fixture.
"""

from __future__ import annotations

from typing import Any, Generator, Iterator

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .testing import Cloud

__all__ = ["flymyai_cloud", "pytest_runtest_makereport"]

_CLOUD = "_flymyai_cloud"
_RECORDING = "_flymyai_recording"


@pytest.fixture
def flymyai_cloud(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cloud]:
    """A cloud for this test alone. The environment directs the program's own clients to it."""
    from .testing import Cloud

    with Cloud() as cloud:
        for name, value in cloud.environment.items():
            monkeypatch.setenv(name, value)
        setattr(request.node, _CLOUD, cloud)
        yield cloud
        # For the report of a teardown that fails.
        setattr(request.node, _RECORDING, _recording(cloud))
        delattr(request.node, _CLOUD)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """Adds the recording to the report of a failed test."""
    outcome = yield
    report = outcome.get_result()
    if not report.failed:
        return
    # Other fixtures may use the cloud before and after the test.
    cloud = getattr(item, _CLOUD, None)
    recording = getattr(item, _RECORDING, None) if cloud is None else _recording(cloud)
    if recording is not None:
        report.sections.append(("Requests to the FlyMy.AI cloud of this test", recording))


def _recording(cloud: Cloud) -> str:
    try:
        return cloud.report()
    except Exception as error:
        # An exception here would end the session. The test may have closed the cloud.
        return f"They can't be read: {error!r}"
