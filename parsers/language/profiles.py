"""A person's birth year, sex and level of diploma, as a passage tells them: for statistics, and for nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parsers.language.folding import fold

_AGE = re.compile(
    r"(?<![\w+-])(?P<age>1[6-9]|[2-6]\d) ?ans\b"
    r"(?! (?:d'|de |dans |en |chez |comme |et (?:plus|\+)|minimum|revolus|d anciennete))"
)
_NO_AGE_BEFORE = re.compile(r"(?:moins de|plus de|depuis|pendant|il y a|apres|experience de|\+ ?de|durant|les) ?$")
_BORN = re.compile(
    r"(?:\bne\(?e?\)?(?: le| en)?|\bddn|\bd\.?n\.?\b|date (?:de )?naiss(?:ance|\.)?|annee de naissance)\s*:?\s*"
    r"(?:(?:le )?\d{1,2}(?:er)?(?:[/. -]\d{1,2}[/. -]| [a-z]{3,9}\.? ))?(?P<year>19\d{2}|20[01]\d|\d{2}(?!\d))"
)
_SEXES: tuple[tuple[str, str], ...] = (
    ("F", r"\b(?:mme|mlle|madame|mademoiselle)\b|\bnee\b(?: le| en|\s*:)|\bagee\b|\bfemme\b|sexe ?: ?f\b"),
    ("M", (r"(?:^|[\s,;:(*-])(?:m\.|mr\.?|monsieur)(?=\s)|\bne\b(?: le| en)|\bage\b (?=de \d)|\bhomme\b"
          r"|sexe ?: ?[hm]\b|\bm\b (?=[a-z-]+ )")),
)  # fmt: skip
_COLUMN_SEX = {
    "m": "M", "mr": "M", "m.": "M", "mr.": "M", "monsieur": "M", "h": "M", "homme": "M", "masculin": "M",
    "mme": "F", "mme.": "F", "mlle": "F", "madame": "F", "mademoiselle": "F", "f": "F", "femme": "F", "feminin": "F",
}  # fmt: skip
#: the highest that fits counts; « sans diplôme » stands above all
_LEVELS: tuple[tuple[str, str], ...] = (
    ("none", (r"\b(?:sans|aucun|pas de|non) diplome|\bsans qualification|\bniveau (?:infra ?(?:3|v)?|vi|v ?bis|1|2)\b"
             r"|\binfra (?:3|v|cap)\b|\bbrevet des colleges\b|\bdnb\b")),
    ("higher", (r"\bbac ?\+ ?\d|\bbts\b|\bdut\b|\bdeug\b|\blicence (?:pro|[123]\b|en\b|de\b)|\bmaster\b"
               r"|\bniveau (?:[5678]|iii|ii|i)\b")),
    ("bac", r"\bbac(?:calaureat)?\b(?! ?\+)|\bniveau (?:4|iv)\b|\bbrevet professionnel\b"),
    ("cap", r"\bcap\b(?! emploi| ouest| sur\b)|\bbep\b|\bniveau (?:3|v)\b|\btitre professionnel\b"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of a person; an unknown part is None."""

    birth_year: int | None = None
    #: F | M
    sex: str | None = None
    #: none | cap | bac | higher
    level: str | None = None

    def __or__(self, other: Profile) -> Profile:
        """Both; what the first says stands."""
        return Profile(
            birth_year=self.birth_year or other.birth_year,
            sex=self.sex or other.sex,
            level=self.level or other.level,
        )

    def known(self) -> dict[str, int | str]:
        """The parts that are known, by name."""
        told = {"birth_year": self.birth_year, "sex": self.sex, "level": self.level}
        return {name: value for name, value in told.items() if value is not None}


NOBODY = Profile()


def profile_in(text: str, *, today: date) -> Profile:
    """What a passage about one person tells; two words that contradict each other tell nothing."""
    folded = re.sub(r"\s+", " ", fold(text))
    return Profile(birth_year=_birth_year(folded, today), sex=_sex(folded), level=_level(folded))


def sex_of_column(text: str) -> str | None:
    """« Mme », « H », « Féminin » in a column of its own."""
    return _COLUMN_SEX.get(fold(text).strip())


def _birth_year(folded: str, today: date) -> int | None:
    born = {_whole(found.group("year"), today) for found in _BORN.finditer(folded)}
    born = {year for year in born if 14 <= today.year - year <= 70}
    if born:
        return born.pop() if len(born) == 1 else None
    ages = {
        int(found.group("age")) for found in _AGE.finditer(folded) if not _NO_AGE_BEFORE.search(folded[: found.start()])
    }
    return today.year - ages.pop() if len(ages) == 1 else None


def _whole(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if 2000 + int(year) <= today.year else 1900 + int(year)


def _sex(folded: str) -> str | None:
    said = {sex for sex, wording in _SEXES if re.search(wording, folded)}
    return said.pop() if len(said) == 1 else None


def _level(folded: str) -> str | None:
    return next((level for level, wording in _LEVELS if re.search(wording, folded)), None)
