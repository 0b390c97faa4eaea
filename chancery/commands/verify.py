"""``verify``: the built site read again as a stranger would."""

import sys
from pathlib import Path

import click
from click.core import ParameterSource

from chancery.checking.report import Report
from chancery.checking.verify import lines, verify
from chancery.commands import inputs
from chancery.commands.build import PROJECT
from chancery.progress import Clock
from chancery.views.render import environment, render
from chancery.views.verify import verify_view


@click.command("verify", epilog="Example: python build.py verify --site /var/www/cables")
@click.option("--site", default="site", show_default=True, help="Folder of the built site.",
              type=click.Path(exists=True, file_okay=False, path_type=Path))  # fmt: skip
@click.option("--cables", default="cables", type=inputs.FOLDER, show_default=True, help="Folder of raw cables.")
@inputs.form
def command(site: Path, cables: Path, form: str) -> None:
    """Re-read the built site and say whether anything was lost or invented.

    Every raw line, every paragraph, every figure's quote, every link and anchor, every record, and what
    HTML, JSON, CSV and SQLite count. The report
    is published as verify.html, until the next build. Exit status 1 where something does not hold.
    """
    if not any((site / name).is_file() for name in ("index.html", "data/schema.json")):
        raise click.BadParameter(f"{site} is no site; build it, or name the folder of one", param_hint="--site")
    named = click.get_current_context().get_parameter_source("cables") is ParameterSource.COMMANDLINE
    if named and not cables.is_dir():
        raise click.BadParameter(f"{cables}: there is no such folder", param_hint="--cables")
    report = verify(site, cables if cables.is_dir() else None, Clock())
    _publish(report, site)
    if form == "json":
        inputs.show_json(report)
    else:
        for line in lines(report):
            click.echo(line)
    sys.exit(0 if report.good else 1)


def _publish(report: Report, site: Path) -> None:
    """Write the report's page into the site; a site that can't be written is verified all the same."""
    try:
        (site / "verify.html").write_text(
            render(environment(PROJECT / "templates"), "verify.html", verify_view(report)), "utf-8"
        )
    except OSError as error:
        click.echo(f"{site}/verify.html: {error.strerror}; the report is not published", err=True)
