"""A Word template that a person edits becomes a document: its {{ words }}, its controls and its properties filled."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>'
)
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def word_document(
    template: Path,
    facts: Mapping[str, Any],
    *,
    title: str,
    controls: Mapping[str, str] | None = None,
    properties: Mapping[str, str] | None = None,
    pictures: Mapping[str, tuple[bytes, int, str]] | None = None,
) -> bytes:
    """The template with `facts` in its {{ words }}, `controls` by their tag, custom `properties`, and `pictures`
    (name: PNG, width in millimetres, words for who cannot see it). Unknown words are an error, never a blank.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(str(template))
    context = {name: clean(value) for name, value in facts.items()}
    context |= {name: _picture(document, *picture) for name, picture in (pictures or {}).items()}
    document.render(context, jinja_env=SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    inside = document.docx
    assert inside is not None
    for control in list(inside.element.body.iter(f"{W}sdt")):
        _fill_control(control, controls or {})
    _name_pictures(inside.element.body, pictures or {})
    _set_properties(inside, properties or {})
    inside.core_properties.title = title
    inside.core_properties.language = "fr-FR"
    out = io.BytesIO()
    inside.save(out)
    return out.getvalue()


def clean(value: Any) -> Any:
    """The value without what XML cannot hold, at any depth."""
    if isinstance(value, str):
        return _NOT_XML.sub("", value)
    if isinstance(value, Mapping):
        return {key: clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    return value


def _fill_control(control: Any, values: Mapping[str, str]) -> None:
    """Put the value of its tag into a content control; without one the placeholder stays."""
    facts, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    tag = facts.find(f"{W}tag") if facts is not None else None
    value = _NOT_XML.sub("", values.get(tag.get(f"{W}val"), "")) if tag is not None else ""
    run = content.find(f".//{W}r") if content is not None else None
    if not value or run is None:
        return
    shown = facts.find(f"{W}showingPlcHdr")
    if shown is not None:
        facts.remove(shown)
    for spare in list(content.iter(f"{W}r")):
        if spare is not run:
            spare.getparent().remove(spare)
    _write(run, value)


def _write(run: Any, value: str) -> None:
    """The run says the value, in the look of an answer and no longer of a placeholder."""
    for child in list(run):
        run.remove(child)
    for index, line in enumerate(value.splitlines()):
        if index:
            run.append(run.makeelement(f"{W}br", {}))
        text = run.makeelement(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = line
        run.append(text)


def _picture(document: Any, png: bytes, width: int, _words: str) -> Any:
    from docx.shared import Mm
    from docxtpl import InlineImage

    return InlineImage(document, io.BytesIO(png), width=Mm(width))


def _name_pictures(body: Any, pictures: Mapping[str, tuple[bytes, int, str]]) -> None:
    """Words for who cannot see the pictures, in the order in which they stand."""
    drawn = [each for each in body.iter() if each.tag.endswith("}docPr")]
    for element, (_, _, words) in zip(drawn, pictures.values(), strict=False):
        element.set("descr", _NOT_XML.sub("", words))


def _set_properties(document: Any, properties: Mapping[str, str]) -> None:
    """Custom document properties, in the part that the template brought or in a new one."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    if not properties:
        return
    package = document.part.package
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    known = [each.target_part for each in package.rels.values() if each.reltype == kind and not each.is_external]
    root = etree.fromstring(known[0].blob if known else _CUSTOM.encode())
    space, types = root.nsmap[None], "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    for each in [child for child in root if child.get("name") in properties]:
        root.remove(each)
    for name, value in properties.items():
        numbers = [int(child.get("pid", "1")) for child in root]
        entry = etree.SubElement(root, f"{{{space}}}property", fmtid=_PROPERTY_SET, pid=str(max([1, *numbers]) + 1))
        entry.set("name", name)
        etree.SubElement(entry, f"{{{types}}}lpwstr").text = _NOT_XML.sub("", value)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if known:
        known[0]._blob = blob  # noqa: SLF001  (python-docx has no public way to change an unknown part)
        return
    content = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package.relate_to(Part(PackURI("/docProps/custom.xml"), content, blob, package), kind)
