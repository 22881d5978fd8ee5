"""Label and value in form controls: by our own keys, by a name that helps, by the print beside or above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.document import Box, Document, FormField, Line
from parsers.forms.label_book import Label
from parsers.forms.labels import is_own_key, label_of, spoken_name, technical_path
from parsers.forms.pairs import Context, Pair
from parsers.values.contract import found_codes
from parsers.values.wording import folded

_NUMBERED = re.compile(r"(?:^|[_\s.])(?:poste|besoin|profil|job|p)?_?(\d{1,2})$|^(?:poste|besoin|profil|job)_?(\d)[_.]")


def pairs_of(document: Document, context: Context) -> list[Pair]:
    """A pair for each control whose meaning is known; check boxes of one question become one answer."""
    texts = _printed(document)
    out: list[Pair] = []
    jobs = _numbered(document.fields)
    for control in document.fields:
        if control.kind == "checkbox":
            continue
        label, strength, words = _meaning(control, texts, context)
        if label is None or label.kind != "field":
            continue
        out.append(
            Pair(
                paths=label.paths,
                label=words,
                text=(control.value or "").strip(),
                place=control.place,
                strength=strength,
                job=jobs.get(control.name, 0),
                control=True,
            )
        )
    return [*out, *_ticked(document, texts, context)]


def _meaning(
    control: FormField, texts: Sequence[tuple[str, int, Box]], context: Context
) -> tuple[Label | None, float, str]:
    """The label of a control, how sure, and its words: own key, title, name, then the print around it."""
    if is_own_key(control.name):
        path = technical_path(control.name, context.vocabulary)
        return Label(kind="field", paths=(path or "",)), 1.05, control.label or control.name
    for words, prior in ((control.label, 1.02), (spoken_name(control.name), 1.0)):
        label = label_of(words, context.vocabulary) if len(words) > 1 else None
        if label and label.score >= 0.79:
            return label, prior * label.score, words
    path = technical_path(control.name, context.vocabulary)
    if path:
        return Label(kind="field", paths=(path,)), 0.95, control.name
    printed = _beside(control, texts)
    if printed:
        label = label_of(printed, context.vocabulary)
        if label:
            return label, 0.9 * label.score, printed
    return None, 0.0, ""


def _printed(document: Document) -> list[tuple[str, int, Box]]:
    """Every printed text with its page and box."""
    out: list[tuple[str, int, Box]] = []
    for block in document.blocks:
        cells = [block] if isinstance(block, Line) else [cell for row in block.rows for cell in row]
        out.extend((cell.text, cell.page, cell.box) for cell in cells if cell.box is not None and cell.text.strip())
    return out


def _beside(control: FormField, texts: Sequence[tuple[str, int, Box]]) -> str | None:
    """What is printed left of the control on its line, else right above it."""
    if control.box is None:
        return None
    left, top, right, bottom = control.box
    best: tuple[float, str] | None = None
    for text, page, box in texts:
        if page != control.page or box is None:
            continue
        overlap = min(bottom, box[3]) - max(top, box[1])
        if overlap > 0.4 * min(bottom - top, box[3] - box[1]) and box[0] < left:
            distance = max(0.0, left - box[2])
        elif 0 <= top - box[3] + 4 < 24 and box[0] < right and box[2] > left - 10:
            distance = 200 + top - box[3]
        else:
            continue
        words = _label_words(text, control.value)
        if words and (best is None or distance < best[0]):
            best = (distance, words)
    return best[1] if best else None


def _label_words(text: str, value: str | None) -> str:
    """The printed text without the control's own value, which the reader may show in place."""
    head = text.split("\t", 1)[0]
    if value:
        first = value.split("\n", 1)[0].strip()
        if first and first in head:
            head = head.split(first, 1)[0]
    return head.strip(" :\n")


def _ticked(document: Document, texts: Sequence[tuple[str, int, Box]], context: Context) -> list[Pair]:
    """Check boxes: contract types as one question; any other ticked box under the label it names."""
    options: list[str] = []
    place, any_ticked = "", False
    others: list[Pair] = []
    for control in document.fields:
        if control.kind != "checkbox":
            continue
        words = control.label or spoken_name(control.name)
        codes = found_codes(folded(words), context.vocabulary.contracts)
        if not codes:
            printed = _right_of(control, texts)
            words, codes = (
                (printed, found_codes(folded(printed), context.vocabulary.contracts)) if printed else (words, [])
            )
        if codes:
            options.append(f"{'☒' if control.checked else '☐'} {words}")
            place = place or control.place
            any_ticked = any_ticked or bool(control.checked)
        elif control.checked:
            label = label_of(words, context.vocabulary)
            if label and label.kind == "field" and "job.special_requirements" in label.paths:
                others.append(
                    Pair(
                        paths=("job.special_requirements",), label=words, text=words, place=control.place, strength=0.85
                    )
                )
    if options:
        text = " ".join(options) if any_ticked else ""
        others.insert(0, Pair(paths=("conditions.contract_type",), label="", text=text, place=place, strength=1.0))
    return others


def _right_of(control: FormField, texts: Sequence[tuple[str, int, Box]]) -> str:
    """The words printed to the right of a box, up to the next gap."""
    if control.box is None:
        return ""
    _, top, right, bottom = control.box
    best: tuple[float, str] | None = None
    for text, page, box in texts:
        overlap = min(bottom, box[3]) - max(top, box[1])
        if page == control.page and overlap > 0 and box[0] >= right - 3 and (best is None or box[0] < best[0]):
            best = (box[0], text.split("\t", 1)[0])
    return best[1] if best and best[0] - right < 30 else ""


def _numbered(fields: Sequence[FormField]) -> dict[str, int]:
    """Names that end in 1, 2, 3 for the same field: the job that each is about."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for control in fields:
        match = _NUMBERED.search(control.name)
        if match and not is_own_key(control.name):
            stem = control.name[: match.start()] + "#" + control.name[match.end() :]
            groups.setdefault(stem, []).append((int(match[1] or match[2]), control.name))
        elif not match:
            groups.setdefault(control.name + "#", []).append((1, control.name))
    out: dict[str, int] = {}
    for stem, members in groups.items():
        if (
            len(members) > 1
            and len(members) <= 9
            and re.search(r"[a-zA-Z]{4}", stem)
            and not re.match(r"(?i)(?:texte?|champ|text|field|zone)\W*#", stem)
        ):
            for rank, (_, name) in enumerate(sorted(members)):
                out[name] = rank
    return out
