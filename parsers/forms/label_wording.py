"""Label wording: a printed label made plain: no number, bullet, colon, article, example or parenthesis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from parsers.values.wording import folded

_NUMBERING = re.compile(
    r"^(?:[•●▪◦‣∙·*✓➢►▶→>#\-_|=~]+|\(?\d{1,2}\.\d{1,2}(?!\d)\.?|\(?\d{1,2} ?[.)°/-]|[a-h]\d{0,2} ?[.)/]"
    r"|[a-h]\d{1,2}\s|[ivx]{1,4} ?[.)/-]|n°"
    r"|article \d{1,2}[.:]?)\s*"
)
_TRAIL = re.compile(
    r"[\s:?!.*…_;,\-–=~#→>|/\\]+$|\s*\((?:\*|obligatoire|facultatif|optionnel|\*+ ?obligatoire"
    r"|s\)?)\)?\s*\*?$|\s*\*\s*:?$"
)
_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]?\s*")
#: an example printed for the person who fills in: « (ex. : maçon) », « exemple : 2 ans »
_EXAMPLE = re.compile(
    r"\s*[(\[](?:[^()\[\]]{0,80}[,;] ?)?(?:ex\.?|exemples?|p\. ?ex\.?|par exemple)\s*[:.]?\s[^()\[\]]{1,120}[)\]]",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:l'|le |la |les |votre |vos |notre |nos |du |de la |de l'|des |indiquez |preciser |precisez |merci d'indiquer "
    r"|veuillez (?:indiquer|preciser) |(?:(?:a|de|dans|pour|par|sous|sur|en) )?quel(?:le)?s? (?:est |sont )?"
    r"|et |un |une |autres? )+(?:l'|le |la |les |votre |vos )?"
)


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """The words of a label: folded, without number, bullet, colon or star."""
    flat = folded(text)
    for _ in range(3):
        flat = _TRAIL.sub("", _NUMBERING.sub("", flat)).strip()
    return flat


@lru_cache(maxsize=20_000)
def without_parentheses(text: str) -> str:
    """The words of a label outside parentheses."""
    return bare(_PARENTHESES.sub(" ", text)) if "(" in text or "[" in text else text


def inside_parentheses(text: str) -> str:
    """The words of the first parenthesis; empty where there is none."""
    return bare(text[text.index("(") + 1 :].rstrip(") ")) if "(" in text else ""


def without_example(text: str) -> str:
    """The text without the examples that are printed in parentheses."""
    return _EXAMPLE.sub(" ", text) if "(" in text or "[" in text else text


def without_article(text: str) -> str:
    """« votre adresse » is « adresse », « quelle est la durée » is « durée »."""
    return _ARTICLE.sub("", text)


def spelled_out(flat: str, abbreviations: Mapping[str, str]) -> str:
    """Each abbreviated word in full: « nb de pers. », « adr. »."""
    return re.sub(r"[^\W\d_]+\.?", lambda match: abbreviations.get(match.group().rstrip("."), match.group()), flat)
