"""What a partner says of a person whom it names: proposed, taken back, a colleague, or only spoken of."""

from __future__ import annotations

import re

from parsers.language.contacts import without_contacts
from parsers.language.folding import fold

PROPOSING = re.compile(
    r"\bpropos\w+|\bmet(?:s|tons|trais)? en (?:relation|contact)\b|\bpositionn\w+|\borient\w+|\bpresent(?:e|er|ons"
    r"|ez|ation)\b|\badress(?:e|er|ons)\b"
    r"|\btransme\w+|\benvoi\w*|\bcandidat\w*|\bprofils?\b|\bvoici\b|\bok pour\b|\bd'accord pour\b|\boui pour\b"
    r"|\binteresse\w*\b|\bsugger\w+|\bci-joint\w*|\bcvs?\b|\bsoumet\w*|\brecommand\w+"
    r"|\bpeux vous (?:mettre|donner|en)|\bje vous mets?\b|\bpartant\w*\b|\bvolontaire\w*\b|\bdisponibles?\b"
    r"|\bdispos?\b|\bpersonnes? suivante|\bpostul\w+|\bconvi(?:ent|endrai\w+)\b|\bcorrespond(?:rai\w+|ent)?\b"
    r"|\bpense a\b|\binteret\b|\ba votre disposition\b|\bserai(?:t|ent) (?:ravi|heureu|contente?|interesse)\w*"
    r"|\bprete?s? a\b"
    r"|\bcherche\w*\b|\bcoordonnees\b|\bci-dessous\b|\b(?:verrai[st]?|vois) bien\b|\bcompter sur\b|\bj'ai\b"
    r"|\bnous avons\b|\bon a\b|\bil y a\b"
    r"|\bsouhaite\w* (?:postuler|candidater"
    r"|se positionner)|\bmotive\w*\b|\bpour (?:ce|le|votre|vos|l'|les) (?:poste|offre|besoin|postes|chantier"
    r"|mission)|\bpour (?:le |les )?(?:macon|peintre|coffreur|manoeuvre)|\bcandidatures?\b|\brecrut\w+"
    r"|\bretenir\b"
)
WITHDRAWN = re.compile(
    r"\bne (?:pas|plus) (?:en tenir compte|retenir|convoquer)\b|\bn'en tenez (?:pas|plus) compte\b|\benlev(?:er|ez)\b"
    r"|\bne (?:plus |pas )?ten\w+ (?:plus |pas )?compte\b|\bretir(?:e|er|ez|ons|ent)\b|\b(?:a|ont|ayant|avoir"
    r"|vient de) (?:finalement |deja "
    r"|entre[- ]temps )?(?:retrouv\w+|trouve\w*|decroche\w*|signe\w*|repris\w*|accepte\w* (?:une?|autre))\b"
    r"|\bse desist\w+|\bs'est (?:finalement |malheureusement )?(?:desist|retract|retir)\w+|\bdesistement\b"
    r"|\bne (?:sont|est) (?:finalement )?plus (?:disponible"
    r"|interesse|candidat|partant|motive)\w*|\bn'est (?:finalement )?plus (?:disponible|interesse|candidat"
    r"|partant|dispo|en recherche|motive|joignable|suivie?)\w*"
    r"|\bne souhaite\w* (?:plus|pas donner suite|finalement pas)|\bne veu(?:t|lent) plus\b"
    r"|\bne donner\w* pas suite|\bne donne pas suite|\bannul(?:e|er|ez) (?:la |sa |cette )?(?:candidature"
    r"|positionnement|orientation)?|\bne plus (?:tenir compte|prendre en compte|presenter|positionner)"
    r"|\bne pas tenir compte de (?:la|sa|l)|\bcommence (?:une formation|un (?:autre )?(?:emploi|contrat|cdd|cdi"
    r"|poste) (?:ailleurs|chez|le|lundi))|\bpart en formation|\bentre en formation|\brenonce\w*|\babandonne\w*"
    r"|\bembauche\w* ailleurs|\ba ete (?:embauche|recrute|pris)\w* (?:ailleurs|chez|par|en)"
)
NOT_WILLING = re.compile(
    r"\bn'(?:est|etait|a) pas (?:ete )?(?:interesse|dispo|motive|retenu|mobile|partant|joignable|souhaite"
    r"|donne suite|repondu|voulu|le permis|retenue)\w*|\bne (?:peut|pourra|souhaite|veut|convient|correspond"
    r"|conviendrait|repond\w*|sera) (?:pas|plus)|\ba (?:decline|refuse)\w*|\brefuse\b(?! par)|\binjoignable\b"
    r"|\bne (?:le"
    r"|la|les) propose\w* pas|\bpas (?:propose|retenu|positionne)\w* |\b(?:n'ai|n'avons) pas (?:retenu|propose"
    r"|positionne|oriente)|\bpas interesse\w*"
    r"|\bne (?:vous )?(?:le |la |les |l')?(?:propos|positionn|orient|present|retien|recommand)\w* (?:donc "
    r"|finalement )?(?:pas|plus)\b"
)
#: « je ne vous propose pas X »
NOT_PROPOSED = re.compile(
    r"\bne (?:vous )?(?:propos|positionn|orient|present|retien|recommand)\w* (?:donc |finalement )?(?:pas|plus)\b"
    r"|\bne (?:peux|peut|pouvons|souhaite|souhaitons|vais|allons) (?:donc |malheureusement )?(?:pas|plus) (?:vous )?"
    r"(?:propos|positionn|orient|present|recommand)\w*"
)
#: « je vous la propose », « je le positionne »
PROPOSED_BY_PRONOUN = re.compile(
    r"\b(?:je|nous|on) (?:vous )?(?:le|la|les|l') ?(?:propos|positionn|orient|recommand|present|soumet|adress)\w*"
    r"|\b(?:il|elle|ils|elles) (?:souhaite\w*|veu\w+|voudrai\w+|aimerai\w+) (?:bien )?(?:postuler|candidater"
    r"|se positionner|ce poste|le poste)|\b(?:il|elle|ils|elles) (?:postule\w*|candidate\w*|(?:est|sont) (?:tres "
    r"|bien )?"
    r"(?:partant|interesse|d'accord|motive|volontaire)\w*)"
)
#: what was proposed before is no new proposal
ALREADY = re.compile(
    r"\b(?:avais|avait|avions|avons deja|ai deja|a deja|avez deja|aviez) (?:deja )?(?:ete )?(?:propos|transmis"
    r"|orient|positionn|envoy|adress|present)\w*|\bdeja (?:propose|transmis|oriente|positionne|envoye|adresse"
    r"|presente)\w*|\b(?:suite|retour|nouvelles?|point) (?:a|de|sur|concernant) (?:la |sa )?candidature"
)
WAITING = re.compile(
    r"\b(?:je|nous|on) (?:dois|devons|doit|vais|allons|va) (?:d'abord |encore |bientot )?(?:le |la |les |l'"
    r"|lui )?(?:re)?(?:voir|rappeler|contacter|recevoir|appeler|parler|demander|reparler|rencontrer|proposer)\b"
    r"|\bpas encore (?:eu|joint|contacte|confirme|repondu|vu|pu|parle|donne)\w*|\bj'attends\b|\bnous attendons\b"
    r"|\bon attend\b|\bje verifie\b|\bje (?:la|le|les) (?:contacte|rappelle|revois|relance|vois|recois)\b"
    r"|\ba confirmer\b|\ben attente de (?:sa|son|leur)\b|\bpeut[- ]etre\b|\bje ne sais pas\b|\bpas (?:sur|sure"
    r"|certain)\w*\b|\bje n'ai pas (?:reussi|pu)|\bsans (?:nouvelle|reponse) de\b|\bje vous (?:confirme"
    r"|dis) (?:ca |cela )?(?:demain|des|lundi|apres|dans)|\bdoit (?:me|nous) (?:confirmer|rappeler|repondre"
    r"|donner)|\breste a (?:confirmer|voir|convaincre)|\bn'a pas encore\b"
)
_COLLEAGUE_BEFORE = re.compile(
    r"(?:\b(?:sa|son|leur|ses) (?:mere|pere|maman|papa|tante|oncle|tuteur|tutrice|curat\w+|mandataire|educat\w+"
    r"|assistante? sociale)|\b(?:celui|celle|numero|portable|tel) de (?:sa|son) \w+|\b(?:ma|mon|notre|nos|votre"
    r"|sa|son|mes|vos|la|le|une?) (?:nouvelle? )?(?:collegue\w*|conseille\w*"
    r"|referente?s?|responsable|directeur|directrice|coordinat\w+|assistante?|tutrice|tuteur|cip"
    r"|chargee? [\w' ]{3,30}|accompagnat\w+|educat\w+|chef\w* [\w' ]{0,20}|interlocut\w+|remplacante?)"
    r"|\bconseille\w+(?: en insertion)?|\bcip|\breferente?(?: (?:rsa|plie|social\w*|unique|de parcours))?"
    r"|\bsuivie?s?(?: \w+){0,2} par|\baccompagnee?s?(?: \w+){0,2} par|\bcontacte[rz]?|\bjoindre|\bvoir (?:avec"
    r"|directement avec)|\baupres de|\bde la part de|\ben copie|\bcc|\bmerci|\bbonjour|\bchere?s?"
    r"|(?<!relation )(?<!contact )avec"
    r"|\btransmis a|\badresse a|\bparle a|\bremplace\w*|\bcontact|\binterlocut\w+|\badressez-vous a"
    r"|\brapproche\w+ de|\bemploye\w* (?:par|chez)|\bchez|\bvia|\bpar|\bl'entreprise|\bgerant|\ble patron"
    r"|\bsignale que)\s?(?:est )?[:,(-]?\s?(?:de |d'|a )?$"
)
_COLLEAGUE_AFTER = re.compile(
    r"^\s?[,(-]?\s?(?:(?:est |sera )?(?:ma|mon|notre|sa|son|votre|leur) (?:nouvelle? )?(?:collegue|conseill"
    r"|tut(?:eur|rice)"
    r"|educat|referent|cip|responsable|direct|remplac|interlocut|accompagnat)|conseill\w+|referente?s?\b|educat\w+"
    r"|tut(?:eur|rice)\b|assistante? soc\w+|cip\b|chargee? d[e'u]"
    r"|directe?u?r|directrice|(?:sa|son) conseill|responsable (?:de|du|d')|coordinat|(?:va |vous )?(?:vous "
    r"|te )?(?:contacter|rappeler|recontacter|reviendr|appeler|tiendr)\w*|(?:de|chez|pour|dans) (?:l'entreprise"
    r"|la (?:societe|sarl|sas)|notre (?:equipe|service|agence)|la mission locale|cap emploi|votre)"
    r"|prendra (?:contact|le relais)|reste\w* a votre disposition|suit (?:le|ce|les|son|ces) |est (?:en (?:conge"
    r"|arret|vacances|formation)|absente?)|en copie|m'a (?:transmis|dit|parle|appele|contacte|informe)"
    r"|nous a (?:transmis|dit|contacte|informe)|me dit|s'occupe)"
)


