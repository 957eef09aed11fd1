"""What the reliability suites share: sweeps that report what they did."""

import pytest

from torture import faults


@pytest.fixture
def sweep(tmp_path, record_property):
    """Return a way to try the faults of an action, as `faults.sweep` does; what was done is told at the end."""
    faults.need_strace()

    def swept(action, *args):
        report = faults.sweep(action, tmp_path / "sweep", *args)
        record_property("torture", str(report))
        return report

    return swept
