"""The cache never lies, over random sequences of everything that can change between two builds."""

import os
import random
import shutil
from pathlib import Path

import msgspec
import pytest
from invented import fill, raw
from jinja2 import TemplateError
from making import build, sums
from shared import ROOT


class Scene(msgspec.Struct):
    """All that a build is made from, to be changed."""

    folder: Path
    rng: random.Random
    turn: int = 0
    options: dict[str, object] = {}

    @property
    def cables(self):
        return self.folder / "cables"

    @property
    def project(self):
        return self.folder / "project"

    def paths(self):
        return sorted(self.cables.rglob("*.txt"))

    def any(self):
        return self.rng.choice(self.paths())

    def build(self, site=None, **more):
        return build(self.cables, site or self.folder / "site", project=self.project, **self.options, **more)

    def clean(self):
        """The digests of a build without a cache."""
        self.build(self.folder / "clean" / "site", use_cache=False)
        made = sums(self.folder / "clean" / "site")
        shutil.rmtree(self.folder / "clean")
        return made


@pytest.fixture
def scene(tmp_path, monkeypatch):
    monkeypatch.setattr("chancery.building.pipeline.MANY", 2)
    monkeypatch.setattr("chancery.shelf.REST", 0)  # what is done takes its time
    fill(tmp_path / "cables", 8)
    for name in ("templates", "docs", "tools"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "project")
    return Scene(tmp_path, random.Random(1))


def number_of(path):
    return int(path.stem.rpartition("ZENDA")[2])


# cables


def changed(scene):
    path = scene.any()
    year = 2000 + int(path.stem[:2])
    path.write_text(raw(number_of(path), year=year, count=scene.rng.randint(1, 99), text=f"Turn {scene.turn}."))


def changed_in_its_size_and_time(scene):
    """Neither its size nor its time tells that a file was changed."""
    path = scene.any()
    seen, data = path.stat(), path.read_bytes()
    path.write_bytes(data.replace(b"invented.", b"imagined.") if b"invented." in data else data[::-1])
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def touched(scene):
    scene.any().touch()


def added(scene):
    (scene.cables / f"08ZENDA{scene.turn + 50}.txt").write_text(raw(scene.turn + 50))


def deleted(scene):
    scene.any().unlink()


def broken(scene):
    scene.any().write_bytes(b"")


def moved(scene):
    path = scene.any()
    (scene.cables / "more").mkdir(exist_ok=True)
    path.rename(scene.cables / "more" / path.name)


def renamed(scene):
    """The cable gets another number, and then another year."""
    path, number = scene.any(), scene.turn + 200
    year = scene.rng.choice([2007, 2008, 2009])
    path.unlink()
    (path.parent / f"{year % 100:02}ZENDA{number}.txt").write_text(raw(number, year=year))


def doubled(scene):
    """The same cable a second time, another text under its name, or its text under another name."""
    path = scene.any()
    (scene.cables / "twins").mkdir(exist_ok=True)
    other = scene.rng.choice([path.name, path.name, f"08ZENDA{scene.turn + 300}.txt"])
    (scene.cables / "twins" / other).write_text(path.read_text() + scene.rng.choice(["", "\n4. (U) A twin.\n"]))


def referring(scene):
    path, other = scene.any(), scene.any()
    lead = f"REF: {other.stem[:2]} ZENDA {number_of(other)}"
    path.write_text(path.read_text().replace(f"REF: STATE 00000{number_of(path)}", lead))


def linked(scene):
    """A link to a text that stands elsewhere, and is changed there the next time."""
    path, target = scene.any(), scene.folder / "elsewhere" / "08ZENDA9.txt"
    target.parent.mkdir(exist_ok=True)
    target.write_text(raw(9, text=f"Turn {scene.turn}."))
    if not (scene.cables / target.name).exists() and path.name != target.name:
        (scene.cables / target.name).symlink_to(target)


# what an editor decides


def edited(scene):
    scene.any().with_suffix(".edits.yaml").write_text(
        f"note: Turn {scene.turn}\nredactions:\n  - {{text: invented, reason: turn {scene.turn}}}\n"
    )


def edited_wrongly(scene):
    scene.any().with_suffix(".edits.yaml").write_text("redactions:\n  - {text: not in it, reason: none}\n")


def edits_without_a_cable(scene):
    (scene.cables / "08ZENDA999.edits.yaml").write_text("note: none\n")


def unedited(scene):
    for each in scene.cables.rglob("*.edits.yaml"):
        each.unlink()


# theme, written pages, configuration, options


