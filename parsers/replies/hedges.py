"""Hedges: words that take the certainty away from whatever is said beside them."""

from __future__ import annotations

import re

#: said beside a verdict, it takes the certainty away
HEDGES = re.compile(
    r"\ben (?:reflexion|discussion|ballottage)\b|\bpatienter\b|\bmitige\w*|\ba creuser\b|\ba suivre\b"
    r"|\bavant de (?:me|nous|se) (?:decider|prononcer)|\bplus tard\b|\bpreference\b|\bj'attends\b"
    r"|\bnous attendons\b|\bon attend\b|\b(?:mets?|mettons|garde"
    r"|gardons) (?:de cote|[^.;]{0,30}\bpour (?:plus tard|la suite|un autre|une autre))|\bsous le coude"
    r"|\ble coude\b|\bgard\w+ (?:la|sa|cette) candidature|\bpeut[- ]etre\b|\bsous reserve\b|\beventuel\w*"
    r"|\bj'hesite|\bhesit\w+|\ben reserve\b|\ba confirmer\b"
    r"|\ben attente\b(?! d'(?:un )?entretien)|\bliste d'attente|\bje (?:vais )?reflechi\w*|\bon (?:va )?reflechi\w*"
    r"|\ba reflechir"
    r"|\bpourquoi pas\b|\bstand[- ]?by|\bpas (?:encore )?(?:decide|sur|tranche|certain)\w*|\bon verra\b"
    r"|\bje verrai\b(?! (?:le|lundi|mardi|mercredi|jeudi|vendredi|demain))"
    r"|\bsi (?:jamais|besoin|le|la|l'|un|les|on|vous|pas|c'est|il|elle|d'ici|possible)\b|\b(?:serait|seraient"
    r"|pourrait|pourraient|aurait) \w*(?:retenu|pris|embauch|interess|ok)\w*|\bsans doute\b|\bprobable\w*"
    r"|\bnormalement\b|\ben principe\b|\ba priori\b|\bje crois\b|\bje pense\b|\bplutot\b|\bdeuxieme choix"
    r"|\bsecond choix|\bsinon\b|\ba l'essai\b|\b(?:journee|semaine|jours?)s? d'essai(?! (?:tres )?(?:conclu|reussi"
    r"|valid|positi|ok))|\b(?:pmsmp|immersion)\b(?! (?:tres )?(?:conclu|reussi|valid|positi|ok))"
    r"|\bpas contre\b|\b(?:va|vais|allons|on|je|nous) test(?:er|e|ons)\b|\bmettre a l'essai\b|\bne (?:sais|savons"
    r"|sait) pas\b|\bon hesite\b|\bpas (?:encore )?(?:pris|arrete) (?:de |notre "
    r"|ma )?decision"
    r"|\bdecision (?:pas |non )?(?:encore |a )?(?:prendre|venir|prise plus tard)\b|\bde cote\b|\bcas ou\b|\bau cas\b"
    r"|\b(?:condition|conditionne)\w*\b|\ba (?:voir|revoir|confirmer)\b(?= (?:si|selon|apres|avec|plus|cote|niveau)"
    r"|\s*[.,;!]?\s*$)"
)

#: whoever writes so has not decided, whatever else is said
STILL_OPEN = re.compile(
    r"\bpeur que\b|\bj'hesite\b|\bhesit(?:e|ons)\b|\breflechi(?:s|t|ssons)\b|\bje vous redis\b|\bon verra\b"
    r"|\bpas (?:encore )?(?:decide|tranche)\w*"
)
