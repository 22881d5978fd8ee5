"""Prose: a need told in sentences, as in an advertisement; what is understood of it is for a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from parsers.forms.pairs import Loose, Pair
from parsers.values.date import MONTH_WORD
from parsers.values.wording import folded, plain

#: for a person
_GUESS = 0.7
#: said in so many words
_SAID = 0.76
#: what may be needed and is nobody
_THING = (
    r"(?:\w+ )?(?:devis|reponse|retour|cv|candidat\w*|copie|exemplaire|document|attestation|date|confirmation|delai"
    r"|formulaire|fiche|precision|jours?|heures?|semaines?|mois|rendez|info\w*|contrat|convention|numero|adresse)s?\b"
)
_RECRUITS = re.compile(
    r"(?<!\bne )(?<!\bn')\b(?:recherch|recrut|cherch|embauch)(?:ons|e|ent|e-t-on|era|erons|eront)\b"
    r"|\bil (?:me|nous) fau(?:t|dra|drait) (?:une?|deux|trois|quatre|\d{1,2}) (?!" + _THING + r")"
    r"|\b(?:avons|a) besoin d|\bon recrute\b"
    r"|\b(?:s'engage a|souhait\w+|va|devra|prevoit de) (?:recruter|embaucher)\b"
    r"|postes? (?:est |sont )?(?:a pourvoir|ouverts?)|offre d'emploi|(?:fiche|profil) de poste"
)
#: who looks for work is no company that needs somebody
_SEEKS = re.compile(
    r"\b(?:recherche|cherche|souhaite trouver|suis (?:actuellement )?(?:a la|en) recherche d[e'])"
    r" ?(?:activement |actuellement )?(?:une? |du |mon |d')?(?:nouvel |premier )?"
    r"(?:emploi|travail|stage|job|alternance|apprentissage|poste|contrat)\b"
)
_NUMBER = r"(?:\d{1,2}|une?(?:\(?e?\)?)?|deux|trois|quatre|cinq|six|sept|huit|dix|plusieurs|des)"
#: a letter of a title; « (ère) », « (e)s », « (H/F) » belong to it, what else stands in brackets ends it
_OF_TITLE = r"(?:[^,.;:()]|\((?:\w{1,4}|h ?/ ?f(?: ?/ ?x)?|f ?/ ?h)\))"
_TITLE_ENDS = r"[,.;:]|\((?!\w{1,4}\)|h ?/ ?f(?: ?/ ?x)?\)|f ?/ ?h\))|$"
_SOUGHT = re.compile(
    rf"\b(?:recherch|recrut|cherch|embauch)(?:ons|e|ent|era|erons|eront)\b,?(?: [^,.]{{0,60}}?)??"
    rf"\s+({_NUMBER})\s+({_OF_TITLE}{{4,70}}?)"
    r"(?=\s+(?:pour|dans|afin|en cdd|en cdi|en interim|en contrat|en alternance"
    rf"|en apprentissage|a partir|a compter|sur|qui|avec|capable|des le)\b|{_TITLE_ENDS})"
)
#: « s'engage à recruter 2 personne(s) en qualité de monteur, par contrat CDD »
_ENGAGED = re.compile(
    rf"\b(?:recruter|embaucher)\s+({_NUMBER})\s+(?:personnes?|salaries?|personne\(s\)|salarie\(s\)) "
    rf"(?:en qualite d[e']|comme|au poste d[e']|en tant que) ?({_OF_TITLE}{{3,70}}?)"
    rf"(?=\s+(?:a compter|a partir|par|en cd[di]|sous|pour|dans|des le)\b|{_TITLE_ENDS})"
)
#: « nous souhaitons recruter deux (2) serruriers-métalliers à compter du … »
_MEANT = re.compile(
    rf"\b(?:(?:souhait|desir|voul|dev|all)\w*|va|vont|veu\w+|doi\w+|(?:prevo|envisag)\w+ de)"
    rf"\s+(?:recruter|embaucher)\s+(?:d'ici \S+ )?((?!des\b|plusieurs\b){_NUMBER})"
    rf"\s+(?:\(\d{{1,2}}\)\s+)?({_OF_TITLE}{{4,70}}?)"
    rf"(?=\s+(?:a compter|a partir|en cd[di]|en contrat|en interim|pour|dans|sur|des le)\b|{_TITLE_ENDS})"
)
#: « nous avons besoin de 2 caristes »
_NEEDED = re.compile(
    rf"\b(?:(?:avons|ai|a|aurons|aura) besoin d(?:e |')|il (?:me|nous) fau(?:t|dra|drait) )(?!\w+ {_THING})"
    rf"((?!des\b|plusieurs\b){_NUMBER}) ({_OF_TITLE}{{4,70}}?)"
    rf"(?=\s+(?:a compter|a partir|en cd[di]|en contrat|en interim|pour|dans|sur|des le|qui)\b|{_TITLE_ENDS})"
)
_SHEET = re.compile(r"^(?:fiche de poste|offre d'emploi|profil de poste|poste|recrutement)\s*[:\-–]\s*(.{4,80})$")
#: a title, « (H/F) », how many; one of the two at the least
_HEADED = re.compile(
    r"(?=.*\()([A-ZÀ-Ý][^():;.!?]{3,60}?)( \((?i:h ?/ ?f|f ?/ ?h)\))?(?: ?\((\d{1,2}) (?i:postes?|personnes?)\))?$"
)
#: what a form or a sheet calls itself
_PAPER = re.compile(r"\b(?:fiche|formulaire|demande|offre|besoins?|profil|recrutement|personnel|postes?|candidats?)\b")
_ONE = re.compile(rf"\b({_NUMBER})\s+(?:seuls?\s+)?(?:postes?|personnes?|recrutements?)\b")
_DAY = (
    rf"(?:le |du |au )?(?:\d{{1,2}}(?:er)? (?:{MONTH_WORD})(?: 20\d\d)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    rf"|(?:debut |mi-|fin )?(?:{MONTH_WORD}) 20\d\d)"
)
_DATED = re.compile(
    r"\b(?:a partir d[eu]|a compter d[eu]|prise de poste|des le|embauche|a pourvoir)\b[^.;]{0,12}?"
    rf"({_DAY})"
)
#: whoever begins then may be the works
_BEGINS = re.compile(rf"\b(?:(?:commenc|debut|demarr)er(?:a|ont|aient|ait)|debut|demarrage)\b[^.;]{{0,12}}?({_DAY})")
_AT_ONCE = re.compile(
    r"\b(?:a pourvoir|prise de poste|embauche|debut)\b[^.;]{0,12}?(des que possible|immediatement|tout de suite)"
)
_CONTRACT = re.compile(
    r"\b(?:cdi|cdd|cddi|interim|contrat (?:a duree (?:in)?determinee"
    r"|de professionnalisation|d'apprentissage|d'insertion)|alternance)\b"
    r"[^,.;]{0,20}"
)
_SPAN = r"(?:\d{1,2}|un|deux|trois|quatre|six|douze) (?:mois|semaines|ans?)"
_LASTS = re.compile(rf"\b(?:cdd|contrat|mission|interim)\b[^.;]{{0,25}}?\b({_SPAN})\b")
#: or the works last so long
_LASTS_PERHAPS = re.compile(rf"\bduree\b[^.;]{{0,25}}?\b({_SPAN})\b")
_WEEK = re.compile(
    r"\b\d{2}(?:[.,]\d{1,2}|h\d{2})? ?(?:h|heures?)(?: ?/ ?| par | hebdo|\b)[^,.;]{0,14}(?:sem\w*|hebdo\w*)"
)
#: no time of the day
_HOURS_ALONE = re.compile(r"(?<![\d.,])(?:2[5-9]|3\d)(?:[.,]5)? ?(?:h|heures)\b(?! ?[/\d])")
_FULL_TIME = re.compile(r"\b(?:a|de) temps (?:plein|complet)\b")
_PAY = re.compile(
    r"(?:\b(?:salaire|remuneration)(?: [^\W\d]+){1,5} )?\d[\d ]*(?:[.,]\d{1,2})? ?(?:€|euros?)[^,.;]{0,40}"
    r"|\bsmic\b[^,.;]{0,25}"
)
_PLACE = re.compile(
    r"\b(?:lieu(?: de travail)?\s*(?::|sera|est)|basee? a|situee? a"
    r"|(?:chantier|site) d(?:e|u|es) (?:la |l')?)\s*([^,.;]{3,70})"
)
#: « le travail se déroulera à la caserne, route de Lens, à Arras »: told of the place alone, to the end of the sentence
_TAKES_PLACE = re.compile(
    r"\b(?:travailler(?:a|ont) (?=a |au |aux |sur |dans )"
    r"|(?:se deroulera|se feront?|se fera|aura lieu|auront lieu|s'effectuera) )"
    r"(?:a |au |aux |sur |dans )?(?:la |le |les |l')?([^.;]{3,110})"
)
_DOES = re.compile(
    r"^(?:vos? missions?|le poste|missions?|(?:les )?taches(?: seront(?: les suivantes)?)?"
    r"|travail|au programme)\s*:\s*(.+)"
    r"|\b(?:vous (?:devrez|serez charge\w* de|aurez a)|consiste a|charge\w* de)\s+(.+)"
    r"|\bparticiper(?:a|ont) (?:a |au |aux )(.+)"
    r"|\bil faudra (?!etre|avoir|savoir)(\w+(?:er|ir|re)\b.+)"
    r"|^(vous \w+(?:erez|irez|rez)\b.+)"
)
_TRAINED = re.compile(r"\b(?:cap|bep|bac|bts|diplome|formation|titre pro)\b")
_SKILLED = re.compile(r"\bexperience\b|\bdebutant")
_REQUIRED = re.compile(
    r"\bpermis\b|\bcaces\b|habilitation|carte (?:btp|professionnelle)|en hauteur|port de charges|vertige|vehicule"
)
_OF_AGENCY = re.compile(r"clause|insertion|marche|commune|ville|departement|metropole|transmise|agence")
#: letters of a line that may have been broken by the paper
_FULL_LINE = 60
#: a longer sentence asks for more than one thing
_LONGEST_WISH = 140


def need_of(loose: Sequence[Loose]) -> list[Pair]:
    """What sentences tell of one need; nothing in a text that does not look for anybody."""
    lines = _paragraphs([line for line in loose if not line.foreign])
    if any(_SEEKS.search(folded(line.text)) for line in lines):
        return []
    if not any(_RECRUITS.search(folded(line.text)) for line in lines):
        return _headed(lines)
    return [pair for line in lines for sentence in _sentences(line.text) for pair in _told(sentence, line)]


def _headed(lines: Sequence[Loose]) -> list[Pair]:
    """« Livreur à vélo (3 postes) », « Peintre (H/F) » set as the one heading of its kind: a job sheet's title."""
    found = [
        (line, match)
        for line in lines
        if line.heading and (match := _HEADED.match(plain(line.text).strip())) and not _PAPER.search(folded(match[1]))
    ]
    if len(found) != 1:
        return []
    line, match = found[0]
    title = _pair(line, "job.title", match[1] + (match[2] or ""), _GUESS)
    return [title, _pair(line, "job.openings", match[3], _GUESS)] if match[3] else [title]


