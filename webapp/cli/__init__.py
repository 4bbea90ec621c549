"""The command `podium`: each command in a module that is read only when it is called."""

import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from forms.errors import InvalidInput
from rules.errors import EngineFailed, EvaluatorsDisagree, PodiumError

ANSWER_IS_NO = 1
WRONG_INPUT = 2
STOPPED = 130

_COMMANDS = {
    "decide": "webapp.cli.deciding:decide",
    "facts": "webapp.cli.facts:facts",
    "measures": "webapp.cli.measures:measures",
    "outline": "webapp.cli.outlines:outline",
    "packs": "webapp.cli.packs:packs",
    "backtest": "webapp.cli.backtests:backtest",
    "evaluate": "webapp.cli.evaluating:evaluate",
    "lots": "webapp.cli.lots:lots",
    "stress": "webapp.cli.stressing:stress",
    "report": "webapp.cli.reporting:report",
    "bundle": "webapp.cli.bundling:bundle",
    "replay": "webapp.cli.bundling:replay",
    "disclose": "webapp.cli.disclosing:disclose",
    "demo": "webapp.cli.demonstration:demo",
    "serve": "webapp.cli.service:serve",
    "db": "webapp.cli.databases:db",
    "audit": "webapp.cli.auditing:audit",
    "mail": "webapp.cli.mailing:mail",
    "users": "webapp.cli.service:users",
}


class ReaderLeft(Exception):
    """Whoever read the output has closed the pipe, such as `head`: there is no more to do."""


class _Commands(click.Group):
    """The commands, imported one at a time so that each starts quickly."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run a command; a closed pipe is no error, which click would make it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderLeft from error

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
    _speak_utf8()
    try:
        done = podium.main(args=arguments, prog_name="podium", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (ReaderLeft, BrokenPipeError):
        _drop_output()
        sys.exit(0)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(STOPPED)
    except Exception as error:  # noqa: BLE001 - the border: whatever went wrong is told in words
        _drop_output()
        _tell(error)
        sys.exit(WRONG_INPUT)
    sys.exit(done if isinstance(done, int) else 0)


def _tell(error: Exception) -> None:
    """Print on standard error what went wrong, where, and what to do next."""
    match error:
        case click.ClickException():
            error.show()
        case InvalidInput():
            for one in error.errors:
                _say(f"{error.name}: {one}")
        case EngineFailed() | EvaluatorsDisagree():
            _say(f"Nothing was decided. {error}")
        case PodiumError():
            _say(str(error))
        case OSError():
            place = error.filename or "podium"
            problem = error.strerror or type(error).__name__
            _say(f"{place}: {problem}. Free the way, and call again.")
        case _:
            what = f"{type(error).__name__}: {error}"
            _say(f"podium: a fault of Podium's own, {what}.")
            _say("Nothing more was done. Report it with the call that you made.")


def _say(line: str) -> None:
    """Print a line on standard error; what it quotes steers no terminal."""
    from webapp.cli.output import shown

    click.echo(shown(line), err=True)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal claims: JSON is UTF-8, and a pound sign must not stop."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _drop_output() -> None:
    """Forget what is still to be written where it can't be, so that leaving says nothing more."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (AttributeError, ValueError):
        return


__all__ = ["main", "podium"]
