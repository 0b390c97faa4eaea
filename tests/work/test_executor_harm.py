"""Workers that are not there, that are others than they should be, or that a cable kills, as a person meets them."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time

import making
import pytest
from invented import fill, raw
from making import sums
from shared import ROOT

from chancery.files.output import OutputError
from chancery.work import versions
from chancery.work.executor import opened


@pytest.fixture
def words(tmp_path):
    fill(tmp_path / "cables", 60)
    return making.words(tmp_path, "--workers", "2")


def program(code, words):
    """A build in a process in which this was done before."""
    begin = f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv = ['build.py', *{list(map(str, words))!r}]\n"
    return [sys.executable, "-c", f"{begin}{code}\nfrom chancery.cli import main\nmain()\n"]


def harmed(code, words):
    return subprocess.run(program(code, words), capture_output=True, text=True, cwd=ROOT, check=False)


KILLS = """
import os, signal
from chancery.{room} import {module}
real = {module}.{name}
def deadly(*given, **more):
    if {when}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **more)
{module}.{name} = deadly
"""
READER = KILLS.format(room="collection", module="reading", name="decode", when="given[1] == '08ZENDA13.txt'")
ALL = KILLS.format(room="collection", module="reading", name="decode", when="True")
TABLES = KILLS.format(room="catalog", module="catalog", name="make_sqlite", when="True")
PAGE = KILLS.format(room="views", module="pages", name="cable_view", when="given[0].cable.id == '08ZENDA13'")


def test_a_cable_that_kills_its_reader_is_told_and_left_out_each_time(words, tmp_path):
    for read in (59, 0, 0):
        done = harmed(READER, words)
        assert done.returncode == 1, done.stderr
        assert f"59 cables ({read} read anew)" in done.stderr
        assert "cables/08ZENDA13.txt: the reader died over it, twice; take it out, and tell us" in done.stderr
        assert not (tmp_path / "site" / "cables" / "08ZENDA13.html").exists()
        assert (tmp_path / "site" / "cables" / "08ZENDA14.html").exists()
    (tmp_path / "cables" / "08ZENDA13.txt").unlink()
    assert harmed(READER, words).returncode == 0


def test_a_new_cable_that_kills_the_only_process_is_found_by_the_next_build(words, tmp_path):
    (tmp_path / "cables" / "08ZENDA13.txt").unlink()
    assert harmed("", words).returncode == 0
    (tmp_path / "cables" / "08ZENDA13.txt").write_text(raw(13))
    assert harmed(READER, words).returncode < 0
    done = harmed(READER, words)
    assert (done.returncode, "08ZENDA13.txt: the reader died over it, twice" in done.stderr) == (1, True), done.stderr


def test_a_page_that_kills_workers_is_named_and_the_old_site_stays(words, tmp_path):
    assert harmed("", words).returncode == 0
    before = sums(tmp_path / "site")
    for path in (tmp_path / "cables").glob("*.txt"):
        path.write_text(path.read_text().replace("Two shelters", "Three shelters"))
    done = harmed(PAGE, words)
    said = "workers die over cables/08ZENDA13.html, twice; the site is as it was, tell us\n"
    assert (done.returncode, done.stderr) == (1, said)
    assert sums(tmp_path / "site") == before


def test_one_page_that_kills_the_only_process_is_named_by_the_next_builds(words, tmp_path):
    assert harmed("", words).returncode == 0
    path = tmp_path / "cables" / "08ZENDA13.txt"
    path.write_text(path.read_text().replace("Two shelters", "Three shelters"))
    assert harmed(PAGE, words).returncode < 0
    for _ in range(2):
        assert "workers die over cables/08ZENDA13.html, twice" in harmed(PAGE, words).stderr
    assert harmed("", words).returncode == 0
    assert not (tmp_path / "cache" / "begun").exists()


def test_a_catalogue_that_kills_the_only_process_is_named_by_the_next_build(words, tmp_path):
    assert harmed(TABLES, words[:-2]).returncode < 0
    done = harmed(TABLES, words)
    assert (done.returncode, done.stderr) == (1, "a worker died over 'deadly'; the site is as it was, tell us\n")


def test_workers_that_die_whatever_they_do_are_one_line_and_the_old_site_stays(words, tmp_path):
    assert harmed("", words).returncode == 0
    before = sums(tmp_path / "site")
    for path in (tmp_path / "cables").glob("*.txt"):
        path.write_text(path.read_text().replace("Two shelters", "Three shelters"))
    for harm in ("import os\nfrom chancery.work import executor\nexecutor._begin = lambda _: os._exit(1)", ALL):
        done = harmed(harm, words)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert re.match(r"workers die (as soon as|over one cable after).*the site is as it was", done.stderr)
        assert sums(tmp_path / "site") == before


@pytest.mark.parametrize("spec", ["threads", "processes"])
def test_workers_that_have_other_code_are_refused(spec, monkeypatch):
    """What they hand back would stand in the cache as ours."""
    with opened(spec, 1) as runner:
        runner.start()
        monkeypatch.setattr(versions, "of_code", lambda: b"changed")
        if spec == "threads":
            assert [done for _, done in runner.run(sorted, range(99), 9, 99)]
        else:
            with pytest.raises(OutputError, match="code was changed"):
                list(runner.run(sorted, range(99), 9, 99))


def test_without_dask_one_line_says_what_to_install(words):
    done = harmed("sys.modules['distributed'] = None", [*words, "--executor", "dask:tcp://127.0.0.1:1"])
    assert (done.returncode, done.stderr) == (1, "Dask is not installed; install it with: pip install distributed\n")


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("tcp://127.0.0.1:{closed}", "Connection refused"),
        ("127.0.0.1:{closed}", "Connection refused"),
        ("tcp://nowhere.invalid:8786", "not known|resolution|resolve"),
        ("nonsense", r"write dask:tcp://HOST:PORT"),
        ("tcp://127.0.0.1:{silent}", "no answer"),
    ],
)
def test_a_cluster_that_is_not_there_is_one_line_and_soon(address, what, words):
    """A second where nobody listens; where something else does, as long as a cluster may take to answer."""
    with socket.socket() as silent, socket.socket() as closed:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        closed.bind(("127.0.0.1", 0))
        address = address.format(silent=silent.getsockname()[1], closed=closed.getsockname()[1])
        done = harmed(
            "from chancery.work import cluster\ncluster.PATIENCE = 1", [*words, "--executor", f"dask:{address}"]
        )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert re.search(f"no Dask scheduler with workers at {re.escape(address)}: .*({what})", done.stderr)


def test_one_core_and_one_worker_are_enough(words, tmp_path):
    alone = [sys.executable, str(ROOT / "build.py"), *map(str, words[:-2])]
    if hasattr(os, "sched_setaffinity"):
        one = min(os.sched_getaffinity(0))
        options = {"preexec_fn": lambda: os.sched_setaffinity(0, {one})}
    else:
        options = {}
    made = []
    for more in ([], ["--workers", "1"]):
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        done = subprocess.run([*alone, *more], cwd=ROOT, capture_output=True, text=True, check=False, **options)
        assert done.returncode == 0, done.stderr
        made.append(sums(tmp_path / "site"))
    assert made[0] == made[1]


class Cluster:
    """A scheduler and workers that nobody starts again, in processes of their own and in another folder."""

    def __init__(self, folder):
        self.folder = folder
        self.running = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"

    def start(self, *words, path=ROOT):
        dask = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:], "--no-dashboard"]
        silent = subprocess.DEVNULL
        env = {**os.environ, "PYTHONPATH": str(path)}
        one = subprocess.Popen(dask, cwd=self.folder, stdout=silent, stderr=silent, env=env)
        self.running.append(one)
        return one

    def scheduler(self):
        return self.start("dask_scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2])

    def worker(self, path=ROOT):
        return self.start("dask_worker", self.address, "--no-nanny", "--nthreads", "1", path=path)


@pytest.fixture
def cluster(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    one = Cluster(tmp_path / "elsewhere")
    yield one
    for each in one.running:
        each.kill()
        each.wait()


def on(cluster, words):
    return [*words, "--executor", f"dask:{cluster.address}"]


LEFT = "from chancery.work import cluster\ncluster.ALONE = 3\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("victim", "what"), [("worker", "no worker is left at tcp"), ("scheduler", "the dask scheduler is gone")]
)
def test_a_cluster_that_is_gone_in_the_middle_is_one_line_and_the_old_site_stays(
    victim, what, cluster, words, tmp_path
):
    fill(tmp_path / "cables", 400)
    parts = {"scheduler": cluster.scheduler()}
    wait_for(lambda: reached(cluster.address))
    parts["worker"] = cluster.worker()
    running = subprocess.Popen(program(LEFT, on(cluster, words)), stderr=subprocess.PIPE, text=True, cwd=ROOT)
    packs = tmp_path / "cache" / "packs"
    wait_for(lambda: packs.exists() and os.listdir(packs))
    parts[victim].kill()
    try:
        said = running.communicate(timeout=90)[1]
    finally:
        running.kill()
    assert (running.returncode, said.count("\n")) == (1, 1), said
    assert said.startswith(what)
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_a_cluster_that_stands_elsewhere_and_one_with_other_code(cluster, words, tmp_path):
    cluster.scheduler()
    wait_for(lambda: reached(cluster.address))
    one = cluster.worker()
    relative = [os.path.relpath(each, ROOT) if os.sep in str(each) else each for each in words]
    done = harmed("", on(cluster, relative))
    assert done.returncode == 0, done.stderr
    unseen = tmp_path / "nowhere"
    with pytest.raises(OutputError, match=f"do not see {unseen}"), opened(f"dask:{cluster.address}", 0, [unseen]):
        pass
    one.kill()
    shutil.copytree(ROOT / "chancery", tmp_path / "other" / "chancery")
    with open(tmp_path / "other" / "chancery" / "about" / "topics.py", "a") as file:
        file.write("\n")
    cluster.worker(tmp_path / "other")
    done = harmed("", on(cluster, words))
    assert done.returncode == 1
    assert f"workers at {cluster.address} run other code than this build" in done.stderr


def reached(address):
    host, port = address.removeprefix("tcp://").split(":")
    with contextlib.suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
        return True
    return False


def wait_for(condition):
    begun = time.perf_counter()
    while not condition():
        assert time.perf_counter() - begun < 60
        time.sleep(0.02)
