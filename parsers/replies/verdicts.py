"""Verdicts: the words by which a company says what becomes of a candidate; a plain table, the first that fits wins."""

from __future__ import annotations

import re

_NOT = r"(?:n['e] ?|ne |non[ -]|pas )"

#: (state, wording) on folded text; « past » tells of what was and decides nothing, « mild » is an interest alone.
#: Order matters: a longer wording eats the words that a shorter one would misread.
VERDICTS: tuple[tuple[str, str], ...] = (
    # what was: an interview that has been held is no interview to come
    ("past", (
        r"(?:suite a|apres|lors de|pendant|a la suite de|depuis|vue? en|vus en|recue?s? en|passe\w* (?:un|son|l'"
        r"|en)|bon|tres bon|excellent|mauvais) ?(?:l'|son |notre |leur |un |cet |les |nos "
        r"|des )?entretiens?(?: (?:d'embauche|telephonique|de ce matin|d'hier))?(?: (?:ok|passe|positif"
        r"|concluant|tres bien passe))?"
    )),
    ("past", (
        r"entretiens? (?:effectue|realise|passe|concluant|positif|tres positif|ok\b|s'est (?:tres )?(?:bien"
        r"|mal) passe)\w*"
    )),
    ("past", (
        r"\b(?:je l'ai|nous l'avons|on l'a|je les ai|nous les avons) (?:bien )?(?:vue?s?|recue?s?"
        r"|rencontree?s?)\b|\b(?:j'ai|nous avons|on a) (?:bien )?(?:recue?s?|vue?s?|rencontree?s?"
        r"|eue?s?)\b(?:[^;.,]{0,45}?\ben (?:entretien|rdv|rendez-vous|visio)s?\b|[^;.,]{0,45}?\bau telephone\b)?"
        r"|\b(?:vue?s?|recue?s?) (?=ce matin|hier|aujourd|lundi|mardi|mercredi|jeudi|vendredi|samedi|le \d)"
        r"|\b(?:a|ont) ete (?:recue?s?|vue?s?|rencontree?s?)\b(?: en entretien)?"
    )),
    ("past", (
        r"\b(?:(?:est|sont|etait|etaient) (?:bien )?venue?s?|(?:s'est|se sont) (?:bien )?(?:presente"
        r"|rendu)\w*) (?:a |au |en |pour )"
        r"(?:l'|son |notre |le |un )?(?:entretiens?|rdv|rendez-vous|convocation)"
        r"|\b(?:suite (?:aux|a (?:nos|mes|ces|vos))|apres (?:les|nos|mes|ces|avoir fait les)|lors d(?:es|e nos)"
        r"|retour (?:sur|suite a|des|de)"
        r"(?: les| nos| mes| aux| des)?|bilan des|resultats? des|concernant les|a l'issue d(?:es|e l'|e nos"
        r"|e ces)) ?(?:deux |trois |\d )?"
        r"(?:entretiens?|rdv|rendez-vous)\b"
    )),
    # did not come
    ("no_show", (
        rf"{_NOT}?\b(?:s'est|se sont|s'etait|s'etaient) (?:pas|jamais|toujours pas|meme pas) (?:presente"
        rf"|presentee|presentes|presentees|deplacee?s?|montree?s?|pointee?s?)(?: (?:a|au|en|aux|pour)(?: l'"
        rf"| son | leur | la | le | )?(?:entretiens?|rdv|rendez-vous|essai|poste|visite))?"
    )),
    ("no_show", (
        r"\bn'(?:est|etait|sont|a) (?:pas|jamais|toujours pas|meme pas) (?:venue?s?|ete present\w*|honore\w*"
        r"|arrivee?s?|la\b|au rendez-vous|au rdv)(?: (?:a|au)(?: l'| son | la | le | )?(?:entretiens?|rdv"
        r"|rendez-vous))?"
    )),
    ("no_show", (
        r"\b(?:pas|jamais) (?:venue?s?|presentee?s?|vue?s? au rdv)\b(?: (?:a|au)(?: l'| son | leur | la | le "
        r"| )?(?:entretiens?|rdv|rendez-vous))?"
    )),
    ("no_show", (
        r"\babsente?s? (?:a|au|lors)(?: l'| de l'| du | son | la | le | )?(?:entretiens?|rdv|rendez-vous|essai)"
        r"|\b(?:a|ont|m'a|nous a) (?:pose|fait) (?:un lapin|faux bond)|\bfaux[- ]bond\b|\blapin\b"
        r"|\bn'a pas honore (?:le|son|notre)? ?(?:rdv|rendez-vous|entretien)|\b(?:non|pas) (?:presentee?"
        r"|venue?) (?:a l'entretien|au rdv|au rendez-vous)|\best absente? (?:a|au|ce matin|aujourd'hui"
        r"|ce jour)\b|\bje l'attends (?:encore|toujours)\b|\bpas de nouvelles? (?:au|le jour du) (?:rdv"
        r"|rendez-vous)|\bno[- ]show\b|\babsente?s?\b(?! d| jus| du )|\bne sont pas venus\b"
    )),
    ("no_show", (
        r"\bnon[- ](?:venue?s?|presentee?s?)\b|\bn'(?:est|etait|sont|a) (?:jamais |pas |meme pas )(?:pointe|montre"
        r"|donne suite au rdv)\w*"
        r"|\b(?:pas|jamais) (?:pointee?|montree?)\b|\bn'a pas daigne\b|\bdefection\b|\ba rate (?:son|le) (?:rdv"
        r"|rendez-vous"
        r"|entretien)\b|\bne s'est pas (?:presente|deplace|montre|pointe|rendu)\w*\b(?: (?:a|au)(?: l'| son | notre "
        r"| la | le | )?"
        r"(?:entretien|rdv|rendez-vous|convocation|essai))?|\bpersonne au (?:rdv|rendez-vous)\b|\battendue? en vain\b"
        r"|\b(?:etait|est restee?) absente?s?\b|\bpas (?:presente?|la) (?:a l'entretien|au rdv|au rendez-vous"
        r"|ce matin|le jour j"
        r"|lundi|mardi|mercredi|jeudi|vendredi)\b|\bvenue? (?:pas|jamais)\b|\b(?:etait|etaient"
        r"|ete) pas (?:presente?s?|la|au rendez-vous|au rdv)\b"
        r"|\bpas presentee?s?\b|\bpas vu\b(?= (?:ce matin|lundi|mardi"
        r"|mercredi|jeudi"
        r"|vendredi|hier|au))"
    )),
    ("rejected", (
        r"\b(?:je|nous|on) (?:(?:le|la|les|l') ?)?(?:decline|declinons|refuse|refusons|ecarte|ecartons|rejette"
        r"|rejetons|elimin\w+)\b"
        r"(?: (?:la |sa |cette |ces |les )?(?:candidatures?|profils?)(?: de| d')?)?"
    )),
    ("no_show", (
        r"\ba (?:plante|zappe|loupe|manque|oublie|rate|seche) (?:le|son|notre|l'|les?) ?(?:rdv|rendez-vous|entretien"
        r"|essai)\b"
    )),
    # took oneself back
    ("withdrawn", (
        r"\bne (?:lui|leur) (?:convien|plai|plais|correspond|va|dit)\w* (?:pas|plus)(?: rien)?\b"
        r"|\b(?:trouve|trouvait|juge) (?:le |les |la )?(?:salaire|trajet|horaires?|poste|chantier)\w* trop \w+\b"
        r"|\b(?:n'est|n'etait|est|sont|ne sont|pas|plus|etre|s'est dite?|se dit) ?(?:finalement |plus "
        r"|pas |vraiment "
        r"|du tout )*"
        r"interesse(?:e|r|s|es)? (?:par (?:le|l'|la|les|notre|ce|cette|nos) ?(?:postes?|offre|mission|job|travail"
        r"|contrat|horaires?"
        r"|salaire|proposition|conditions|chantier|metier|duree)|pour venir)\b"
        r"|\b(?:il|elle|ils|elles) (?:n'est|ne sont|est|sont)? ?(?:pas|plus) interessee?s?\b"
        r"|\b(?:a|ont|avait|vient|viennent) (?:d'|de |deja |finalement |depuis |entre[- ]temps )*(?:retrouv|trouv"
        r"|decroch|sign|accept|repris"
        r"|reprend|eu)\w* (?:entre[- ]temps |deja )?(?:du (?:travail|boulot|taf)|un (?:autre )?(?:travail|emploi"
        r"|boulot|job|taf|cdi|cdd|poste"
        r"|contrat|employeur)|une? autre? ?(?:offre|poste|proposition|mission|emploi)|autre chose|ailleurs|mieux)"
        r"|\b(?:a|ont) (?:prefere|choisi) (?:une? autre|rester|partir|ailleurs|un emploi|continuer|decliner)\b"
        r"|\b(?:trouve|retrouve|parti|engage|pris|embauche)e? (?:du (?:travail|boulot) )?ailleurs\b"
        r"|\btrouve du (?:travail|boulot)\b"
        r"|\bs'est (?:retracte|retire|ravise|desengage)e?\b|\bse retire\b|\bretract\w+\b|\b(?:a|ont) (?:retire"
        r"|annule) (?:sa|leur) candidature\b"
        r"|\bdit non\b(?<=a dit non)|\bne (?:veut|souhaite|voulait|souhaitait|desire|veulent|souhaitent) (?:plus|pas"
        r"|finalement pas)"
        r"(?= (?:du |de |le |la |ce |venir|travail|prendre|faire|s'|se |un |une |accepter|poursuivre|en |continuer"
        r"|bosser|changer)| ?[.,;!]| ?$)"
        r"|\b(?:a|ont) (?:finalement |malheureusement |poliment )?(?:decline|refuse)\w*\b(?: (?:(?:le|la|les|notre"
        r"|cette|ce|l') ?(?:poste|offre|proposition|contrat|mission|embauche)))?|\b(?:il|elle) (?:nous |m'"
        r"|me )?(?:a )?plante\w*\b"
        r"|\bn'est pas (?:partante?|preneu[rs]e?|ok)\b|\bpas (?:preneur|preneuse|partante?)\b|\ba lache l'affaire\b"
        r"|\b(?:n'est|ne sera|plus|pas) (?:plus |pas )?(?:libre|disponible|dispo)s?\b(?! (?:le|la|avant|a|au|pour"
        r"|les|sur|en|du|qu'a|des"
        r"|l'apres|tot|tard|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))"
    )),
    ("withdrawn", (
        r"\b(?:s'est|se) (?:finalement )?desist\w+|\bdesistement|\bdesistee?s?\b|\b(?:a"
        r"|ont) (?:finalement )?(?:refuse|decline)\w*(?: (?:le|l'|notre|la|les|ce|cette))? ?(?:poste|offre"
        r"|proposition|contrat|mission|embauche|horaires?|conditions?|salaire)?|\b(?:il|elle|le candidat"
        r"|la candidate|candidat\w?) (?:refuse|decline)\b(?: (?:le|notre|l') ?(?:poste|offre))?|\bn'(?:est|etait"
        r"|sont) (?:finalement |malheureusement )?(?:plus|pas) (?:interesse|disponible|dispo|partant|candidat"
        r"|motive par)\w*|\bne (?:souhaite|veut|desire|peut|veulent|souhaitent)\w* (?:plus|pas"
        r"|finalement pas)(?: (?:venir|le poste|donner suite|travailler|accepter|prendre|poursuivre|du poste"
        r"|de ce poste|rejoindre|s'engager)\w*)"
    )),
    ("withdrawn", (
        r"\b(?:a|ont) (?:deja |finalement |entre[- ]temps )?(?:retrouve|trouve|decroche|signe|accepte"
        r"|repris)\w* (?:autre chose|ailleurs|un|une|du|mieux)(?: (?:autre )?(?:travail|emploi|cdi|cdd|poste"
        r"|contrat|formation|mission|interim))?(?: ailleurs)?|\bdeja (?:en poste|pris ailleurs"
        r"|embauchee? ailleurs|en emploi)|\ba commence (?:ailleurs|un autre)|\b(?:embauche|recrute|pris|engage"
        r"|retenu)e?s? (?:ailleurs|chez|par (?:une?|l'|un autre)|dans une autre|en (?:cdi|cdd"
        r"|interim) (?:ailleurs|chez))|\babandonne\w*|\ba renonce\b|\brenonce\w* (?:au|a)|\b(?:est partie? "
        r"|parti\w? )en formation|\bpasse son tour|\bne donne(?:ra)? pas suite (?:a notre|a l'offre|au poste)"
        r"|\bdemissionn\w+"
    )),
    # not reached
    ("to_call_back", (
        r"\b(?:ne |n')?(?:nous |m'|me )?(?:a|ont) (?:pas|jamais|toujours pas) (?:repondu|rappelee?s?"
        r"|recontactee?s?)\b(?! (?:a l'offre|aux criteres))"
        r"|\b(?:repond|decroche|rappelle)(?:nt)? (?:pas|plus|jamais)\b(?! (?:au profil|aux?|a (?:nos|notre|mes|ce|l)))"
    )),
    ("to_call_back", (
        r"\binjoignables?\b|\b(?:pas|jamais|non) joignables?\b|\b(?:a|faut|faudra|dois|doit|va|vais|allons"
        r"|devons|devez) (?:encore |aussi |bien )?(?:le |la |les |l'|lui )?(?:r(?:e|')?(?:appeler|contacter|joindre)"
        r"|relancer|recontacter"
        r"|reappeler)|\b(?:je|nous|on) (?:le |la |les |l')(?:r(?:appell|econtact|elanc))\w+|\bpas (?:reussi|pu"
        r"|arrive|parvenu\w?|eu)(?: a)? (?:le |la |les |l')?(?:joindre|avoir|contacter|avoir au telephone)"
        r"|\bne repond(?:ent)? (?:pas|plus|jamais|pas au telephone)|\bpas de reponse|\bsans reponse|\b(?:tombe "
        r"|tombee? |toujours )?(?:sur )?(?:sa |la |le |son )?(?:messagerie|repondeur)\b|\blaisse (?:un |des "
        r"|plusieurs )?(?:message|messages|sms)|\bmessages? (?:vocal )?laisses?|\bpas de rappel\b"
        r"|\bpas rappele\b|\bpas encore (?!eu (?:le temps|l'occasion|la possibilite|de retour)|pu (?:l|les |vous "
        r"|en )?(?:regard|etudi|voir|trait|lire|consult|examin|repond))(?:eu|pu|joint|contacte|appele"
        r"|reussi)\w*(?: (?:a |le |la "
        r"|l')?(?:joindre|avoir|contacter|appeler))?|\bnumero (?:errone|invalide|non attribue|faux|pas bon"
        r"|incorrect)|\bmauvais numero|\bimpossible de (?:le |la |les |l')?(?:joindre|contacter|avoir)"
        r"|\bsonne dans le vide|\bn'est pas joignable|\b(?:ne |n')?decroche(?:nt)? pas|\b(?:reste"
        r"|restent) a (?:appeler|contacter|joindre)|\bn'arrive pas a (?:le |la |les |l')?(?:avoir|joindre|contacter)"
        r"|\bje (?:n'ai pas|n'arrive pas a) (?:encore )?(?:reussi a "
        r"|pu )?(?:le |la |les |l')?(?:eu(?! (?:le temps|l'occasion|la possibilite))|joindre|appelee?s?|contactee?s?"
        r"|jointe?s?)|\ba (?:appeler|joindre)\b"
        r"|\bpas (?:jointe?|eue?) (?:encore|au tel)"
    )),
    ("to_call_back", (
        r"\b(?:n'a|n'ont) (?:pas|jamais|plus|toujours pas|pas encore) (?:repondu|rappelee?|decroche|donne de reponse)\b"
        r"(?! (?:aux|a (?:nos|mes|notre|l'offre|la)))|\b(?:pas|jamais) (?:repondu|rappelee?|decroche)\b|\b(?:n'a"
        r"|n'ont) (?:pas|jamais) repondu (?:a|aux) (?:nos|mes"
        r"|notre|mon) (?:appels?|messages?|sms"
        r"|mails?|sollicitations?|relances?)|\b(?:j'attends|on attend|en attente de) (?:qu'il|qu'elle|qu'ils|son|sa"
        r"|leur) (?:me |nous )?(?:rappel\w*"
        r"|retour|reponse)|\bsans (?:nouvelles?|retour)\b|\b(?:aucune|pas de) (?:nouvelles?|reponse|retour)\b"
    )),
    ("to_call_back", (
        r"\bnumeros?\b[^.;:]{0,50}?\b(?:n'est pas|n'est plus|pas|plus|ne fonctionne|ne marche"
        r"|ne passe)\b ?(?:pas )?(?:attribue|bon|valide|le bon"
        r"|en service|correct)?|\b(?:faux|mauvais) numero\b"
    )),
    # no
    ("rejected", (
        r"\b(?:ne |n')(?:nous |m'|me |les |le |la )?(?:interess|convainqu|convien|correspond|satisf|plai"
        r"|sedui)\w* (?:pas|plus|guere)\b"
        r"(?: (?:pour (?:le moment|l'instant)|du tout|vraiment))?"
        r"|\b(?:ne |n')(?:pouvons|puis|pourrons|saurions|saurais|peut|peux"
        r"|sommes en mesure de) (?:(?:malheureusement|donc|vous|le|la|les|y) )*"
        r"(?:l')?(?:retenir|donner (?:de |une )?suite|recruter|embaucher|prendre|garder"
        r"|accepter)(?: (?:favorable )?(?:a|pour) )?"
        r"|\b(?:n'a|n'ont|n'avons|n'ai|ne sont|n'est) pas (?:tenu|reussi|passe|valide|souhaite donner"
        r"|tenue)\b(?: (?:les?|la|le) (?:tests?|essais?|service"
        r"|rythme|cadence|entretien))?"
    )),
    ("rejected", (
        r"\b(?:ne |n')(?!sai|sav|hesit|pens|croi|voi|oubli)[^,;:.]{0,30}?\b(?:pas|plus)\b (?!encore)(?:(?:pu|su"
        r"|voulu|de|en|mesure|le|la|les|lui|leur"
        r"|possible|souhaite|donc|finalement|pouvoir|a) |l'){0,4}(?:recruter|embaucher|retenir|prendre|garder"
        r"|engager|integrer|conserver"
        r"|selectionner|poursuivre|continuer)\b(?: (?:avec|la|sa|le|un|cette|de) ?)?"
    )),
    ("rejected", (
        r"\bn(?:e|')\b ?[^,;:.]{0,60}?\b(?:pas|plus|aucune|jamais)\b[^,;:.]{0,40}?\bsuites?\b(?: (?:favorables?"
        r"|positives?))?"
        r"(?: (?:a|pour) (?:la |sa |son |leur |cette |ces |votre )?(?:candidatures?|profils?|dossiers?|proposition))?"
        r"|\b(?:pas|aucune) (?:de )?suite(?: (?:favorable|positive|donnee?))*\b|\bsuite(?: est)? (?:negative"
        r"|defavorable)"
        r"|\bpas (?:ete )?(?:donnee?|donner|donne) (?:de )?suite\b"
    )),
    ("rejected", (
        r"\b(?:ne |n')?(?:(?:le|la|les|l'|y|en) ?)?(?:fera|ferai|ferons|fait|faisons|fais|font|feront)? ?(?:pas|plus) "
        r"(?:l'affaire|appel)\b"
        r"|\b(?:ne (?:rentre|entre|colle|va|ira)\w* pas (?:dans|avec|au|pour)?)\b|\bhors (?:profil|critere|cible"
        r"|sujet)s?\b"
        r"|\b(?:a|est|sont) ecarte\w*|\bnous ecartons\b|\bj'ecarte\b|\belimin(?:e|ons|ee?s?)\b|\brecal\w+\b"
        r"|\bblackbou\w+"
        r"|\bpas (?:fait |de )?(?:notre|mon) (?:affaire|choix)\b|\bsans interet\b|\bnon merci\b|\bje dis non\b"
        r"|\bne (?:nous |m')?(?:a|ont|avait) pas (?:convaincus?|plu|seduits?)\b|\bn'(?:a|ont) pas (?:convaincu|plu"
        r"|fait l'affaire"
        r"|donne satisfaction|ete concluante?s?|passe (?:les tests|l'entretien|le test))\b|\bpas donne satisfaction\b"
        r"|\b(?:essai|test|entretien|visite medicale)s? (?:non |pas |peu )(?:concluante?s?|satisfaisante?s?"
        r"|reussie?s?|valide)\b"
        r"|\bessais? (?:s'est |ne s'est )?(?:tres |pas )?(?:mal|bien) passe\b(?<=mal passe)"
        r"|\b(?:essai|test) (?:rate|negatif)|\b(?:inapte|recusee?)\b|\bprofil (?:trop )?(?:eloigne|leger|junior"
        r"|surqualifie)\b"
        r"|\bsurqualifiee?\b|\b(?:trop|pas assez) (?:juste|leger|legere)\b|\bon ne (?:le |la |les )?prend(?:ra)? pas\b"
        r"|\b(?:avis|retour|reponse|decision) negati(?:f|ve)\b|\bn\.?r\.?\b(?!\w)"
    )),
    ("rejected", (
        r"\bn?e? ?(?:donne|donnons|donnerai|donnerons|donnera|donnerez) (?:pas|plus|aucune"
        r"|finalement pas) (?:de )?suite"
        r"(?: (?:favorable )?(?:a|pour) (?:la |sa |leur |cette |ces )?candidatures?)?"
        r"|\b(?:je|nous|on) ne (?:souhait|voul|veu|desir)\w* (?:pas|plus)(?: (?:la |le |les |l')?"
        r"(?:recruter|retenir|embaucher|prendre|continuer|poursuivre|garder|donner (?:de )?suite))?"
    )),
    ("rejected", (
        r"\b(?:ne|n')? ?(?:sera|seront|est|sont|avons|ai|a|ete|serait|fut|etait)?(?: ?pas| ?plus| jamais"
        r"| non)(?: (?:ete|finalement|encore|etre))*[ -](?:retenue?s?|selectionnee?s?|prise?s?|recrutee?s?"
        r"|embauchee?s?|gardee?s?|concluante?s?|validee?s?|acceptee?s?|convaincue?s?|satisfaisante?s?"
        r"|concerne?s?)\b|\bnon[ -](?:retenue?s?|selectionnee?s?|recrutee?s?|embauchee?s?|prise?s?|validee?s?"
        r"|conforme)\b"
    )),
    ("rejected", (
        r"\b(?:ne |n')(?:(?:le|la|les|l'|vous|nous|lui|leur) ?){0,2}(?:retiens|retient|retenons|retiendrons"
        r"|retiendrai|retiendra|prends|prend|prenons|prendrons|prendrai|garde|gardons|garderons|recrute"
        r"|recrutons|embauche|embauchons|poursuis|poursuivons|poursuit|valide|validons) (?:pas|plus|aucun\w*"
        r"|finalement pas|personne)(?: (?:la |le |de |une |sa |leur )?(?:suite|candidature|recruter|retenir"
        r"|embaucher|prendre"
        r"|continuer|poursuivre|donner (?:de )?suite|garder))?(?: (?:favorable )?(?:a|pour) (?:la |sa |leur "
        r"|cette |ces )?candidatures?)?"
    )),
    ("rejected", (
        r"\b(?:donne|donnons|donnera|donnerons|donnerai) pas (?:de )?suite\b|\bpas de suite\b|\bsans suite\b"
        r"|\bsuite defavorable|\bje passe\b|\bpas donne suite|\b(?:je|on|nous) (?:prends|prend|retiens|garde"
        r"|retient|prenons|retenons) pas\b"
    )),
    ("rejected", (
        r"\bn(?:e|')? ?(?:correspond(?:ent|ait|aient)?|convien(?:t|nent|drait)|fai(?:t|sait) pas l'affaire|colle"
        r"|matche?|satisfait|repond(?:ent)?) (?:pas|plus|absolument pas|pas du tout)(?: (?:aux|au|a nos|a notre"
        r"|a mes|a ce|a)? ?(?:profil|besoins?|attentes?|poste|criteres?|recherche"
        r"|recherches)?(?: recherchee?s?)?)?|\bfait pas l'affaire|\bpas (?:le|au) (?:bon )?profil\b"
        r"|\bprofil (?:ne )?(?:non adapte|pas adapte|inadapte|insuffisant)|\bpas adaptee?s? (?:au|a|pour)"
        r"|\bconvien(?:t|nent) pas|\bcorrespond(?:ent)? pas(?: (?:aux|au|a notre|a nos|a mes|a)? ?(?:profil"
        r"|besoins?|attentes?|poste|criteres?)?(?: recherche)?)?"
    )),
    ("rejected", (
        r"\brefus(?:e|ee|es|ees)?\b|\bje refuse\b|\brejetee?s?\b|\becartee?s?\b|\bdefavorables?\b|\bavis negatif"
        r"|\bnegatif\b|\bko\b|\bpas interesse(?:e|s|es)? par\b|\b(?:ne (?:suis|sommes)|n'est"
        r"|on n'est) pas (?:interesse\w*|convaincu\w*|favorables?|satisfait\w*)(?: par)?|\bpas (?:interesse"
        r"|convaincu)\w*\b|\bpas pour (?:nous|moi)\b|\blaisse tomber|\belimine\w*\b|\bon arrete\b"
        r"|\bperiode d'essai (?:rompue|non concluante|arretee)|\bpas concluant\w*|\bne (?:sera|seront) pas\b"
        r"|\bpas possible\b|\bca ne (?:va|marche|le fait|ira) pas\b|\bca (?:va|marche) pas\b|\bpas (?:lui|elle"
        r"|eux|elles)\b"
    )),
    # to be seen
    ("interview", (
        r"\b(?:retenue?s?|ok|oui|d'accord|selectionnee?s?|convoquee?s?|partant\w?|interesse\w*|convie\w*"
        r"|convoque\w*|positionnee?s?|on (?:le|la|les) prend|favorables?|bon) (?:en |pour (?:un |l'|les |des "
        r"|le |la |une |passer un |un premier )?|a (?:un |l'))(?:entretiens?|rdv|rendez-vous|rencontre|voir"
        r"|rencontrer|recevoir|les? (?:voir|recevoir|rencontrer)|la (?:voir|recevoir|rencontrer)|essai"
        r"|journee d'essai)"
    )),
    ("interview", (
        r"\bentretiens?\b|\brdv\b|\brendez[- ]vous\b|\b(?:je|on|nous) (?:souhaite\w*|voudr\w+|veux|veut|voulons"
        r"|aimer\w+|vais|va|allons|peux|peut|pouvons) (?:bien )?(?:le |la |les |l'|aussi |d'abord )*(?:voir"
        r"|recevoir|rencontrer|convoquer)|\b(?:je|on|nous) (?:le |la |les |l')(?:vois|voit|verrai|verra|verrons"
        r"|voyons|recois|recoit|recevrai|recevra|recevrons|recevons|rencontre\w*|convoqu\w+)|\b(?:je|on"
        r"|nous) (?:vois|voit|voyons|verrai|verrons|verra|recois|recoit|recevons|recevrai|recevrons|rencontre"
        r"|rencontrons|rencontrerai|rencontrerons|convoque|convoquons)\b|\ba (?:rencontrer|recevoir)\b"
        r"|\ba voir (?=(?:le |la |des |ce )?(?:lundi|mardi|mercredi|jeudi|vendredi|demain|\d))|\bconvoquee?s?\b"
        r"|\b(?:peut|peuvent|doit|doivent|pourrait|pourra) (?:venir|passer|se presenter)|\bqu'(?:il|elle|ils"
        r"|elles) (?:vienne|passe|se presente)\w*|\bsera recue?\b|\bseront recue?s\b|\bvisio\b"
        r"|\brencontre (?:prevue|fixee|le|demain)\b|\best attendue? (?:pour un|en)\b|\bpreselectionn\w+"
        r"|\bshortlist\w*|\bon se voit\b|\bpour (?:le|la|les) (?:voir|rencontrer|recevoir)\b"
    )),
    # taken
    ("interview", (
        r"\b(?:je|on|nous) (?:souhait|voudr|veux|veut|voulons|aimer|vais|va|allons|peux|peut|pouvons)\w* (?:bien )?"
        r"(?:le |la |les |l')?re(?:voir|cevoir|ncontrer)"
        r"|\b(?:je|on|nous) (?:le |la |les |l')?(?:revoi[st]|revoyons|reverr\w+|rerecoi[st]|revoi)\b"
        r"|\ba (?:revoir|recevoir|rencontrer|convoquer)(?= (?:en |le |la |ce |cette |demain|lundi|mardi|mercredi"
        r"|jeudi|vendredi|samedi|\d))"
        r"|\b(?:invitee?s?|convie\w*|convoque\w*|invite\w*) (?:a |pour |en |au )|\b(?:deuxieme|second|2eme"
        r"|2e) (?:entretien|rdv|tour)\b"
        r"|\b(?:je|on|nous) (?:fixe|fixons|cale|calons|programme|programmons|propose|proposons) (?:un |une )?(?:rdv"
        r"|rendez-vous|entretien|rencontre)"
        r"|\bme (?:rencontrer|voir)\b|\bnous (?:rencontrer|voir)\b"
    )),
    ("hired", (
        r"\b(?:on|nous|je) (?:demarr|commenc|debut|travaill|continu|poursui)\w* (?:donc |deja )?avec\b|\b(?:on|nous"
        r"|je) (?:pars?"
        r"|partons|part) (?:sur|avec) (?!une?\b)"
        r"|\b(?:a|ont) (?:tres bien |bien )?reussi (?:les|ses|son|le|l'|leurs?) ?(?:tests?|essais?)\b"
        r"|\bapte\b(?=[^.;]{0,20}embauch)"
    )),
    ("hired", (
        r"\b(?:je|on|nous) (?:souhait|veux|veut|voulons|vais|va|allons)\w* (?:bien |donc |finalement )?(?:vous "
        r"|te )?(?:le |la |les |l')?"
        r"(?:embaucher|recruter|prendre|retenir|engager|garder|signer|integrer)\b"
        r"|\b(?:est|sont|etait|reste|restent|commence|actuellement) en (?:periode )?d?'?essai\b(?= ?$| ?[.,;!]"
        r"| depuis| jusqu| pour \d)"
        r"|\ben periode d'essai\b|\bperiode d'essai (?:validee|concluante|en cours|signee|reussie)\b"
        r"|\b(?:essai|test|journee d'essai|semaine d'essai|immersion|pmsmp) (?:tres |bien |est )*(?:concluante?"
        r"|reussie?|validee?|positi(?:f|ve))\b"
        r"|\b(?:c'est|tout est|est|sont) (?:signee?s?|embauchee?s?)\b|\bcdd? signe\b"
        r"|\bpromesse (?:d'embauche )?(?:signee|envoyee|faite)?"
        r"|\b(?:fait|font|feront|fera) partie de l'equipe\b|\b(?:rejoint|rejoignent|rejoindra|rejoindront) (?:notre"
        r"|nos|l'|les|la|mon)\b"
        r"|\b(?:a|ont) (?:bien )?(?:commence|demarre|debute|attaque|integre|pris son poste|pris ses fonctions"
        r"|signe)\w*\b(?! (?:ailleurs|un autre"
        r"|une autre|chez))|\b(?:au travail|en poste) (?:depuis|chez nous|des)\b|\bj'embauche\b|\bje signe\b"
        r"|\b(?:prise de poste|demarrage|debut|embauche|integration|arrivee|entree)s? (?:est |sont )?(?:prevue?"
        r"|fixee?|confirmee?|programmee?|calee?)"
        r"|\bcandidature (?:acceptee|validee|retenue)|\b(?:on|je|nous) (?:l'|le |la |les )(?:attend|attends"
        r"|attendons|fait|fais) (?:commencer|demarrer|debuter)?"
        r"(?= ?(?:le|lundi|mardi|mercredi|jeudi|vendredi|a partir|des|demain|pour (?:commencer|demarrer|debuter"
        r"|sa prise|son premier)))"
        r"|\bdecid\w+ de (?:le |la |les |l')?(?:prendre|recruter|retenir|embaucher|garder|engager)\b"
    )),
    ("hired", (
        r"\bretenue?s?\b|\b(?:je|on|nous) (?:le |la |les |l')?(?:retiens|retient|retenons|prends|prend|prenons"
        r"|garde|gardons|recrute|recrutons|embauche|embauchons|prendrai|prendrons|prendra|embaucherai"
        r"|embaucherons|signe|signons|valide|validons|choisi\w*)\b|\b(?:ai|avons|a) (?:choisi|retenu"
        r"|pris(?! contact| rdv| rendez| note| connaissance| en | du | de | le temps| un rdv| un rendez| rv)"
        r"|embauche|recrute|selectionne|engage|valide|decide de (?:prendre|recruter|retenir|embaucher|garder))\b"
        r"|\bembauchee?s?\b|\brecrutee?s?\b|\bengagee?s?\b(?! dans| sur| ailleurs| par)|\bprise?s?\b(?! de\b"
        r"| en compte| en charge| contact| rdv| rendez| note| connaissance| du | le temps| un r| ailleurs)"
        r"|\bne (?:retiens|retenons|garde|gardons|prends|prenons|prend|recrutons|retient) que\b|\b(?:il|elle|ils"
        r"|elles) (?:commence|demarre|debute|attaque|integre|prend son poste|prennent|embauche|demarr|commencer"
        r"|debuter)\w*|\b(?:commence|demarre|debute|attaque|commencera|demarrera|debutera|commencent|demarrent"
        r"|debutent|commenceront|attaquera|integre|integrera) (?:le|lundi|mardi|mercredi|jeudi|vendredi|demain"
        r"|des|ce|au|en|la|a partir|chez|dans|aujourd'hui|le 1|on|notre|l'equipe)|\bcontrats? (?:signe|est signe"
        r"|en cours|envoye|a ete signe|fait)\w*|\b(?:signe|signera|signent) (?:son|le|leur|un|lundi|mardi"
        r"|demain)\b|\bselectionnee?s?\b|\bbon pour (?:moi|nous|embauche|le poste|commencer|demarrer)"
        r"|\bembauche (?:ok|confirmee|validee|prevue)|\bpour embauche\b|\bvalidee?s?\b|\bje (?:le|la|les) veux\b"
        r"|\bfait (?:bien )?l'affaire|\bconvien(?:t|nent)\b|\bacceptee?s?\b|\bgardee?s?\b|\bpeut (?:commencer"
        r"|demarrer|attaquer|debuter)|\bpeuvent (?:commencer|demarrer)|\bmon choix\b|\bnotre choix\b"
        r"|\bpromesse d'embauche"
    )),
    ("hired_soft", (
        r"\bok\b|\boui\b|\bd'accord\b|\bc'est bon\b|\bca marche\b|\bfeu vert\b|\bfavorables?\b|\bparfait\b"
        r"|\bbanco\b|\bpositif\b|\bca (?:me |nous )?va\b|\bbon profil\b|\bpartant\w?\b|\baccord (?:donne|pour|sur)\b"
        r"|\bavis favorable\b|✓|✔|✅|☑|\b👍"
    )),
    ("rejected", r"\bnon\b|\bnegatif\b|✗|❌|⛔|👎|\bsans moi\b"),
    ("mild", r"\b(?:m'|nous |l'|d')?interess\w*|\bbonne? impression|\bprofil sympa"),
)  # fmt: skip

