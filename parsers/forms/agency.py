"""Agency: words by which a line or an answer is the agency's, or another institution's, and not the company's."""

from __future__ import annotations

import re

from parsers.values.wording import folded

#: the sender of the form signs it: what follows is not the company's
_SIGNS = re.compile(
    r"referente? (?:des )?clauses?|facilitat(?:eur|rice)|^france travail|^pole emploi|maison de l'emploi"
    r"|service (?:aux )?entreprises"
)
_INSTITUTION = re.compile(
    r"\b(?:facilitat\w*|france ?travail|pole emploi|maisons? de l'emploi|mdef?|plie|missions? locales?|cap emploi"
    r"|mairie|ville de|communaute (?:de|d'|urbaine)|metropole|agglo\w*|conseil (?:departemental|regional)|departement"
    r"|region|gip|ccas|prefecture|clauses? (?:sociales?|d'insertion)|maitr(?:e|ise) d'ouvrage)\b"
)


def signs_form(text: str) -> bool:
    """Whether a line is the beginning of the signature of whoever sent the form."""
    return bool(_SIGNS.search(folded(text)[:120]))


def is_institution(text: str) -> bool:
    """Whether an answer names an institution, or an office of one."""
    return bool(_INSTITUTION.search(folded(text)[:300]))
