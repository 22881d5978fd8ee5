"""What an order is about: « 12 », « B-0012 », « le peintre », « Bâti-Nord », « les trois », « tout sauf X »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parsers.language.folding import fold, squeezed
from parsers.language.numerals import ORDINAL, RANKS, count_of
from parsers.replies.needs_named import number_of, telling_words
from parsers.statements import NeedRef

_REFERENCE = re.compile(
    r"(?:\b(?:le |la |du |au |pour le )?(?:besoin|offre|fiche"
    r"|demande)s? )?\[?(?<![\w-])(?P<letters>[a-z]{1,5})[- ]?(?P<figures>\d{2,6})(?![\w/])\]?"
)
_UNITS = (
    r"(?:€|euros?|h\b|heures?|mois|semaines?|ans?\b|postes?|personnes?|candidats?|%|jours?|h/|janv|fevr|mars\b|avril"
    r"|mai\b|juin|juil|aout|sept|oct|nov|dec|rue\b|avenue|boulevard|place\b)"
)
_FIGURE = re.compile(
    r"(?:\b(?:le |la |du |au |aux |pour (?:le |la )?|de )?(?:besoins?|n°|numero|no\.?|offres?|demandes?|fiches?"
    r"|dossiers?) ?(?:n° ?)?#?|#)(?P<named>\d{1,6})\b|(?<![\d.,/:°€-])(?P<bare>\d{1,6})(?![\d/€%]|[.,]\d"
    rf"|\s\d{{3}}(?!\d)|\s?{_UNITS})"
)
#: who a quoted line is about, once its state and figures are left out
_STATE = re.compile(
    r"\b(?:a valider|a presenter|diffuse|en attente|valide|candidats?|reponses?|recus?|presente|partenaires?|formulaire"
    r"|attendu|depuis|jours?|incomplet|suspendu|pourvu|clos|sans reponse|postes?|cdi|cdd|a corriger|besoin|objet)\b"
)
#: words of a firm's name that name no firm
_PLAIN_TABLE = """
batiment construction constructions services service nettoyage peinture travaux publics groupe entreprise societe
france protection proprete restauration ville mairie agence centre college residence logistique securite energie
reseaux environnement espaces verts sarl eurl scop
"""
_PLAIN = frozenset(_PLAIN_TABLE.split())
_ALL = re.compile(
    r"\b(?:tou(?:s|tes|t)(?: les (?P<all>\d|deux|trois|quatre|cinq|six))?|les (?P<count>\d|deux|trois|quatre|cinq"
    r"|six))\b"
    r"(?! (?:derniers?|dernieres?|premiers?|premieres?|autres?|partenaires?|candidat|profil|a fait|de suite|jours?"
    r"|mois|semaines?|missions?))"
)
_RANGE = re.compile(
    r"\b(?:de |du |b-?)?\d{1,6} (?:a|au|jusqu'a|jusqu'au) (?:b-?)?\d{1,6}\b(?! ?(?:h\b|€|euros|heures|postes))"
)
_RANKED = re.compile(
    r"\ble(?:s (?P<first>\d|deux|trois|quatre|cinq|six) premiers\b"
    rf"| (?P<rank>{ORDINAL})\b(?! (?:candidate?|profil|cv|mai|avril|mars|j|f|a|s|o|n|d)\w*))"
)
_BUT = re.compile(r"\b(?:sauf|hormis|excepte|a part|a l'exception|en dehors)\b\s*(?:de |du |des |d'|que )?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The needs that a passage names, the passage without them, and why one of them cannot be known."""

    refs: tuple[str, ...] = ()
    rest: str = ""
    trouble: str | None = None


@dataclass(slots=True)
class _Alias:
    """A job or a firm by which a need is called."""

    words: str
    #: a firm's name is written with a capital, a job is not
    proper: bool = False
    refs: list[str] = field(default_factory=list)


