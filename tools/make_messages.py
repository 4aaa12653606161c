"""Bring the catalogues of page texts in step with the pages, and compile them.

Each area of the site has its own: the texts of `web/pages/AREA` and `web/templates/AREA` go to
`web/locale/AREA/{ru,ar}/LC_MESSAGES/django.po`; what stands in no area's folder goes to `shell`.
What the layers below refuse goes to `refusals`: they raise English patterns with facts, and pages
word them.

    python tools/make_messages.py              update every .po, then compile
    python tools/make_messages.py --compile    compile alone, as set-up does
"""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parent.parent / "src/trucewatch/web"
PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 :"
    " n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 :"
    " n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
"""Each language that is translated, with its plural forms: one, few, many; for Arabic none, one,
two, few (3 to 10), many (11 to 99), and the hundreds with one and two."""
LANGUAGES = tuple(PLURALS)
FRAME, REFUSALS, REFUSED = "shell", "refusals", "refused"
BELOW = (
    "domain/actor.py domain/agreement.py domain/amendment.py domain/amount.py domain/case.py "
    "domain/centre_rules.py domain/clause.py domain/count_claim.py domain/coverage.py "
    "domain/credibility.py domain/measure.py domain/membership.py domain/moment.py "
    "domain/observation.py domain/place.py domain/position.py domain/request.py domain/session.py "
    "domain/source.py domain/statement.py domain/time.py domain/wire.py domain/wording.py "
    "domain/zone.py data/agreement_*.py data/loader_words.py data/yaml_marks.py data/zones.py "
    "ledger/keys.py ledger/note.py ledger/statement_note.py "
    "pipeline/check.py pipeline/count_*.py pipeline/*_rows.py pipeline/table_trial.py "
    "text/decode.py service/*.py service/exercise/*.py service/registers/*.py service/review/*.py "
    "storage/clock_watch.py storage/incidents/*.py"
)
"""Modules below the pages whose refusals a page may have to tell, as patterns of paths."""
FOR_OPERATORS = {"identity_providers.py", "sending.py", "supervising.py"}
"""Modules that refuse when the centre starts, on a command line."""
REFUSING = {
    "InvalidValue": 0,
    "Malformed": 0,
    "NoStatementKey": 0,
    "NotFetched": 0,
    "NotReleasable": 0,
    "Refusal": 0,
    "Sentence": 0,
    "SignatureRefused": 0,
    "UnknownName": 0,
    "UnreadableInput": 0,
    "_require": 1,
    "fault": 0,
    "refuse": 0,
    "require": 1,
}
"""Calls that make a refusal or a part of one, with the place of the sentence; a remedy follows."""
ONE, TWO = (1,), (1, 2)
IN_CONTEXT, TWO_IN_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
CALLS = {
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "ngettext": TWO,
    "ngettext_lazy": TWO,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
    "npgettext": TWO_IN_CONTEXT,
    "npgettext_lazy": TWO_IN_CONTEXT,
}
TEXT = r"""u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*\""""
IN_TEMPLATE = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*((?:{TEXT})(?:\s*,\s*(?:{TEXT}))*)")
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
Found = tuple[str | tuple[str, ...], str | None]
"""A text, or its singular and plural; and the context it stands in, None where none is given."""


def area_of(source: Path) -> str:
    """Whose catalogue the texts of a file go to.

    >>> area_of(WEB / "templates/triage/queue.html"), area_of(WEB / "pages/duty/forms.py")
    ('triage', 'duty')
    >>> area_of(WEB / "templates/base.html"), area_of(WEB / "wording.py")
    ('shell', 'shell')
    """
    parts = source.relative_to(WEB).parts
    return parts[1] if parts[0] in ("pages", "templates") and len(parts) > 2 else FRAME


def sources() -> list[Path]:
    """Every file that may hold a text, in order of path."""
    return sorted([*WEB.rglob("*.py"), *(WEB / "templates").rglob("*.*")])


