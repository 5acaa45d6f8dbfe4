"""Parses commands with the Azure CLI's own parser, and runs none: one JSON array of words a line on standard input, one result a line.

A result is {"state": "parsed" | "unknown" | "refused", "said": "…"}: `unknown` where this version has no such command, or can't load it.
"""

import contextlib
import io
import itertools
import json
import os
import sys
import tempfile

# Nothing of the machine's own sign-in is read, and nothing is left there.
os.environ["AZURE_CONFIG_DIR"] = tempfile.mkdtemp()
os.environ["AZURE_CORE_COLLECT_TELEMETRY"] = "false"
os.environ["AZURE_EXTENSION_USE_DYNAMIC_INSTALL"] = "no"

from azure.cli.core import get_default_cli  # noqa: E402
from azure.cli.core.azclierror import AzCLIError  # noqa: E402
from knack.events import EVENT_INVOKER_POST_PARSE_ARGS  # noqa: E402

cli = get_default_cli()
# Its own way of telling goes to a log, with advice from elsewhere.
AzCLIError.print_error = lambda error: print(error.error_msg, file=sys.stderr)


class Parsed(BaseException):
    """The words were taken: what would follow is the command itself."""


def stop(*_, **__):
    raise Parsed


cli.register_event(EVENT_INVOKER_POST_PARSE_ARGS, stop)


def parse(words):
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            cli.invoke(words)
    except Parsed:
        return {"state": "parsed", "said": ""}
    except SystemExit:
        pass
    except Exception as error:
        return {"state": "refused", "said": f"{type(error).__name__}: {error}"}
    command = " ".join(itertools.takewhile(lambda word: not word.startswith("-"), words))
    # Debian's package lacks modules of some commands.
    known = command in cli.invocation.commands_loader.command_table and "unexpected error" not in said.getvalue()
    return {"state": "refused" if known else "unknown", "said": said.getvalue()}


for line in sys.stdin:
    print(json.dumps(parse(json.loads(line))), flush=True)
