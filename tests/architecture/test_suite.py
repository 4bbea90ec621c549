"""The suite itself: what it lets pass, shown on small suites of their own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CONFTEST = Path(__file__).parents[1] / "conftest.py"

SKIPS = {
    "a skip by mark": "@pytest.mark.skip\ndef test_it():\n    pass\n",
    "a skip by call": "def test_it():\n    pytest.skip('later')\n",
    "a skip by a fixture": (
        "@pytest.fixture\ndef it():\n    pytest.skip('later')\ndef test_it(it):\n    pass\n"
    ),
    "a module that skips itself": "pytest.skip('later', allow_module_level=True)\n",
    "an expected failure": "@pytest.mark.xfail\ndef test_it():\n    assert False\n",
}


def run_suite(folder: Path, *, module: str, ci: bool) -> subprocess.CompletedProcess[str]:
    """Run a suite of one module under this suite's conftest, in a process of its own."""
    shutil.copy(CONFTEST, folder)
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (folder / "test_sample.py").write_text(
        f"import socket\nimport pytest\n{module}", encoding="utf-8"
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=folder,
        env={"CI": "true"} if ci else {},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("module", SKIPS.values(), ids=SKIPS)
def test_in_ci_a_test_that_does_not_run_fails(module: str, tmp_path: Path) -> None:
    run = run_suite(tmp_path, module=module, ci=True)

    assert run.returncode in {1, 2}, run.stdout
    assert "in CI every test must" in run.stdout


def test_elsewhere_a_skip_is_a_skip(tmp_path: Path) -> None:
    run = run_suite(tmp_path, module=SKIPS["a skip by call"], ci=False)

    assert run.returncode == 0
    assert "1 skipped" in run.stdout


def test_in_ci_a_test_that_runs_passes(tmp_path: Path) -> None:
    run = run_suite(tmp_path, module="def test_it():\n    pass\n", ci=True)

    assert run.returncode == 0
    assert "1 passed" in run.stdout


def test_a_test_that_reaches_beyond_this_machine_fails(tmp_path: Path) -> None:
    module = "def test_it():\n    socket.create_connection(('192.0.2.1', 80), timeout=1)\n"

    run = run_suite(tmp_path, module=module, ci=False)

    assert run.returncode == 1
    assert "A test connects to 192.0.2.1." in run.stdout


def test_a_test_may_reach_this_machine(tmp_path: Path) -> None:
    module = (
        "def test_it():\n"
        "    with socket.create_server(('127.0.0.1', 0)) as server:\n"
        "        socket.create_connection(server.getsockname()).close()\n"
    )

    assert run_suite(tmp_path, module=module, ci=False).returncode == 0
