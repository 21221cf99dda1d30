"""`onrecord user`: who may come in where the archive is served to others."""

import sys

import click

from onrecord.archive.accounts import Accounts
from onrecord.cli.opened import opened
from onrecord.cli.words import minute
from onrecord.model.account import UserRole

ROLE = click.Choice([role.value for role in UserRole])
from_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from stdin.")


@click.group("user", short_help="Say who may come in where the archive is served to others.")
def command() -> None:
    """Add, list, change and remove users. A reader reads, an editor adds and corrects, an admin
    reads what editors did too."""


@command.command("add")
@click.argument("name")
@click.option("--role", type=ROLE, default=UserRole.READER.value, show_default=True)
@from_stdin
@click.pass_context
def add(ctx: click.Context, name: str, role: str, password_stdin: bool) -> None:
    """Add a user; the password is asked for."""
    accounts = Accounts(opened(ctx).folder)
    accounts.add_user(name, _password(from_stdin=password_stdin), UserRole(role))
    click.echo(f"{name} may come in as {role}", err=True)


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List the users."""
    for user in Accounts(opened(ctx).folder).list_users():
        click.echo(f"{user.name}  {user.role.value}  since {minute(user.made_at)}")


@command.command("role")
@click.argument("name")
@click.argument("role", type=ROLE)
@click.pass_context
def role(ctx: click.Context, name: str, role: str) -> None:
    """Give a user another role; the user's sessions end."""
    Accounts(opened(ctx).folder).set_role(name, UserRole(role))


@command.command("password")
@click.argument("name")
@from_stdin
@click.pass_context
def password(ctx: click.Context, name: str, password_stdin: bool) -> None:
    """Give a user another password; the user's sessions end."""
    Accounts(opened(ctx).folder).set_password(name, _password(from_stdin=password_stdin))


@command.command("remove")
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Remove a user with all sessions and tokens. What the user did stays written down."""
    Accounts(opened(ctx).folder).remove_user(name)


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
