"""Sets every variable of the kind `account` alone, deploys it, asks AWS what came of it, and previews a change of it.

    python benchmarks/variables.py [--only NAME …] [--results FILE]

One simulated AWS with two accounts serves all rows. A row (benchmarks/account_rows.py) says what the variable is set
to, the operations that this takes, how AWS answers then, and the operations that a changed value would take, as the
provider's facts have them; or that it is refused. It takes minutes, so it is no test; it prints a line a row and ends
with exit code 1 when one is not as expected. With --results, rows that stand in FILE as good are not tried again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from benchmarks.account_rows import BASE, ROWS, Row  # noqa: E402 the checkout must be on the path first
from benchmarks.bare_organization import Results, deployed, ids, write  # noqa: E402
from benchmarks.organization_answers import Aws  # noqa: E402
from org.account.variables import AccountVariables  # noqa: E402
from tests.e2e.organization import Organization, changes_in  # noqa: E402

MANIFEST = "core/root/global-region.yaml"


def main() -> None:
    """Prints a line for each row."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), metavar="NAME")
    parser.add_argument("--results", type=Path, metavar="FILE", help="where results are kept and taken from")
    arguments = parser.parse_args()
    results = Results(arguments.results)
    names = [name for name in arguments.only if not results.kept(["account", name])]
    if names:
        with deployed({MANIFEST: _manifest({})}) as organization:
            for name in names:
                results.add(["account", name], name, _wrong(organization, ROWS[name]))
    unknown = sorted(set(AccountVariables.model_fields) - {name.split()[0] for name in ROWS})
    print(f"{results.good} of {results.count} as expected; no row: {', '.join(unknown)}")
    sys.exit(results.good < results.count)


def _wrong(organization: Organization, row: Row) -> list[str]:
    """What is not as the row says: what was done to the base, what AWS says then, or what a change would do."""
    aws = Aws(organization)
    write(organization, MANIFEST, _manifest({}))
    organization.pulumi("up", "--stack", "core-root", "--yes", "--skip-preview")
    aws.ids = ids(organization)
    write(organization, MANIFEST, _manifest(row.sets))
    done = organization.pulumi("up", "--stack", "core-root", "--yes", "--skip-preview", check=False)
    if row.refused:
        answer, refused = row.read(aws), done.returncode > 0 and row.refused in done.stdout + done.stderr
        return [] if refused and answer == row.answer else [f"AWS says {answer!r} after {done.stdout + done.stderr}"]
    if done.returncode:
        return [f"failed: {done.stdout[-1500:]}{done.stderr[-1500:]}"]
    made, answer, planned = _operations(done.stdout), row.read(aws), dict(row.planned)
    if row.changes is not None:
        write(organization, MANIFEST, _manifest(row.changes))
        previewed = organization.pulumi("preview", "--stack", "core-root", "--non-interactive", check=False)
        planned = _operations(previewed.stdout) if previewed.returncode == 0 else {"failed": 1}
    as_expected = (made, answer, planned) == (dict(row.made), row.answer, dict(row.planned))
    return [] if as_expected else [f"made {made}, AWS says {answer!r}, a change takes {planned}"]


def _operations(printed: str) -> dict[str, int]:
    return {kind: count for kind, count in changes_in(printed).items() if kind != "changes"}


def _manifest(over: Mapping[str, Any]) -> dict[str, Any]:
    variables = _over(deepcopy(BASE), over)
    context = {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "root"}
    return {"vars": context, "components": {"pulumi": {"account": {"vars": variables}}}}


def _over(base: Any, top: Any) -> Any:
    if isinstance(base, dict) and isinstance(top, Mapping):
        return {key: _over(base.get(key), top[key]) if key in top else base[key] for key in [*base, *top]}
    return top


if __name__ == "__main__":
    main()
