"""`onrecord token`: what programs show in the place of a password."""

import click

from onrecord.archive.accounts import Accounts
from onrecord.cli.opened import opened
from onrecord.cli.words import minute
from onrecord.model.account import UserRole

ROLE = click.Choice([role.value for role in UserRole])


@click.group("token", short_help="Make, list and revoke the tokens of programs.")
def command() -> None:
    """Make, list and revoke tokens. A program sends one as `Authorization: Bearer TOKEN`."""


@command.command("add")
@click.argument("user")
@click.argument("name")
@click.option("--role", type=ROLE, default=UserRole.READER.value, show_default=True)
@click.pass_context
def add(ctx: click.Context, user: str, name: str, role: str) -> None:
    """Make a token of a user and print it: it can't be told again. NAME says what it is for."""
    number, token = Accounts(opened(ctx).folder).add_token(user, name, UserRole(role))
    click.echo(token)
    click.echo(f"token {number}, {role}; revoke it with: onrecord token revoke {number}", err=True)


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List the tokens, without what they are."""
    for token in Accounts(opened(ctx).folder).list_tokens():
        used = f"last used {minute(token.used_at)}" if token.used_at else "never used"
        ended = f", revoked {minute(token.revoked_at)}" if token.revoked_at else ""
        click.echo(f"{token.id}  {token.user}  {token.name}  {token.role.value}  {used}{ended}")


@command.command("revoke")
@click.argument("number", type=int)
@click.pass_context
def revoke(ctx: click.Context, number: int) -> None:
    """Let a token open nothing any more."""
    Accounts(opened(ctx).folder).revoke_token(number)
