"""`twitchkg check`: prove that the graph keeps its promises."""

import argparse

from twitchkg.cli.options import (
    add_format,
    add_source,
    added,
    emit,
    extra_modules,
    pairs,
    sources,
    status,
)
from twitchkg.cli.tell.tables import Iri, table_of
from twitchkg.textgrid import visible

EXAMPLE = "twitchkg check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_source(parser, "proves every offset and digest that points into it")
    add_format(parser, "text", "csv", "tsv", "json", "markdown", default="text")


def run(arguments: argparse.Namespace) -> int:
    """Print one line per finding; exit code 1 if there is any."""
    from twitchkg.check import check

    texts = {name: files[-1] for name, files in pairs(arguments.source or [], "a source").items()}
    status("checking shapes, questions, edges and spans …")
    try:
        laid_over = (*added(arguments), *extra_modules(arguments))
        report = check(sources(arguments), added=laid_over, sources=texts)
    finally:
        status("")
    if arguments.format != "text":
        rows = [(f.file, Iri(f.subject) if f.subject else None, f.problem) for f in report.findings]
        emit(arguments, table_of(("file", "subject", "problem"), rows).render(arguments.format))
        return 1 if report.findings else 0
    for finding in report.findings:
        print(visible(str(finding)))
    if report.findings:
        count = len(report.findings)
        print(f"{count} finding{'s' if count > 1 else ''}: mend the above and check again")
        return 1
    for line in report.proved:
        print(f"ok: {line}")
    return 0