#: what follows reaches somebody else than the candidate
_THROUGH = re.compile(
    r"\b(?:passer?|passez) par \w+|\b(?:me|nous) (?:contacter|joindre|appeler|rappeler)|\bpar (?:moi|nous|notre"
    r"|mon|le foyer"
    r"|la structure|l'association|l'intermediaire)\b|\b(?:contacter|appeler|joindre|voir avec|contactez|appelez"
    r"|joignez)"
    r" (?:moi|nous|notre|mon|ma|la structure|le foyer|l'association|son educat\w+|sa conseillere|son conseiller"
    r"|sa referente?"
    r"|son referent)\b|-moi\b|-nous\b|\b(?:mes|nos) coordonnees\b|\bm(?:on|a) (?:ligne|numero|portable|tel\w*|mail)\b"
    r"|\b(?:sa|son|leur) (?:referente?|conseill\w+|cip|educat\w+|accompagnat\w+|interlocut\w+) ?(?:est\b|:)"
)


def own_contacts(segment: str) -> str:
    """The passage without the telephone and the mail address by which one reaches somebody else than the person."""
    through = _THROUGH.search(fold(segment))
    if through is None:
        return segment
    return segment[: through.end()] + without_contacts(segment[through.end() :])


#: « Paul Durand, son référent est Marc Petit »: it is the next one who is the colleague
_HAS_COLLEAGUE = re.compile(
    r"^\s?[,(-]?\s?(?:sa|son|leur) (?:referente?|conseill\w+|cip|educat\w+|accompagnat\w+|interlocut\w+)"
    r"\s?(?:social\w* |rsa |plie )?(?:est\b|:|(?:m|mr|mme|monsieur|madame)\b)"
)


