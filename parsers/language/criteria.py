"""Publics of the social clause (CRITERION codes) as people word them, and how they say that one does not apply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parsers.language.folding import fold
from parsers.values.date import MONTH_WORD, MONTHS

#: on folded text; the order is the order of the answer
WORDINGS: tuple[tuple[str, str], ...] = (
    ("deld", (
        r"\bde?t?ld\b|\bdelds\b|demandeu(?:r|se)s? d'emploi (?:de )?(?:tres )?longue(?: |-)duree"
        r"|\bde (?:de )?(?:tres )?longue duree\b|chom(?:eu(?:r|se)s?|age) (?:de )?(?:tres )?longue(?: |-)duree"
        r"|longue duree de chomage|inscri\w{1,6} (?:de |en )?(?:tres )?longue duree|\btzcld\b"
    )),
    ("brsa", r"\bb\.?r\.?s\.?a\.?\b|\br\.?s\.?a\b|revenu de solidarite active|\br\.s\.a\.|\brmi\b"),
    ("ass", r"\bass\b(?! mat)|allocation (?:de )?solidarite specifique|allocation specifique de solidarite"),
    ("aah", r"\ba\.?a\.?h\b|allocation (?:aux |d')?adultes? handicapes?"),
    ("minima", (
        r"\bminim(?:a|um)s? socia(?:ux|l)\b|\baspa\b|allocation temporaire d'attente|\bata\b|allocation veuvage"
        r"|allocation (?:de )?veuvage"
    )),
    ("rqth", (
        r"\br\.?q\.?t\.?h\.?\b|travailleu(?:r|se)s? handicape|reconnu\w* (?:travailleu\w+ )?handicape"
        r"|\bqualite de travailleur handicape|\bboe(?:th)?\b|\boeth\b|(?<![\w@.])th(?![\w@]|\.\w)"
        r"|\bbeneficiaires? de l'obligation d'emploi|\bmdph\b(?= (?:ok|oui|valide|en cours de validite))"
    )),
    ("jeune", (
        r"\bmoins de 26 ans|(?<!\w)- ?(?:de )?26 ans|\bjeunes? (?:sans (?:qualification|diplome|experience)"
        r"|peu (?:qualifie|diplome)|non (?:qualifie|diplome)|de moins de 26)|\bcej\b|contrat d'engagement jeune"
        r"|\bneet\b"
    )),
    ("senior", r"\bsenior\b|\bseniors\b|plus de 5\d ans|\+ ?(?:de )?5\d ans|\b5\d ans et (?:\+|plus)"),
    ("qpv", (
        r"\bq\.?p\.?v\.?\b|quartiers? prioritaires?|quartiers? (?:de la )?politique de la ville|\bzus\b"
        r"|geographie prioritaire"
    )),
    ("siae", (
        r"\bsiae\b|structure d'insertion par l'activite|\biae\b|insertion par l'activite economique|\bpass iae\b"
        r"|(?:en|d'un|un|dans (?:un|notre|une)|de notre|sur (?:un|notre)|salarie\w* (?:de |d'|en "
        r"|chez )?(?:notre |un |une |l'))\s?(?:chantier d'insertion|aci\b|entreprise d'insertion"
        r"|association intermediaire|ei\b|ai\b)|\ben (?:etti|aci|ei|ai)\b|\bcddi\b|\((?:aci|etti|ei)\)"
        r"|\b(?:etti|aci|ei) chez nous\b"
        r"|chantier d'insertion|\bnotre (?:aci|etti|salarie\w* en (?:parcours|insertion))"
        r"|salarie\w* en (?:insertion|parcours)|\b(?:parcours|contrats?) d'insertion\b|\bmise?s? a disposition par"
        r"|agrement iae"
    )),
    ("geiq", r"\bgeiq\b"),
    ("plie", r"\bplie\b|plan local (?:pour l')?insertion"),
    ("mission_locale", r"\bmissions? locales?\b|\bmlife\b|(?<![\w.@])m\.?l\.?(?![\w.@])|\bpacea\b|garantie jeunes?\b"),
    ("refugie", (
        r"\brefugie\w{0,2}\b|\bbpi\b|\bb\.p\.i\b|protection (?:internationale|subsidiaire)|statut de refugie"
        r"|\brefugies? statutaires?|\bprotege\w{0,2} subsidiaires?|asile (?:obtenu|accorde)|\bobtenu l'asile"
    )),
    ("sortant_prison", (
        r"sortant\w? (?:de )?(?:prison|detention|d'incarceration|maison d'arret)|sorti\w? (?:de )?(?:prison"
        r"|detention|maison d'arret)|\bsort(?:ie|i)? de (?:prison|detention)\b|\bliberee? (?:de (?:prison"
        r"|detention)|le \d|depuis|recemment|en (?:\d{4}|janv|fev|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec))"
        r"|\bppsmj\b|sous[- ]main[- ]de[- ]justice"
        r"|\bspip\b|semi[- ]liberte|bracelet electronique|liberation conditionnelle|amenagement de peine"
        r"|\bancien\w* detenu\w*|detention a domicile|\btig\b|placement exterieur|\bsmj\b"
    )),
    ("decrocheur", (
        r"decrocheu(?:r|se)s?\b|decrochage(?: scolaire)?|\bdecroch(?:e|ee)s? scolaires?\b|\ba decroche\b"
        r"|descolarise|\bmlds\b|\bfoquale\b"
        r"|\b(?:sortie?|quitte) (?:du|le) (?:systeme|cursus|circuit) scolaire (?:en|a la fin de la|apres la"
        r"|depuis la) (?:[3-6]|2nde"
        r"|seconde|troisieme|quatrieme|college)|\brupture scolaire\b"
        r"|\b(?:n'est )?plus scolarise\w*|\ba (?:arrete|quitte) (?:l'ecole|le (?:college|lycee)|ses etudes"
        r"|sa scolarite|les cours) (?:en|a|avant|sans)\b"
    )),
    ("autre", (
        r"(?:parents?|meres?|peres?|mamans?|papas?|familles?) (?:isole|seule?)e?s?\b|monoparental\w*"
        r"|\beleve seule?\b|\b(?:mere|pere|maman|papa) solo\b"
        r"|\bsortant\w? (?:de l')?(?:ase|aide sociale a l'enfance)|\bsortie? de l'ase\b|\bex[- ]ase\b"
        r"|jeune majeur ase|sans domicile|\b(?:vit|loge|reside|habite) en (?:foyer|chrs|residence sociale)\b"
        r"|\bsdf\b|sans[- ]abri|\bsans hebergement\b|heberge\w? (?:en|au|par le"
        r"|dans un) ?(?:chrs|chu|foyer|cada|115)|\bepide\b|\be2c\b|ecole de la (?:2e|deuxieme|2eme) chance"
        r"|primo[- ]arrivant\w*|gens du voyage|\basi\b"
    )),
)  # fmt: skip

#: the wording that follows or goes before takes the criterion away
_DENIED_BEFORE = re.compile(
    r"(?:\bpas|\bni|\bsans|\bnon|\baucun\w?|(?<!de )\bplus|\bhors|\bsauf|\bjamais|\bexclu\w?|(?<!en )\bfin"
    r"|\bex-?(?:beneficiaires?|allocataires?|titulaires?)?)"
    r"(?: (?:de|du|d'|au|aux|en|le|la|l'|un|une|des|beneficiaires?|allocataires?|eligibles?|inscrite?|suivie?"
    r"|reconnue?|reconnaissance|concernee?|(?:de )?statut|resident\w?|par|a|encore|d'une|de l'|issu\w?|percoit"
    r"|touche|dans"
    r"|habitant|ete|mais)){0,4} ?[\"'(]?$"
)
_DENIED_AFTER = re.compile(
    r"^\s?(?::|=|\?|-|\()?\s?(?:non\b|0\b|neant|aucun|pas (?:reconnu|concerne|eligible|encore|valide|d)|refuse"
    r"|expire|perim|termine|n'a pas|n'est pas|supprime|coupe|suspendu)"
)
_PENDING = re.compile(
    r"^[^.,;\n]{0,12}\b(?:en cours(?! de validite)|en attente|(?:en )?demande|a (?:verifier|confirmer"
    r"|renouveler)|non confirme|\?|depos|a venir|dossier|sollicit)"
)
_PENDING_BEFORE = re.compile(
    r"\b(?:demande|dossier|attente|renouvellement|instruction|instance)(?: (?:de|d'|du|en cours|pour|la|le|l'"
    r"|une?|de la|deposee?)){0,3} ?$"
)
#: « était au RSA jusqu'en mars », « touchait l'ASS mais n'y a plus droit »
_WAS = re.compile(r"\b(?:etait|etaient|fut|a ete|touchait|percevait|beneficiait|avait)\b[^,;.]{0,20}$")
_NO_MORE = re.compile(r"[^.;]{0,25}\b(?:jusqu'|mais (?:n'|ne |plus)|auparavant|n'en beneficie plus|n'y a plus)")
#: « notre mission locale vous propose », « la conseillère du PLIE »: who writes, not who is proposed
_AUTHOR_BEFORE = re.compile(
    r"(?:\bconseill\w+|\breferent\w*|\bcollegue\w*|\bpartenaires?|\bequipe|\bcip|\bchargee? de \w+|\bresponsable"
    r"|\bdirect\w+|\bagence|\bcoordinat\w+|\baccompagnat\w+)(?: (?:a|au|du|de|de la|la|de notre|le|notre"
    r"|d'insertion|emploi|en|social\w*|insertion|professionnel\w*)){0,4} ?$"
)
_AUTHOR_CODES = frozenset({"mission_locale", "plie", "geiq", "siae", "sortant_prison", "autre"})
_AUTHOR_AFTER = re.compile(
    r"^[^.;,\n]{0,40}\b(?:vous (?:propose|oriente|transmet|presente|positionne)|(?:propose|oriente|positionne"
    r"|n'a (?:personne|aucun|pas de)|n'avons|recherche)\b)"
)
_BELONGS = re.compile(
    r"(?:\bsuivie?s?|\baccompagnee?s?|\binscrite?s?|\bpublic|\bjeunes?|\bparticipante?s?|\badherente?s?"
    r"|\bissue?s?|\bparcours|\bsalariee?s?|\bbeneficiaires?|\bdispositif|\borientee?s?|\ben)\b[^.;,\n]{0,30}$"
)

_AGE = re.compile(
    r"(?<![\d,.])(?P<before>(?:depuis|pendant|experience|exp\.?|il y a|durant|bac|annees?|env(?:iron)?|a"
    r"|en)?[ :]{0,2}(?:de |d'|plus de |plus d'|env\.? )?)(?P<age>[1-7]\d) ?(?:ans|an\b"
    r"|a(?=[,;)]))(?P<after>[^,.;\n]{0,40})"
)
#: « un jeune de 20 ans », « un homme de 52 ans »
_AGED = re.compile(
    r"\b(?:jeunes?|hommes?|femmes?|dame|monsieur|mme|m|personnes?|candidate?s?|agee?s?|garcon|fille|maman|papa)$"
)
_NOT_AN_AGE = re.compile(
    r"^\s?(?:et plus |minimum |env\w* )?(?:d'experience|d'exp\b|de metier|d'anciennete|dans (?:le|la|les|l'|ce"
    r"|une?)\b|comme|en tant|de chantier|de batiment|d'activite|de permis|de chomage|d'inscription|sur (?:les?"
    r"|des)|de pratique|de carriere|d'interim|en interim|chez|de rsa|de btp|au (?:rsa|chomage)|sans (?:emploi"
    r"|activite|travail)|en france|de maconnerie)"
)
_BORN = re.compile(
    r"\bnee? (?:le |en )?(?:(?P<d>\d{1,2})[/. -](?P<m>\d{1,2})[/. -])?(?P<y>(?:19|20)\d{2}|\d{2}(?=\b))"
    r"|(?:date de naissance|ddn|d\.n\.|naissance) ?:? ?(?P<d2>\d{1,2})[/. -](?P<m2>\d{1,2})[/. -](?P<y2>(?:19"
    r"|20)?\d{2})"
)
_BORN_WORDS = re.compile(rf"\bnee? (?:le )?(?P<d>\d{{1,2}})(?:er)? (?P<m>{MONTH_WORD})\.? (?P<y>(?:19|20)\d{{2}})")
_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "douze": 12, "quinze": 15, "dix-huit": 18, "vingt-quatre": 24,
}  # fmt: skip
_FIGURE = r"(?P<n>\d{1,3}|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|dix-huit|vingt-quatre)"
_WITHOUT_WORK = re.compile(
    rf"(?:\binscri\w{{1,6}}|\bchom\w{{2,6}}|sans (?:emploi|travail|activite)|demandeu\w{{1,3}} d'emploi"
    rf"|\bn'a (?:pas|plus) (?:re)?travaille|\bne travaille (?:pas|plus)|\bn'a (?:pas|plus) (?:eu )?d'emploi"
    rf"|\bde (?=depuis)|recherche d'emploi"
    rf"|\b(?:re)?cherche(?:nt)?\b)"
    rf"[^.;\n]{{0,45}}?(?:\bdepuis|:)\s?(?:plus de |plus d'|\+ ?de |\+ ?d'|\+ ?|environ |env\.? |bientot |pres de "
    rf"|au moins )?{_FIGURE}\s?(?P<unit>ans?|annees?|mois)\b"
)
#: « ça fait 4 ans qu'il cherche »
_SEARCHING = re.compile(
    rf"\b(?:ca|cela|sa|voila|il y a) (?:fait )?(?:plus de |plus d'|bientot |environ )?{_FIGURE}\s?(?P<unit>ans?"
    rf"|annees?|mois)"
    r" qu(?:e|')[^.;\n]{0,40}?\b(?:cherche|recherche|sans (?:emploi|travail)|chomage|inscrite?|ne travaille)"
)
_WITHOUT_WORK_BEFORE = re.compile(
    rf"\b{_FIGURE}\s?(?P<unit>ans?|annees?|mois) (?:d'inscription|de chomage|d'inactivite|sans (?:emploi|travail"
    rf"|activite)|d'anciennete (?:de chomage|a (?:pole emploi|france travail|ft)|d'inscription)"
    rf"|de demande d'emploi|au chomage)"
)
_WITHOUT_WORK_SINCE_YEAR = re.compile(
    r"(?:\binscri\w{1,6}|\bchom\w{2,6}|sans (?:emploi|travail|activite)|\bne travaille (?:pas|plus)"
    r"|demandeu\w{1,3} d'emploi)[^.;\n]{0,45}?\bdepuis (?:le )?(?:(?:\d{1,2}[/.])?(?P<m>\d{1,2})[/.]"
    rf"|(?P<word>{MONTH_WORD})\.? )?(?P<y>20\d{{2}})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The codes that a text states, and those that it leaves open (« RQTH en cours de demande »)."""

    codes: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()