def _paragraphs(lines: Sequence[Loose]) -> list[Loose]:
    """Lines that the paper broke within a sentence, put together."""
    out: list[Loose] = []
    for before, line in zip((None, *lines), lines, strict=False):
        broken = before is not None and len(before.text) > _FULL_LINE and not re.search(r"[.!?:;,]\s*$", out[-1].text)
        if broken and not line.heading and not out[-1].heading and not line.text[:1].isupper():
            certainty = min(out[-1].certainty, line.certainty)
            out[-1] = replace(out[-1], text=f"{out[-1].text} {line.text}", certainty=certainty)
        else:
            out.append(line)
    return out


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[A-ZÀ-Ý])|\n", plain(text)) if part.strip()]


def _told(sentence: str, line: Loose) -> Iterator[Pair]:
    flat, written = _aligned(sentence)
    sought, sheet = (
        _ENGAGED.search(flat) or _MEANT.search(flat) or _NEEDED.search(flat) or _SOUGHT.search(flat),
        _SHEET.match(flat),
    )
    if sought:
        yield _pair(line, "job.title", written(sought.span(2)), _GUESS)
        if sought[1] not in {"des", "plusieurs"}:
            yield _pair(line, "job.openings", written(sought.span(1)), _GUESS)
    elif sheet and not _OF_AGENCY.search(sheet[1]):
        yield _pair(line, "job.title", written(sheet.span(1)), _SAID if line.heading else _GUESS)
    one = _ONE.search(flat)
    if one and not sought and one[1] not in {"des", "plusieurs"}:
        yield _pair(line, "job.openings", written(one.span(1)), _GUESS)
    for path, pattern, group, strength in _TYPED:
        match = pattern.search(flat)
        if match:
            yield _pair(line, path, written(match.span(group)), strength)
    yield from _in_words(flat, sentence, written, line)


