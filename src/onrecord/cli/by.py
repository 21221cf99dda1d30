"""The option that says who adds something: kept with it, and signed for."""

import click

by_option = click.option(
    "--by",
    required=True,
    envvar="ONRECORD_BY",
    metavar="NAME",
    help="Who says so; $ONRECORD_BY without it.",
)