def dressed(scene):
    """A template is changed: that of cables, that of lists, the frame of all, a part."""
    names = ["cable.html", "tag.html", "base.html", "home.html"]
    template = scene.project / "templates" / scene.rng.choice(names)
    template.write_text(template.read_text().replace("{% block main %}", f"{{% block main %}}<!-- {scene.turn} -->"))


def styled(scene):
    (style,) = scene.project.rglob("site.css")
    style.write_text(style.read_text() + f"/* {scene.turn} */\n")


def written(scene):
    page = scene.project / "docs" / scene.rng.choice(["about.md", "method.md"])
    page.write_text(page.read_text() + f"\n\nTurn {scene.turn}.\n")


def configured(scene):
    """An extension more or less: the written pages look otherwise."""
    config = scene.project / "mkdocs.yml"
    text = config.read_text()
    config.write_text(text.replace("  - tables\n", "") if "  - tables\n" in text else text.replace(
        "markdown_extensions:\n", "markdown_extensions:\n  - tables\n"))  # fmt: skip


def hooked(scene):
    """A hook of the host: what it does with the pages is not known beforehand."""
    hook = scene.project / "tools" / "mkdocs_hook.py"
    body = f"    return html + '<!-- hook {scene.turn} -->'\n"
    head = hook.read_text().partition("\n\ndef on_page_content")[0]
    hook.write_text(f"{head}\n\ndef on_page_content(html, **_):\n{body}")


def asked_otherwise(scene):
    scene.options["base_url"] = scene.rng.choice(["", "https://a.example/tip", "https://b.example/"])
    scene.options["offline"] = scene.rng.random() < 0.3


# harm


def site_harmed(scene):
    site = scene.folder / "site"
    if site.exists():
        path = scene.rng.choice(sorted(each for each in site.rglob("*") if each.is_file()))
        path.unlink() if scene.rng.random() < 0.5 else path.write_text("harmed")


def cache_harmed(scene):
    cache = scene.folder / "cache"
    files = sorted(each for each in cache.rglob("*") if each.is_file() and "spare-" not in each.as_posix())
    if files:
        path = scene.rng.choice(files)
        data = path.read_bytes()
        at = scene.rng.randrange(len(data) or 1)
        harm = scene.rng.choice([b"", data[:at], data + b"x", data[:at] + b"\x7f" + data[at + 1 :], None])
        path.unlink() if harm is None else path.write_bytes(harm)


def stopped(scene):
    """A build that fails in the middle, after some other change."""
    changed(scene)
    template = scene.project / "templates" / scene.rng.choice(["cable.html", "tag.html", "glossary.html", "home.html"])
    good = template.read_text()
    template.write_text(good.replace("{% block main %}", "{% block main %}{{ 1/0 }}"))
    with pytest.raises(TemplateError):
        scene.build()
    template.write_text(good)


def previewed(scene):
    """The first of the two builds of a preview, which leaves the tables as they were."""
    changed(scene)
    scene.build(catalogue=False)


DEEDS = [
    changed, changed_in_its_size_and_time, touched, added, deleted, broken, moved, renamed, doubled, referring, linked,
    edited, edited_wrongly, edits_without_a_cable, unedited, dressed, styled, written, configured, hooked,
    asked_otherwise, previewed, site_harmed, cache_harmed, stopped,
]  # fmt: skip
FEWER = {deleted, broken, moved, renamed}


def sequence(scene, turns, seed):
    """Changes in random order; after each few the site is that of a clean build, byte for byte."""
    scene.rng.seed(seed)
    done = []
    for scene.turn in range(turns):
        for deed in scene.rng.sample(DEEDS, scene.rng.randint(1, 3)):
            if len(scene.paths()) > 3 or deed not in FEWER:
                deed(scene)
                done.append(deed.__name__)
        scene.build()
        made, clean = sums(scene.folder / "site"), scene.clean()
        wrong = sorted(path for path in made.keys() | clean.keys() if made.get(path) != clean.get(path))
        assert not wrong, (seed, scene.turn, done[-3:], wrong[:5])
    return set(done)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_each_change_gives_the_bytes_of_a_clean_build(deed, scene):
    scene.build()
    for scene.turn in (1, 2):
        deed(scene)
        scene.build()
        assert sums(scene.folder / "site") == scene.clean()


def test_random_sequences_of_changes_give_the_bytes_of_a_clean_build(scene):
    assert len(sequence(scene, 8, 1)) > 6


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_many_random_sequences_of_changes(seed, scene):
    fill(scene.cables, 30)
    scene.options |= {"search": seed > 5, "spec": "processes" if seed % 2 else "threads", "workers": 2}
    assert len(sequence(scene, 16, seed)) > 12
