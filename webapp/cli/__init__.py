"""The command `podium`: each command in a module that is read only when it is called."""

import sys
from importlib import import_module

import click

from forms.errors import InvalidInput
from rules.errors import EngineFailed, EvaluatorsDisagree, PodiumError

ANSWER_IS_NO = 1
WRONG_INPUT = 2

_COMMANDS = {
    "decide": "webapp.cli.deciding:decide",
    "outline": "webapp.cli.outlines:outline",
    "packs": "webapp.cli.packs:packs",
    "backtest": "webapp.cli.backtests:backtest",
    "demo": "webapp.cli.demonstration:demo",
    "serve": "webapp.cli.service:serve",
    "db": "webapp.cli.service:db",
    "users": "webapp.cli.service:users",
}


class _Commands(click.Group):
    """The commands, imported one at a time so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="podium", prog_name="podium")
def podium() -> None:
    """Social value in public tenders: decided by cited rules, explained, on record."""


def main(arguments: list[str] | None = None) -> None:
    """Run `podium` and exit: 0 done, 1 done and the answer is no, 2 the input is wrong."""
    try:
        podium.main(args=arguments, prog_name="podium", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_INPUT)
    except InvalidInput as error:
        for one in error.errors:
            click.echo(f"{error.name}: {one}", err=True)
        sys.exit(WRONG_INPUT)
    except (EngineFailed, EvaluatorsDisagree) as error:
        click.echo(f"Nothing was decided. {error}", err=True)
        sys.exit(WRONG_INPUT)
    except PodiumError as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_INPUT)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        click.echo(f"{error.filename or 'podium'}: {error.strerror}.", err=True)
        sys.exit(WRONG_INPUT)


__all__ = ["main", "podium"]
