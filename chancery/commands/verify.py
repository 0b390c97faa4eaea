"""``verify``: the built site read again as a stranger would."""

from pathlib import Path

import click
import msgspec

from chancery.verify import lines, verify


@click.command("verify", epilog="Example: python build.py verify --site /var/www/cables")
@click.option("--site", default="site", show_default=True, help="Folder of the built site.",
              type=click.Path(exists=True, file_okay=False, path_type=Path))  # fmt: skip
@click.option("--cables", default="cables", show_default=True, help="Folder of raw cables.",
              type=click.Path(file_okay=False, path_type=Path))  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Lines, or JSON.")
def command(site: Path, cables: Path, form: str) -> None:
    """Re-read the built site and say whether anything was lost or invented.

    Every raw line, every paragraph, every figure's quote, every link and anchor, every record, and what
    HTML, JSON, CSV and SQLite count. Exit status 1 where something does not hold.
    """
    report = verify(site, cables if cables.is_dir() else None)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    else:
        for line in lines(report):
            click.echo(line)
    raise SystemExit(0 if report.good else 1)