class Targets:
    """The needs that the referent may mean, by all their names."""

    def __init__(self, need: NeedRef | None, needs: Sequence[NeedRef], shown: str = "") -> None:
        """`shown` is what the referent answers: the digest, with a line for each need."""
        known = [*needs, *([need] if need is not None and all(one.ref != need.ref for one in needs) else [])]
        self.known = [one.ref for one in known]
        self.default = need.ref if need is not None else self.known[0] if len(self.known) == 1 else None
        self._firms: list[_Alias] = []
        self._titles = _aliases([(one.ref, _job_words(one.title)) for one in known])
        lines = [line for line in shown.splitlines() if line.strip()][:400]
        self._firms = _aliases(
            [(ref, words) for ref, line in self._lines(lines) for words in _firm_words(line)], proper=True
        )
        self._to_validate = self._waiting(lines)

    # --- what the referent answers ---

    def _lines(self, lines: Iterable[str]) -> list[tuple[str, str]]:
        """The lines of the digest that are about one need each."""
        found = [(self.numbered(line).refs, line) for line in lines if len(line) < 400]
        return [(refs[0], line) for refs, line in found if len(refs) == 1]

    def _waiting(self, lines: Sequence[str]) -> tuple[str, ...]:
        """The needs that the digest shows as waiting for validation, by their line or by the heading above."""
        waiting: list[str] = []
        under = False
        for line in lines:
            refs = self.numbered(line).refs
            says = re.search(r"\ba valider\b|\battend(?:ent)? votre validation\b", fold(line))
            if not refs:
                under = bool(says) if line.rstrip().endswith((":", ")")) or says else under
            elif says or under:
                waiting += [ref for ref in refs if ref not in waiting]
        return tuple(waiting)

    # --- names ---

    def named(self, text: str) -> Named:
        """The needs named by number or reference; by job or firm where no number is said."""
        found = self.numbered(text)
        if found.refs or found.trouble or len(self.known) < 2:
            return found
        return self.called(text)

    def numbered(self, text: str) -> Named:
        """« 12 », « B-0012 », « le besoin 12 »."""
        refs: list[str] = []
        trouble: str | None = None
        rest = text
        if _RANGE.search(fold(text)):
            return Named(rest=text, trouble="une suite de besoins : ils sont à nommer un par un")
        for pattern in (_REFERENCE, _FIGURE):
            for match in list(pattern.finditer(self._without_firms(fold(rest)))):
                parts = match.groupdict()
                letters = parts.get("letters") or ""
                figures = parts.get("figures") or parts.get("named") or parts.get("bare") or ""
                if letters and not self._ours(letters):
                    continue
                ref = self._resolved(letters, figures)
                if ref is None:
                    trouble = f"aucun besoin connu ne porte le numéro {squeezed(match.group())}"
                elif ref not in refs:
                    refs.append(ref)
                rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
        return Named(refs=tuple(refs), rest=re.sub(r"\s+", " ", rest).strip(), trouble=trouble)

    def called(self, text: str) -> Named:
        """« le poste de tailleur de pierre », « Dupuy »: one need by its job or firm; two alike are a doubt."""
        folded = fold(text)
        refs: list[str] = []
        for alias in (*self._firms, *self._titles):
            match = re.search(rf"(?<!\w){alias.words}(?!\w{{3}})", folded)
            if match is None or (alias.proper and not text[match.start() : match.end()][:1].isupper()):
                continue
            if len(alias.refs) > 1:
                both = [other for other in alias.refs if other in refs]
                if not both:
                    why = f"« {squeezed(text[match.start() : match.end()])} » peut désigner plusieurs besoins"
                    return Named(rest=text, trouble=why)
                continue
            refs += [ref for ref in alias.refs if ref not in refs]
        return Named(refs=tuple(refs), rest=text)

    def together(self, text: str) -> Named | None:
        """« les trois », « tout », « tout sauf le plongeur »; None where no group is named."""
        folded = fold(text)
        if ranked := self._ranked(folded):
            return Named(refs=ranked, rest=_RANKED.sub(" ", folded))
        match = _ALL.search(folded)
        if match is None:
            return None
        but = _BUT.search(folded, match.end())
        left_out = self.named(text[but.end() :]) if but else Named()
        said = match["all"] or match["count"]
        count = count_of(said) if said else None
        group = self._to_validate or (tuple(self.known) if count == len(self.known) else ())
        if not group and self.default and count is None:
            group = (self.default,)
        wrong_count = count is not None and count != len(group)
        if not group or wrong_count or (but and (left_out.trouble or not left_out.refs)):
            return Named(rest=text, trouble="l'ordre ne dit pas sûrement de quels besoins il s'agit")
        rest = text[: match.start()] + (text[match.end() : but.start()] if but else text[match.end() :])
        return Named(refs=tuple(ref for ref in group if ref not in left_out.refs), rest=rest)

    def _ranked(self, folded: str) -> tuple[str, ...]:
        """« les deux premiers », « le troisième » of those that the digest shows for validation."""
        refs: list[str] = []
        for match in _RANKED.finditer(folded):
            if match["first"]:
                count = count_of(match["first"])
                named = self._to_validate[:count] if count <= len(self._to_validate) else ()
            else:
                rank = RANKS[match["rank"]]
                named = self._to_validate[rank - 1 : rank]
            refs += [ref for ref in named if ref not in refs]
        return tuple(refs)

    def _without_firms(self, folded: str) -> str:
        """The text with the figures of a firm's name out of the way: « Couleurs 80 » is no need 80."""
        for alias in self._firms:
            if re.search(r"\d", alias.words):
                folded = re.sub(rf"(?<!\w){alias.words}", lambda match: re.sub(r"\d", "_", match.group()), folded)
        return folded

    def _ours(self, letters: str) -> bool:
        return letters in {"b", "bes", "besoin"} or any(fold(ref).startswith(letters) for ref in self.known)

    def _resolved(self, letters: str, figures: str) -> str | None:
        fitting = [
            ref
            for ref in self.known
            if number_of(ref) == int(figures) and (not letters or fold(ref).startswith(letters[:1]))
        ]
        if len(fitting) == 1:
            return fitting[0]
        if not self.known:
            return f"{letters.upper()}-{figures}" if letters else figures
        return None


