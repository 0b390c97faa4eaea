"""Where work is done: a worker that dies costs only its items, here and on a cluster."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from concurrent import futures

import pytest
from dying import DiesOnce, doubled_but_13
from invented import fill, raw
from making import build, sums
from shared import ROOT

from chancery.files.output import OutputError
from chancery.work.executor import INLINE, ExecutorError, Lost, Runner, opened

MANY = range(INLINE * 4)
CLUSTER = """
import dask, distributed, sys
dask.config.set({"distributed.scheduler.allowed-failures": 1})
if __name__ == "__main__":
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, *(nanny.pid for nanny in cluster.workers.values()), flush=True)
        sys.stdin.read()
"""


@contextlib.contextmanager
def cluster(tmp_path):
    """A Dask cluster of separate processes: its address, and the ids of its workers' processes."""
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "kit")])
    running = subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    try:
        address, *pids = running.stdout.readline().split()
        yield address, [int(pid) for pid in pids]
    finally:
        running.communicate("", timeout=60)


def results(spec, work, items=MANY, workers=2):
    with opened(spec, workers) as runner:
        return [
            (each, got)
            for batch, done in runner.run(work, items, 5, len(items))
            for each, got in zip(batch, done, strict=True)
        ]


@pytest.mark.parametrize("spec", ["threads", "processes"])
def test_results_come_in_the_order_of_the_items(spec, tmp_path):
    (tmp_path / "mark").touch()
    assert results(spec, DiesOnce(tmp_path / "mark")) == [(each, 2 * each) for each in MANY]


def test_a_worker_that_dies_once_costs_nothing(tmp_path):
    assert results("processes", DiesOnce(tmp_path / "mark")) == [(each, 2 * each) for each in MANY]


def test_an_item_that_always_kills_is_lost_alone():
    made = results("processes", doubled_but_13)
    assert [each for each, got in made if isinstance(got, Lost)] == [13]
    assert [(each, got) for each, got in made if each != 13] == [(each, 2 * each) for each in MANY if each != 13]


def test_words_that_are_no_executor_are_refused(monkeypatch):
    monkeypatch.setattr("chancery.work.cluster.PATIENCE", 1)
    for spec in ("abacus", "dask:", "dask", "dask:tcp://127.0.0.1:1"):
        with pytest.raises((ExecutorError, OutputError), match=r"no executor|no Dask scheduler"), opened(spec, 1):
            pass


def test_a_build_by_processes_outlives_its_workers(tmp_path):
    """Workers are killed again and again while 300 cables are built; the site is that of a calm build."""
    cables = fill(tmp_path / "cables", 300)
    words = ["--cables", cables, "--site", tmp_path / "site", "--cache", tmp_path / "cache", "--workers", "2"]
    running = started(words)
    killed = 0
    while running.poll() is None:
        time.sleep(0.4)
        for child in children(running.pid)[:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
                killed += killed < 3
        if killed >= 3:
            break
    assert running.wait(120) == 0, running.stderr.read()
    running.stderr.close()
    build(cables, tmp_path / "calm" / "site")
    assert killed
    assert sums(tmp_path / "site") == sums(tmp_path / "calm" / "site")


@pytest.mark.slow
def test_a_build_on_a_dask_cluster_outlives_one_of_its_workers(tmp_path):
    cables = fill(tmp_path / "cables", 400)
    with cluster(tmp_path) as (address, pids):
        words = ["--cables", cables, "--site", tmp_path / "site", "--cache", tmp_path / "cache"]
        running = started([*words, "--executor", f"dask:{address}"])
        pages = tmp_path / "site.new" / "cables"
        while running.poll() is None and not (pages.exists() and len(os.listdir(pages)) > 80):
            time.sleep(0.01)
        assert running.poll() is None, running.stderr.read()
        made = len(os.listdir(pages))
        os.kill(pids[0], signal.SIGKILL)
        assert running.wait(200) == 0, running.stderr.read()
        running.stderr.close()
    print(f"killed a worker of the cluster after {made} of 400 pages")
    build(cables, tmp_path / "calm" / "site")
    assert sums(tmp_path / "site") == sums(tmp_path / "calm" / "site")


@pytest.mark.slow
def test_an_item_that_kills_workers_of_a_cluster_is_lost_alone(tmp_path):
    with cluster(tmp_path) as (address, _):
        made = results(f"dask:{address}", doubled_but_13)
    assert [each for each, got in made if isinstance(got, Lost)] == [13]


def started(words):
    command = [sys.executable, str(ROOT / "build.py"), "build", "--no-search", "--no-offline", *words]
    return subprocess.Popen(list(map(str, command)), cwd=ROOT, stderr=subprocess.PIPE, text=True)


def children(pid):
    """Processes below a process (Linux); none where the system does not tell."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [int(each) for each in file.read().split()]
    except OSError:
        return []


def test_the_bytes_are_the_same_by_threads_processes_and_alone(tmp_path):
    cables = fill(tmp_path / "cables", 60)
    made = []
    for name, spec, workers in (("a", "threads", 1), ("b", "threads", 3), ("c", "processes", 3)):
        build(cables, tmp_path / name / "site", spec=spec, workers=workers)
        made.append(sums(tmp_path / name / "site"))
    assert made[0] == made[1] == made[2]
    assert raw(1)[:8] in (tmp_path / "a" / "site" / "data" / "08ZENDA1.txt").read_text()


def test_workers_that_start_when_ctrl_c_comes_are_let_go():
    made = []

    def make():
        made.append(futures.ThreadPoolExecutor(1))
        os.kill(os.getpid(), signal.SIGINT)
        return made[0]

    pool = Runner(make, 1)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            pool.start()
    finally:
        signal.signal(signal.SIGINT, before)
    pool.close()
    with pytest.raises(RuntimeError, match="after shutdown"):
        made[0].submit(int)
