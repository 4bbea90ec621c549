"""Valid HTML, judged a second time: by html-validate, on the pages as the server sent them.

Its recommended rules hold, but for these:

- no-redundant-role, prefer-native-element: the design system's markup gives a role to elements
  that have it already, for browsers that lose it, and makes buttons of links.
- long-title: a title that names a measure is as long as the measure's.
- no-trailing-whitespace: spaces at the end of a line reach nobody.
- form-dup-name: the boxes of a question share a name, as radio buttons do.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PROGRAM = Path(__file__).parent / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES: Mapping[str, object] = {
    "no-redundant-role": "off",
    "prefer-native-element": "off",
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "form-dup-name": ["error", {"shared": ["radio", "checkbox", "button", "submit"]}],
}
FOUND_NOTHING, FOUND_SOMETHING = 0, 1


class HtmlValidateDidNotRun(Exception):
    """It is not installed, or stopped for another reason than what it found."""


def html_validate_errors(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """Check whole pages at once.

    Args:
        pages: the HTML of each, by a name.
        folder: where they are put for it to read.

    Returns:
        What is wrong, by the name of the page: the rule, where, and what it says. Pages of which
        nothing is wrong are left out.

    Raises:
        HtmlValidateDidNotRun: with what to do about it.
    """
    if not pages:
        return {}
    node = shutil.which("node")
    if node is None or not PROGRAM.exists():
        message = "html-validate or Node.js is not installed. Run: make browser"
        raise HtmlValidateDidNotRun(message)
    settings = folder / "settings.json"
    settings.write_text(
        json.dumps({"root": True, "extends": ["html-validate:recommended"], "rules": RULES})
    )
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(html, encoding="utf-8")
        names[str(path)] = name
    command = [node, str(PROGRAM), "--config", str(settings), "--formatter", "json", *names]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if ended.returncode not in (FOUND_NOTHING, FOUND_SOMETHING):
        raise HtmlValidateDidNotRun(ended.stderr)
    return {
        names[one["filePath"]]: [
            f"{said['ruleId']}: line {said['line']}: {said['message']}" for said in one["messages"]
        ]
        for one in json.loads(ended.stdout)
        if one["messages"]
    }
