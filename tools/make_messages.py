"""Bring the catalogues of page texts in step with the pages, and compile them.

Each area of the site has its own: the texts of `web/pages/AREA` and `web/templates/AREA` go to
`web/locale/AREA/{ru,ar}/LC_MESSAGES/django.po`; what stands in no area's folder goes to `shell`.

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
FRAME = "shell"
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


def texts_of(area: str) -> Catalog:
    """What the sources of an area hold, without translations."""
    found = Catalog(fuzzy=False)
    for path in (one for one in sources() if area_of(one) == area):
        is_python = path.suffix == ".py"
        texts = in_python(path) if is_python else in_template(path.read_text("utf-8"))
        for text, context in texts:
            place = [(path.relative_to(WEB).as_posix(), 0)]
            found.add(text, context=context, locations=place)
    return found


def areas() -> list[str]:
    """Areas that have any text, in order of name."""
    return sorted({area_of(path) for path in sources() if len(texts_of(area_of(path)))})


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