def criteria_in(text: str, *, today: date) -> Criteria:
    """What one text says of one person."""
    folded = fold(text)
    found: set[str] = set()
    pending: list[str] = []
    for code, wording in WORDINGS:
        for match in re.finditer(wording, folded):
            state = _state(code, folded, match)
            if state == "stated":
                found.add(code)
            elif state == "pending":
                pending.append(text[match.start() : match.end()])
    found |= _by_age(folded, today)
    if _long_without_work(folded, today):
        found.add("deld")
    ordered = tuple(code for code, _ in WORDINGS if code in found)
    return Criteria(codes=ordered, pending=tuple(dict.fromkeys(pending)))


def publics_in(text: str) -> tuple[str, ...]:
    """The codes that a market names as eligible; no person, so no age and no author to mind."""
    folded = fold(text)
    return tuple(
        code
        for code, wording in WORDINGS
        if any(
            not _DENIED_BEFORE.search(folded[max(0, m.start() - 60) : m.start()]) for m in re.finditer(wording, folded)
        )
    )


def criterion_of_header(text: str) -> str | None:
    """The code that heads a yes/no column, if the header is nothing else."""
    folded = fold(text).strip(" :?")
    for code, wording in WORDINGS:
        if re.fullmatch(
            rf"(?:public |statut |beneficiaires? (?:du |de )?|resident\w? "
            rf"|habitant (?:en )?)?(?:{wording})(?: ?\(?(?:o/?n|oui/?non)\)?)?",
            folded,
        ):
            return code
    return None


