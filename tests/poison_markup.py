"""XML, drawings and pages that would run or fetch something."""

from __future__ import annotations

from poison_sample import Canary, Sample, closed, flagged

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
)


def markups(canary: Canary) -> list[Sample]:
    """Markup, each with one fault."""
    return [*_xml(canary), *_svg(canary), *_pages(canary)]


def _xml(canary: Canary) -> list[Sample]:
    there = f"http://{canary.address}/x"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    texts = {
        "file.xml": f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file://{canary.path}">]><a>&b;</a>',
        "net.xml": f'<!DOCTYPE a [<!ENTITY b SYSTEM "{there}">]><a>&b;</a>',
        "parameter.xml": f'<!DOCTYPE a [<!ENTITY % b SYSTEM "{there}"> %b;]><a/>',
        "laughs.xml": f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l9;</a>',
        "quadratic.xml": f'<!DOCTYPE a [<!ENTITY b "{"x" * 50_000}">]><a>{"&b;" * 5_000}</a>',
    }
    found = [closed(name, text.encode(), "xml_entities") for name, text in texts.items()]
    wide = f'<?xml version="1.0" encoding="utf-16"?>{texts["net.xml"]}'.encode("utf-16")
    include = (
        '<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="file:///etc/passwd"/></a>'
    )
    return [
        *found,
        closed("wide.xml", wide, "xml_entities"),
        closed("utf7.xml", b'<?xml version="1.0" encoding="utf-7"?><a>+ADw-</a>', "xml_damaged"),
        closed("include.xml", include.encode(), "xml_external"),
        closed("style.xml", f'<?xml-stylesheet href="{there}"?><a/>'.encode(), "xml_external"),
        closed("deep.xml", b"<a>" * 100_000, "xml_deep"),
        closed("broken.xml", b"<?xml version='1.0'?><a><b></a>", "xml_damaged"),
        closed("comments.html", b"<!---->" * 500 + b"x", "xml_damaged"),
        closed("called.docx", b"<?xml version='1.0'?><a/>", "type_mismatch"),
    ]


def _svg(canary: Canary) -> list[Sample]:
    there = f"http://{canary.address}/x"
    scripts = {
        "script": "<script>alert(1)</script>",
        "click": '<rect onclick="alert(1)"/>',
        "link": '<a xlink:href="java&#10;script:alert(1)"><text>x</text></a>',
        "animate": '<animate attributeName="href" values="javascript:alert(1)"/>',
        "foreign": "<foreignObject><p>x</p></foreignObject>",
        "set": '<set attributeName="onmouseover" to="alert(1)"/>',
        "page": '<a href="data:text/html,x"><text>x</text></a>',
        "prefixed": '<s:script xmlns:s="http://www.w3.org/2000/svg">x()</s:script>',
    }
    fetching = {
        "image": f'<image href="{there}"/>',
        "use": f'<use xlink:href="{there}#a"/>',
        "import": f"<style>@import '{there}';</style>",
        "url": f'<rect fill="url({there}#a)"/>',
        "style": f"<rect style=\"background:url( '{there}')\"/>",
        "file": '<image href="file:///etc/passwd"/>',
    }
    return [
        *(closed(f"{n}.svg", SVG.format("", s).encode(), "svg_script") for n, s in scripts.items()),
        *(
            closed(f"{n}.svg", SVG.format("", s).encode(), "xml_external")
            for n, s in fetching.items()
        ),
        closed("load.svg", SVG.format(' onload="alert(1)"', "").encode(), "svg_script"),
        closed(
            "entity.svg",
            b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "&a;").encode(),
            "xml_entities",
        ),
        closed("drawing.png", SVG.format("", "").encode(), "type_mismatch", media_type="image/png"),
    ]


def _pages(canary: Canary) -> list[Sample]:
    there = f"http://{canary.address}/x"
    page = "<!DOCTYPE html><html><body{}>{}<p>Shelling in Hama on Monday.</p></body></html>"
    active = {
        "script": page.format("", f"<script src='{there}'></script>"),
        "load": page.format(" onload='x()'", ""),
        "frame": page.format("", f"<iframe src='{there}'></iframe>"),
        "refresh": page.format("", f"<meta http-equiv=refresh content='0;url={there}'>"),
        "form": page.format("", f"<form action='{there}'><input></form>"),
        "link": page.format("", "<a href='javascript:x()'>x</a>"),
    }
    return [
        *(flagged(f"{name}.html", text.encode(), "html_active") for name, text in active.items()),
        closed("page.pdf", active["script"].encode(), "type_mismatch"),
        closed("page.docx", active["script"].encode(), "type_mismatch"),
        closed("page.hta", active["script"].encode(), "deceptive_name"),
        closed("nulls.html", b"<html><p>Ha\0ma</p></html>", "null_bytes"),
    ]
