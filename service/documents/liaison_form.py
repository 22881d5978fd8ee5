"""The liaison form that a company fills: Word and fillable PDF, the same questions, what is known written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from service import wording as french
from service.documents.fallback import ours_if_theirs_fails
from service.documents.form_layout import fields_of, layout_of, with_room
from service.documents.typesetting import template_file, typeset_pdf
from service.documents.widgets import Field, fillable
from service.documents.word import word_document
from service.domain.letters import MarketFacts, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What the form of one award says before the company writes a word."""

    #: « F-3K7QX2 »
    reference: str
    institution: str
    #: who answers questions about the form
    referent: Person
    #: the address that the form goes back to; None = the referent's
    return_to: str | None = None
    answer_by: date | None = None
    market: MarketFacts | None = None
    #: values already known, by path (company.siret, conditions.workplace …), typed or as text
    known: Mapping[str, Any] = field(default_factory=dict)


@ours_if_theirs_fails
def liaison_form_docx(facts: FormFacts, overrides: Path | None = None) -> bytes:
    """The form as a Word document whose controls carry our paths as tags."""
    layout = layout_of(template_file("liaison_form.toml", overrides))
    return word_document(
        template_file("liaison_form.docx", overrides),
        {"reference": facts.reference, "institution": facts.institution, "notice": _notice(facts)},
        title=f"{layout['title']} {facts.reference}",
        controls=_values(facts),
        properties={"liaison_reference": facts.reference},
    )


@ours_if_theirs_fails
def liaison_form_pdf(facts: FormFacts, overrides: Path | None = None) -> bytes:
    """The form as a fillable PDF whose fields carry our paths as names."""
    values = _values(facts)
    layout = with_room(layout_of(template_file("liaison_form.toml", overrides)), values)
    page = typeset_pdf(
        "liaison_form",
        {
            **layout,
            "reference": facts.reference,
            "institution": facts.institution,
            "notice": _notice(facts),
        },
        overrides,
        # the fields come afterwards, so the claim would be nobody's
        accessible=False,
    )
    fields = {each.key: each for each in fields_of(layout)}
    title = f"{layout['title']} {facts.reference}"
    return fillable(page, fields, values, reference=facts.reference, title=title)


def form_fields(overrides: Path | None = None) -> tuple[Field, ...]:
    """Every field of the form, in reading order."""
    return fields_of(layout_of(template_file("liaison_form.toml", overrides)))


def _values(facts: FormFacts) -> dict[str, str]:
    """What is known, as a person writes it, with ordinary spaces."""
    words = french.wording()
    known = {path: _as_lines(words, path, value) for path, value in facts.known.items() if value not in (None, "", ())}
    return {path: text.replace(french.NARROW, " ").replace(french.NO_BREAK, " ") for path, text in known.items()}


def _as_lines(words: french.Wording, path: str, value: Any) -> str:
    return "\n".join(str(each) for each in value) if isinstance(value, list | tuple) else words.value(path, value)


def _notice(facts: FormFacts) -> list[str]:
    """What the company is to do, in two or three sentences."""
    market = _market(facts.market) if facts.market else None
    back = facts.return_to or facts.referent.email
    by = f", au plus tard le {french.weekday(facts.answer_by)}" if facts.answer_by else ""
    asked = [part for part in (facts.referent.name, _phone(facts.referent)) if part]
    return [
        *([market] if market else []),
        f"À retourner par courriel{f' à {back}' if back else ''}{by}. Un formulaire par poste.",
        f"Une question ? {', '.join(asked)}. Les champs déjà remplis peuvent être corrigés.",
    ]


def _phone(person: Person) -> str | None:
    return french.phone(person.phone) if person.phone else None


def _market(market: MarketFacts) -> str | None:
    named = [part for part in (market.title, f"réf. {market.reference}" if market.reference else None) if part]
    lot = [part for part in (f"lot {market.lot}" if market.lot else None, market.lot_title) if part]
    parts = [*named, *([" – ".join(lot)] if lot else []), *([market.buyer] if market.buyer else [])]
    if market.insertion_hours:
        parts.append(f"{french.hours(market.insertion_hours)} d'insertion")
    return f"Marché : {', '.join(parts)}." if parts else None