def _state(code: str, folded: str, match: re.Match[str]) -> str:
    before, after = folded[max(0, match.start() - 60) : match.start()], folded[match.end() : match.end() + 60]
    sentence_start = max(before.rfind(mark) for mark in ".;\n")
    before = before[sentence_start + 1 :].rpartition(" mais ")[2]
    if _WAS.search(before) and _NO_MORE.match(after):
        return "denied"
    if _DENIED_BEFORE.search(before) and not re.search(r"\bnon seulement", before):
        return "denied"
    if _DENIED_AFTER.match(after) or re.search(
        r"\b(?:n'est|n'a|ne (?:touche|percoit|beneficie)) (?:plus|pas)\b[^,;:]{0,30}$", before
    ):
        return "denied"
    if re.search(r"\b(?:ni|pas de|sans) (?:[\w']+,? ){1,3}(?:ni|ou|et) (?:de |du |d')?$", before):
        return "denied"
    if _PENDING.match(after) or _PENDING_BEFORE.search(before):
        return "pending"
    if (
        code in _AUTHOR_CODES
        and not _BELONGS.search(before)
        and (_AUTHOR_BEFORE.search(before) or _AUTHOR_AFTER.match(after))
    ):
        return "author"
    return "stated"


def ages_in(text: str, *, today: date) -> list[int]:
    """The ages and birth dates that a text states, in years."""
    folded = fold(text)
    out = []
    for match in _AGE.finditer(folded):
        before = match.group("before").strip(" :")
        of_person = before in {"de", "d'"} and _AGED.search(folded[: match.start()].rstrip()[-24:])
        if (
            (before in {"", "a", "a de"} or of_person)
            and not _NOT_AN_AGE.match(match.group("after"))
            and not _counts_time(folded[: match.start()])
        ):
            out.append(int(match.group("age")))
    for match in (*_BORN.finditer(folded), *_BORN_WORDS.finditer(folded)):
        age = _age_of(match.groupdict(), today)
        if age is not None:
            out.append(age)
    return out