_TYPED = (
    ("job.start_date", _DATED, 1, _SAID),
    ("job.start_date", _AT_ONCE, 1, _SAID),
    ("job.start_date", _BEGINS, 1, _GUESS),
    ("conditions.contract_type", _CONTRACT, 0, _SAID),
    ("conditions.contract_duration", _LASTS, 1, _SAID),
    ("conditions.contract_duration", _LASTS_PERHAPS, 1, _GUESS),
    ("conditions.weekly_hours", _WEEK, 0, _SAID),
    ("conditions.weekly_hours", _HOURS_ALONE, 0, _GUESS),
    ("conditions.weekly_hours", _FULL_TIME, 0, _GUESS),
    ("conditions.gross_salary", _PAY, 0, _SAID),
    ("conditions.workplace", _TAKES_PLACE, 1, _GUESS),
    ("conditions.workplace", _PLACE, 1, _GUESS),
)


def _in_words(flat: str, sentence: str, written: Callable[[tuple[int, int]], str], line: Loose) -> Iterator[Pair]:
    """Sentences that say what is done, and what is asked of a person."""
    does = _DOES.search(flat)
    if does:
        group = next(number for number in range(1, _DOES.groups + 1) if does[number])
        yield _pair(line, "job.activities", written(does.span(group)), _GUESS)
        return
    if len(sentence) > _LONGEST_WISH:
        return
    wishes = (("job.training", _TRAINED), ("job.experience", _SKILLED), ("job.special_requirements", _REQUIRED))
    found = [(path, pattern) for path, pattern in wishes if pattern.search(flat)]
    clauses = re.split(r",? mais |;|, (?=\w+ )", sentence) if len(found) > 1 else [sentence]
    for path, pattern in found:
        text = next((clause for clause in clauses if pattern.search(folded(clause))), sentence)
        yield _pair(line, path, text.strip(" ."), _GUESS)


def _aligned(sentence: str) -> tuple[str, Callable[[tuple[int, int]], str]]:
    """The sentence folded, and what was written at a place of it."""
    text = re.sub(r"\s+", " ", sentence).strip()
    text = text.replace("œ", "oe").replace("Œ", "Oe")
    flat = folded(text)
    if len(flat) != len(text):
        return flat, lambda span: flat[span[0] : span[1]].strip()
    return flat, lambda span: text[span[0] : span[1]].strip()


def _pair(line: Loose, path: str, text: str, strength: float) -> Pair:
    return Pair(
        paths=(path,), label="", text=text, place=line.place, strength=strength, certainty=line.certainty, job=0
    )
