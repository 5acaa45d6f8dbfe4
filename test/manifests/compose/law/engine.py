"""Renders projects with Docker Compose's own command line, and starts it once: one JSON object a line, {"folder": "…", "words": ["…"]}.

A result is {"ok": true, "output": "…"} or {"ok": false, "output": "what it said"}.
"""

import contextlib
import io
import json
import logging
import os
import sys

# What a project is given must stand in it. Nothing is reported home.
for name in list(os.environ):
    if name not in ("PATH", "HOME", "LANG", "LC_ALL"):
        del os.environ[name]
os.environ["COMPOSE_DISABLE_METRICS"] = "1"

from compose.cli import main as cli  # noqa: E402

cli.exit_with_metrics = None


def config(folder, words):
    os.chdir(folder)
    sys.argv = ["docker-compose", *words, "config"]
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            cli.dispatch()()
    except SystemExit as end:
        return {"ok": end.code in (None, 0), "output": printed.getvalue()}
    except Exception as error:
        return {"ok": False, "output": f"{type(error).__name__}: {getattr(error, 'msg', error)}"}
    finally:
        for handler in list(logging.getLogger().handlers):
            logging.getLogger().removeHandler(handler)
    return {"ok": True, "output": printed.getvalue()}


for line in sys.stdin:
    print(json.dumps(config(**json.loads(line))), flush=True)