def in_template(text: str) -> Iterator[Found]:
    """Each text of a template with its context.

    >>> list(in_template('{% load i18n %}{% translate "Open" context "status" %}'))
    [('Open', 'status')]
    >>> twice = "{% blocktranslate count n=n %}one{% plural %}{{ n }}{% endblocktranslate %}"
    >>> list(in_template(twice))
    [(('one', '%(n)s'), None)]
    >>> list(in_template("no text for people"))
    []
    """
    for call, given in IN_TEMPLATE.findall(templatize(text)):
        texts = [ast.literal_eval(one) for one in re.findall(TEXT, given)]
        context = texts.pop(0) if "p" in call else None
        yield (tuple(texts) if call.startswith("n") else texts[0]), context


def in_python(path: Path) -> Iterator[Found]:
    """Each text of a module with its context."""
    with path.open("rb") as file:
        for _, text, _, context in extract("python", file, CALLS):
            yield text, context


def below() -> list[Path]:
    """Modules below the pages that refuse, in order of path."""
    package = WEB.parent
    found = {path for pattern in BELOW.split() for path in package.glob(pattern)}
    return sorted(path for path in found if path.name not in FOR_OPERATORS)


def refusals(tree: ast.AST) -> Iterator[tuple[ast.expr, ...]]:
    """The sentence, and where there is one the remedy, of each refusal that a module makes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            remedy = [one.value for one in node.keywords if one.arg == "remedy"]
            if name in REFUSING and len(node.args) > REFUSING[name]:
                yield (*node.args[REFUSING[name] :], *remedy)


def in_refusals(path: Path) -> Iterator[str]:
    """Each pattern that a module refuses with."""
    for parts in refusals(ast.parse(path.read_text("utf-8"))):
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
                yield part.value


def texts_of(area: str) -> Catalog:
    """What the sources of an area hold, without translations."""
    found = Catalog(fuzzy=False)
    for path in below() if area == REFUSALS else ():
        place = [(path.relative_to(WEB.parent).as_posix(), 0)]
        for pattern in in_refusals(path):
            found.add(pattern, context=REFUSED, locations=place)
    for path in (one for one in sources() if area_of(one) == area):
        is_python = path.suffix == ".py"
        texts = in_python(path) if is_python else in_template(path.read_text("utf-8"))
        for text, context in texts:
            place = [(path.relative_to(WEB).as_posix(), 0)]
            found.add(text, context=context, locations=place)
    return found


def areas() -> list[str]:
    """Areas that have any text, in order of name."""
    found = {area_of(path) for path in sources()}
    return sorted(area for area in (*found, REFUSALS) if len(texts_of(area)))


def file_of(area: str, language: str) -> Path:
    """Where a catalogue lies."""
    return WEB / "locale" / area / language / "LC_MESSAGES" / "django.po"


def read(area: str, language: str) -> Catalog:
    """A catalogue as it stands; an empty one where there is none yet."""
    path = file_of(area, language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(area: str, language: str) -> None:
    """Add what is new to a catalogue and drop what no source says any more; keep the rest."""
    catalog = read(area, language)
    catalog.update(texts_of(area), no_fuzzy_matching=True)
    path = file_of(area, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = HEADER.format(language=language, plural=PLURALS[language])
    with path.open("wb") as file:
        file.write(head.encode())
        options = {"include_lineno": False, "ignore_obsolete": True, "sort_output": True}
        write_po(file, catalog, omit_header=True, width=98, **options)


def compile_all() -> None:
    """Write each catalogue's .mo beside its .po, anew."""
    for path in sorted((WEB / "locale").glob("*/*/LC_MESSAGES/django.po")):
        with path.open("rb") as file, path.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(file, locale=path.parts[-3]))


def main() -> None:
    """Do what the first line says, and tell what still wants a translation."""
    parser = argparse.ArgumentParser(description="Bring page texts in step and compile them.")
    parser.add_argument("--compile", action="store_true", help="compile alone")
    if not parser.parse_args().compile:
        for area in areas():
            for language in LANGUAGES:
                update(area, language)
                missing = sum(not all(_strings(one)) for one in read(area, language) if one.id)
                print(f"{area} {language}: {missing} without a translation")
    compile_all()


def _strings(message: object) -> tuple[str, ...]:
    string = getattr(message, "string", "")
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    main()