#: « n'hésitez pas à contacter X (06 …) »: the person herself; « pour tout renseignement » it is somebody else
_TO_CONTACT = re.compile(r"\b(?:contacte[rz]?|joindre|joignez|appele[rz]) (?:m|mr|mme|monsieur|madame)?\.? ?$")
_MOBILE_NEXT = re.compile(r"[^.;]{0,12}\b0\s?[67][\s.\d-]{8,14}")
_FOR_MORE = re.compile(r"\b(?:renseign|informat|question|precision|detail|absence|besoin|complement)")


def is_colleague(before: str, after: str) -> bool:
    """Whether the words around a name make it a colleague, an addressee or an employer."""
    following, ahead = fold(after)[:60], fold(before)[-70:]
    if re.search(r"\bremplace\w* par (?:m|mr|mme|monsieur|madame)?\.? ?$", ahead):
        return False
    if _TO_CONTACT.search(ahead) and _MOBILE_NEXT.match(following) and not _FOR_MORE.search(ahead):
        return False
    told_after = _COLLEAGUE_AFTER.match(following) and not _HAS_COLLEAGUE.match(following)
    return bool(_COLLEAGUE_BEFORE.search(fold(before)[-70:]) or told_after)


#: what a partner writes who has nobody
_NOBODY = re.compile(
    r"\bn'(?:ai|avons|a|aurai|aurons|aurais|avait|avions) (?:malheureusement |actuellement |pour le moment "
    r"|pour l'instant |a ce jour |vraiment |helas |donc |toujours |encore )*personne\b"
    r"|(?<!une )(?<!la )(?<!1 )(?<!cette )(?<!seule )(?<!chaque )(?<!autre )\bpersonne (?:a |pour|en vue|en tete"
    r"|en ce moment"
    r"|actuellement|de dispo|dispo|cette|chez nous|de notre cote|dans|qui|ne |sur|correspondant|de libre"
    r"|de disponible|ici|d'interesse|encore|malheureusement|n'est|n'a)|(?:^|[.,;!:\-] ?|\bdesolee?,? "
    r"|\bmalheureusement,? )personne\s?(?:[.,;!]|$)|\b(?:pas|aucune?) personne\b"
    r"|\bn'(?:ai|avons|a) (?:trouve|identifie|repere|eu) personne\b|\bpas de retours? positifs?\b"
    r"|\b(?:nos|mes|les) (?:beneficiaires|jeunes|usagers|candidats|salaries|demandeurs|participants|publics?|personnes"
    r"|stagiaires|residents)\b[^.;]{0,30}\bne (?:sont|veulent|souhaitent|correspondent) pas\b"
    r"|\bpas (?:de|d'|d autre) ?(?:candidat|profil|personne|candidature|jeune|beneficiaire|demandeur|monde"
    r"|public|dispo|salarie|proposition|participant|volontaire|interesse|inscrit|stagiaire)\w*"
    r"|\baucune? (?:candidat|profil|personne|candidature|jeune|beneficiaire|demandeur|proposition|positionnement"
    r"|orientation|salarie|participant|public|de nos|d'entre|de mes|volontaire|interesse|dispo|retour positif"
    r"|piste|habitant|stagiaire)\w*"
    r"|\brien (?:qui (?:correspond|convien|colle)\w*|a (?:vous |te )?propos|de notre cote|pour (?:le moment"
    r"|l'instant|vous|cette|ce)|en (?:stock"
    r"|vivier|ce moment|magasin)|de mon cote|chez nous|actuellement|cette semaine|sous la main|dans (?:notre|le"
    r"|mon|mes) )|\bn'(?:ai|avons|a) (?:malheureusement |actuellement |donc |helas )?rien\b|\bpas (?:en mesure"
    r"|de quoi|possible) (?:de |d')?(?:vous )?(?:propos|positionn|orient|present|repondre|satisfaire|donner)\w*"
    r"|\bne (?:pouvons|peux|pourrons|pourrai|peut) (?:malheureusement |pas |rien |donc |actuellement "
    r"|personne )*(?:vous )?(?:propos|positionn|orient|present|repondre|donner|satisfaire)\w*"
    r"|\bn'(?:ai|a|avons) (?:malheureusement |actuellement |plus |helas )*pas (?:de "
    r"|d')[\w'-]+(?: [\w'-]+){0,3}? (?:dans (?:nos|notre|le|mes|mon|la)|en (?:stock|ce moment|vivier|file"
    r"|portefeuille)|disponibles?|dispos?|actuellement|pour (?:le moment|l'instant|ce)|a (?:vous )?(?:propos"
    r"|orient|position|present)\w*|inscrit\w*|correspond\w*|de ce profil|chez nous|de notre cote)|^neant\b"
    r"|^ras\b|\bras (?:de notre|de mon|pour|chez)|\bchou blanc\b|\bpasse(?:r|ons)? (?:notre|mon) tour"
    r"|\bpas concernee?s?\b|\bvivier (?:est )?(?:vide|epuise|a sec)|\bliste (?:est )?vide|^non(?: merci"
    r"| desole\w*| pas (?:pour|cette|chez|actuellement|en ce).*|,? malheureusement.*)?\W*$|^(?:desole\w*"
    r"|malheureusement)[, ]+non\b|\b0 candidat|\bzero candidat|\bpas (?:mieux|grand[- ]chose|de solution)\b"
    r"|\bsans candidat|\bne correspond\w* a (?:aucun|personne)|\bn'(?:ai|avons) (?:malheureusement "
    r"|actuellement )?(?:pas|plus) (?:trouve|identifie|repere)|\bne (?:vois|voyons|voit|trouve"
    r"|trouvons) (?:personne|pas (?:de|qui))|\bn'avons pas ce (?:type de )?profil|\bpas ce (?:type de )?profil"
    r"|\bplus personne\b|\bne donnons pas suite|\bpas de suite a donner|\bn'avons pas (?:de |d')"
    r"|\bje n'ai pas (?:de |d')(?:candidat|profil|personne|jeune|beneficiaire|monde)\w*|\bje n'en ai (?:pas"
    r"|aucun)|\bnous n'en avons (?:pas|aucun)|\bpersonne ne (?:correspond|souhaite|veut|s'est|convient)"
    r"|\bbredouille"
)
_NOBODY_BUT = re.compile(
    r"\b(?:pas|aucune?) (?:de |d')?(?:autres?|autre) |\bpas d'autres?|\b(?:candidat|personne|profil)\w* (?:sans"
    r"|de plus de|de moins)|\bpersonne en plus|\bpersonne d'autre|\brien d'autre"
)


_NO_ONE_ELSE = re.compile(
    r"\b(?:pas|aucune?) (?:de |d')?autres? (?:candidat|profil|personne|nom|proposition|jeune)"
    r"|\b(?:personne|rien) d'autre\b(?! que)|\bpas de rempla\w+|\bpersonne pour (?:le|la) remplacer"
)


def says_nobody(sentence: str) -> bool:
    """Whether the sentence says that there is nobody to propose."""
    folded = re.sub(r"\s+", " ", fold(sentence)).strip(" -–•*\t")
    return bool(_NOBODY.search(folded)) and not _NOBODY_BUT.search(folded) and not folded.endswith("?")


def says_no_one_else(sentence: str) -> bool:
    """« pas d'autre candidat »: an end of the list, no refusal."""
    return bool(_NOBODY_BUT.search(fold(sentence)))


def has_no_one_else(sentence: str) -> bool:
    """« je n'ai personne d'autre »: nobody, where nobody is proposed."""
    return bool(_NO_ONE_ELSE.search(fold(sentence)))