def _counts_time(before: str) -> bool:
    return bool(
        re.search(
            r"(?:depuis|pendant|durant|experience|exp|il y a|plus de|moins de|\+ de|\+|- de|anciennete"
            r"|bac)[ :(]{0,2}(?:de |plus de |env\w* )?$",
            before[-24:],
        )
    )


def _age_of(parts: dict[str, str | None], today: date) -> int | None:
    year_text = parts.get("y") or parts.get("y2")
    if year_text is None:
        return None
    year = int(year_text)
    if year < 100:
        year += 1900 if year > today.year % 100 else 2000
    month_text, day_text = parts.get("m") or parts.get("m2"), parts.get("d") or parts.get("d2")
    age = today.year - year
    if month_text and day_text:
        month = MONTHS[month_text] if month_text.isalpha() else int(month_text)
        age -= (today.month, today.day) < (month, int(day_text))
    elif age in {26, 50}:
        return None
    return age if 15 <= age <= 75 else None


def _by_age(folded: str, today: date) -> set[str]:
    out = set()
    for age in ages_in(folded, today=today):
        if age < 26:
            out.add("jeune")
        elif age >= 50:
            out.add("senior")
    return out


def _long_without_work(folded: str, today: date) -> bool:
    for match in (
        *_WITHOUT_WORK.finditer(folded),
        *_SEARCHING.finditer(folded),
        *_WITHOUT_WORK_BEFORE.finditer(folded),
    ):
        written = match.group("n")
        count = int(written) if written.isdigit() else _NUMBERS[written]
        if count * (1 if match.group("unit") == "mois" else 12) >= 12:
            return True
    for match in _WITHOUT_WORK_SINCE_YEAR.finditer(folded):
        word, month = match.group("word"), match.group("m")
        since_month = MONTHS[word] if word else int(month) if month else 12
        if (today.year - int(match.group("y"))) * 12 + today.month - min(since_month, 12) >= 12:
            return True
    return False
