"""`onrecord alerts`: whom the archive tells of changes, and what waits to be told."""

import datetime as dt

import click

from onrecord.archive.alerting.alerts import Alert, list_alerts
from onrecord.archive.alerting.telling import Sent, tell_all, waiting
from onrecord.archive.lines import line
from onrecord.archive.watching.options import read_options
from onrecord.cli.opened import opened
from onrecord.cli.words import plural


@click.command("alerts", short_help="List the alerts, or tell what is new by mail and webhook.")
@click.option("--send", is_flag=True, help="Tell each that is due what changed.")
@click.option("--allow-private", is_flag=True, help="Post to loopback and private addresses too.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each alert.")
@click.pass_context
def command(ctx: click.Context, send: bool, allow_private: bool, as_json: bool) -> None:
    """List the [[alerts]] of onrecord.toml with the number of changes each has to tell.

    `onrecord watch` tells those that are due after each round; --send does so now. An alert begins
    with the changes after its first round. Exit status 1 when one could not be told.
    """
    archive = opened(ctx)
    if not send:
        for alert in list_alerts(archive.folder):
            count = len(waiting(archive, alert).changes)
            told = {"name": alert.name, "to": _to(alert), "waiting": count}
            if as_json:
                click.echo(line(told))
            else:
                click.echo(f"{alert.name}  {', '.join(_to(alert))}: {plural(count, 'change')}")
        return
    options = read_options(archive, allow_private=allow_private)
    failed = False
    for sent in tell_all(archive, options, dt.datetime.now(dt.UTC)):
        failed |= sent.failure is not None
        if as_json:
            click.echo(line({"name": sent.alert.name, "changes": sent.changes,
                             "failure": sent.failure}))  # fmt: skip
        else:
            tell_sent(sent)
    if failed:
        ctx.exit(1)


def tell_sent(sent: Sent) -> None:
    """Say what came of an alert."""
    if sent.failure is not None:
        click.echo(f"failed: alert {sent.alert.name}: {sent.failure}", err=True)
    else:
        click.echo(f"told {sent.alert.name} of {plural(sent.changes, 'change')}")


def _to(alert: Alert) -> list[str]:
    return list(alert.mail) or [alert.webhook or ""]