def _aliases(named: Iterable[tuple[str, Sequence[str]]], *, proper: bool = False) -> list[_Alias]:
    """Each telling word with the needs that it may name, longest first."""
    found: dict[str, _Alias] = {}
    for ref, words in named:
        for word in words:
            alias = found.setdefault(word, _Alias(words=word, proper=proper))
            if ref not in alias.refs:
                alias.refs.append(ref)
    return sorted(found.values(), key=lambda alias: (len(alias.refs), -len(alias.words)))


def _job_words(title: str | None) -> list[str]:
    """The words of a title that tell it: « coffreur » of « Coffreur-bancheur (H/F) »; stems: « maçons » fits."""
    plain = re.split(r"\s*[(/]", fold(title or ""))[0].strip()
    telling = [re.escape(word[: max(4, len(word) - 1)]) for word in telling_words(plain)][:1]
    return [re.escape(plain), *telling] if " " in plain else telling


def _firm_words(line: str) -> list[list[str]]:
    """The firms of a digest line: its capitalised pieces, whole, and the first telling word of each."""
    out = []
    for piece in re.split(r"\s+[–—|-]+\s+|\s*[,;:()]\s*", line):
        bare = piece.strip(" >.*•")
        folded = fold(bare)
        if (
            not bare[:1].isupper()
            or re.search(r"\d", re.sub(r"\s\d{2,3}$", "", bare))
            or _STATE.search(folded)
            or len(bare) > 50
        ):
            continue
        words = re.findall(r"[^\W\d_][\w'&-]{2,}", folded)
        telling = [word for word in words if len(word) > 3 and word not in _PLAIN]
        if words:
            out.append([re.escape(folded), *(re.escape(word) for word in telling[:1])])
    return out
