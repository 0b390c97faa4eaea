"""``export``: a part of the collection as an archive, one HTML file, or citations."""

import functools
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chancery.commands import inputs
from chancery.commands.build import PROJECT, base_url, template
from chancery.commands.inputs import FOLDER
from chancery.source import reason

if TYPE_CHECKING:
    from chancery.building.part import Choice, Part

_file = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command(
    "export",
    epilog="Example: python build.py export --country Cambodia --single-file cambodia.html --zip cambodia.zip",
)
@click.option("--zip", "archive", type=_file, help="Write a site of the cables, with its search, as an archive.")
@click.option("--single-file", "single", type=_file, help="Write them as one HTML file; of one country, figures too.")
@click.option("--cite", type=_file, help="Write their citations: .bib, .ris or .json (CSL).")
@click.option("--country", "countries", multiple=True, help="Only about this country: name, ISO code or TAGS code.")
@click.option("--year", "years", multiple=True, type=click.IntRange(1900, 2100), help="Only of this year.")
@click.option("--topic", "topics", multiple=True, help="Only with a section on this: victim_protection, ...")
@click.option("--id", "ids", multiple=True, help="Only this cable.")
@click.option("--cables", default="cables", type=FOLDER, show_default=True, help="Folder of raw cables.")
@click.option("--cache", default=".cache/build", type=FOLDER, show_default=True, help="What a build remembers.")
@click.option("--base-url", default="", help="Address of the whole site, for links out of the file.")
@click.option("--no-search", is_flag=True, help="Leave the search out of the archive.")
@click.option("--strict-privacy", is_flag=True, help="Refuse while findings of 'review' are open.")
@click.option("--workers", type=click.IntRange(1), help="How many work at once (one a core).")
def command(**given: Any) -> None:
    """Write cables in a form to take along. Options of one kind add up, options of several kinds narrow.

    Made as a site is made, so that what an editor took out is in none of it. Exit status 1 where no cable fits or
    one could not be read or is not there.
    """
    from chancery.building import part

    if not (given["archive"] or given["single"] or given["cite"]):
        raise click.UsageError("say what to write: --zip, --single-file or --cite")
    if given["cite"] and given["cite"].suffix not in part.STYLES:
        raise click.UsageError(f"'{given['cite']}' ends in none of {', '.join(part.STYLES)}")
    for out in filter(None, (given["archive"], given["single"], given["cite"])):
        if not out.absolute().parent.is_dir():
            raise click.UsageError(f"there is no folder {out.parent} to write {out.name} to; make it first")
        if out.exists() and not out.is_file():
            raise click.UsageError(f"{out} is no file but a device; name a file to write")
    choice = part.Choice(
        countries=tuple(inputs.country(each).iso3 for each in given["countries"]),
        years=given["years"],
        topics=tuple(map(_topic, given["topics"])),
        ids=tuple(each.upper() for each in given["ids"]),
    )
    sys.exit(_export(given, choice))


def _topic(word: str) -> str:
    from chancery.vocab.terms import topic_title, topics

    found = next((key for key in topics() if word.casefold() in {key, topic_title(key).casefold()}), None)
    if found is None:
        raise click.BadParameter(f"no topic '{word}'; there are {', '.join(topics())}")
    return found


def _export(given: dict[str, Any], choice: "Choice") -> int:
    """Write what was asked for; gives the exit status."""
    from jinja2 import TemplateError

    from chancery.building import part
    from chancery.building.asked import Options
    from chancery.files.output import OutputError
    from chancery.source import InputError
    from chancery.words import count

    tell = functools.partial(click.echo, err=True)
    options = Options(
        cables=given["cables"], site=Path("site"), project=PROJECT, cache=given["cache"],
        base_url=base_url(given["base_url"]),
        search=bool(given["archive"]) and not given["no_search"], offline=False,
        strict_privacy=given["strict_privacy"],
    )  # fmt: skip
    writers = ((given["archive"], part.archive), (given["single"], part.file), (given["cite"], part.citations))
    try:
        with part.made(options, choice, workers=given["workers"] or 0) as made:
            for out, write in writers:
                if out:
                    _write(write, made, out)
                    tell(f"{out}: {count(len(made.briefs), 'cable')}, {out.stat().st_size:,} bytes")
            for problem in made.problems:
                tell(f"{given['cables'] / problem.path}{str(problem).removeprefix(problem.path)}")
            _miss(tell, made.missing)
            return 1 if made.problems or made.missing else 0
    except part.NothingFitsError as error:
        _miss(tell, error.missing)
        tell("no cable fits; look at countries/index.html or years/index.html of the site for what there is")
    except (OutputError, InputError) as error:
        tell(str(error))
    except TemplateError as error:
        tell(f"{template(error)}; put the template right")
    except OSError as error:
        where = tempfile.gettempdir()
        tell(f"{where}: {reason(error)}; a site is made there first: make room, or set TMPDIR to a larger place")
    return 1


def _miss(tell: Callable[[str], None], ids: Sequence[str]) -> None:
    for each in ids:
        tell(f"{each}: not in the collection; an id is year, post and number: 09PHNOMPENH846")


def _write(write: Callable[["Part", Path], None], made: "Part", out: Path) -> None:
    """Write a file, through a link to where it leads. Raises ``OutputError`` where that cannot be."""
    from chancery.files.output import OutputError

    try:
        write(made, out.resolve())
    except OSError as error:
        raise OutputError(
            f"{out}: {reason(error)}; name a file in a folder you may write to, with room in it"
        ) from error