#: said beside a verdict, it takes the certainty away
HEDGES = re.compile(
    r"\bplus tard\b|\bpreference\b|\bj'attends\b|\bnous attendons\b|\bon attend\b|\b(?:mets?|mettons|garde"
    r"|gardons) (?:de cote|[^.;]{0,30}\bpour (?:plus tard|la suite|un autre|une autre))|\bsous le coude"
    r"|\ble coude\b|\bgard\w+ (?:la|sa|cette) candidature|\bpeut[- ]etre\b|\bsous reserve\b|\beventuel\w*"
    r"|\bj'hesite|\bhesit\w+|\ben reserve\b|\ba confirmer\b"
    r"|\ben attente\b|\bliste d'attente|\bje (?:vais )?reflechi\w*|\bon (?:va )?reflechi\w*|\ba reflechir"
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

COMPILED: tuple[tuple[str, re.Pattern[str]], ...] = tuple((state, re.compile(wording)) for state, wording in VERDICTS)

#: when two are said in one breath, the left one stands
STANDS_OVER: dict[frozenset[str], str] = {
    frozenset({"hired", "hired_soft"}): "hired",
    frozenset({"interview", "hired_soft"}): "interview",
    frozenset({"mild", "hired_soft"}): "mild",
    frozenset({"mild", "interview"}): "interview",
    frozenset({"mild", "hired"}): "hired",
    frozenset({"mild", "rejected"}): "rejected",
    frozenset({"mild", "withdrawn"}): "withdrawn",
    frozenset({"mild", "to_call_back"}): "to_call_back",
    frozenset({"mild", "no_show"}): "no_show",
    frozenset({"rejected", "withdrawn"}): "withdrawn",
    frozenset({"no_show", "to_call_back"}): "no_show",
    frozenset({"no_show", "rejected"}): "rejected",
    frozenset({"rejected", "to_call_back"}): "rejected",
    frozenset({"withdrawn", "to_call_back"}): "withdrawn",
    frozenset({"interview", "to_call_back"}): "to_call_back",
    frozenset({"no_show", "withdrawn"}): "withdrawn",
    frozenset({"no_show", "interview"}): "no_show",
}


def says_a_verdict(folded: str) -> bool:
    """Whether the folded words hold any verdict."""
    return any(pattern.search(folded) for _, pattern in COMPILED)
