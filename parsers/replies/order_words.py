"""The words of the referent's orders: verbs, hedges and the names of fields; plain tables on folded text."""

from __future__ import annotations

import re

#: action -> wordings; the first that fits at a place wins
VERBS: tuple[tuple[str, str], ...] = (
    ("unclear", (
        r"pas (?:tout a fait |encore |trop |vraiment |forcement )?(?:ok|d'accord|bon|valide)\b(?= (?:je crois"
        r"|je pense|sauf|avec tout))"
    )),
    ("reject", (
        r"(?:(?:non|pas) conforme|non|ne (?:pas )?(?:la |le |les )?(?:diffuse[rz]?|valide[rz]?|publie[rz]?|envoie"
        r"|envoye[rz])(?: pas)?|je ne (?:le |la )?(?:valide|diffuse) pas|pas (?:ok|d'accord|bon|valide|valable"
        r"|possible|de diffusion)|(?:a |on |nous )?refus(?:e|er|ez|ee?|ons|s)?|(?:a )rejeter|je (?:le |la )?refuse"
        r"|rejet(?:er|te|ez|ee?)?|je (?:le "
        r"|la )?rejette|a refaire|ko|nok|n'est pas (?:valide|ok|bon)|on ne diffuse pas|stop)\b"
    )),
    ("reopen", (
        r"(?:on |je |nous )?(?:le |la |l')?(?:re-?ouvr(?:ir|e|ez|ons)|rouvr(?:ir|e|ez|ons)|reactive[rz]?|reouverture"
        r"|rouverture|remet(?:s|tre"
        r"|tez) en (?:ligne|diffusion|route)|a rouvrir)\b"
    )),
    ("close", (
        r"(?:on |je |nous |a )?(?:le |la |l'|les )?(?:clo(?:re|s|t|se|ture[rz]?|turons|turee?)|a clore|ferme[rz]?"
        r"|fermeture"
        r"|classe[rz]?(?: sans suite)?"
        r"|archive[rz]?|cloture|solde[rz]?|met(?:s|tre) fin|cloture)\b"
    )),
    ("undo", (
        r"(?:annul(?:e|er|ez|ation|ee?)|undo|revien[st] en arriere|revenir en arriere|defai(?:s|re|tes)"
        r"|retour arriere|(?:revene[zr]|reviens) en arriere|oublie[rz]?(?: (?:ca|mon|ma|le|la))?|je me suis trompee?"
        r"|c'est une erreur"
        r"|erreur de ma part)\b"
    )),
    ("remind", (
        r"(?:relanc(?:e[rz]?|ons|es)|une? (?:petite )?relance|(?:fai(?:s|re|tes) )?un(?: petit)? rappel(?= (?:a"
        r"|aux?) )|petite relance|fai(?:s|re|tes) (?:une )?relance|envoie[rz]? (?:une "
        r"|un )?(?:relance|rappel)|rappel(?:le[rz]?|er) (?:a |aux? )?(?=(?:l'entreprise|la societe"
        r"|les partenaires|l'))|a relancer)\b"
    )),
    ("present", (
        r"(?:peu(?:t|vent) etre (?:presente|transmis)\w{0,2}(?: a l'entreprise)?)\b|"
        r"(?:(?:tu peux |vous pouvez |on peut |je souhaite |il faut |merci de |peux-tu )?present(?:e[rz]?|ons)"
        r"|a presenter|(?:transme(?:t|ts|ttre|ttez|ttons)|adresse[rz]?|envoie[rz]?|envoye[rz]|soume(?:t|ts|ttre)"
        r"|propose[rz]?)(?: lui| leur)? (?:a l'entreprise )?(?:(?:les?|la|l'|aussi) ?)?(?=(?:candidat\w*|profils?"
        r"|cvs?|dossiers?"
        r"|premiers?|m\.? |mme |mr |monsieur |madame )\b)|propose[rz]? a l'entreprise|envoie[rz]? (?:a l'entreprise"
        r"|le cv de|les cv de"
        r"|la candidature de|les candidatures? de)|positionne[rz]?)\b"
    )),
    ("correct", (
        r"(?:on |je |nous )?(?:corrig(?:e[rz]?|eons)|correction|modifi(?:e[rz]?|ons|cation)|chang(?:e[rz]?|eons)"
        r"|remplac(?:e[rz]?"
        r"|ons)|mett(?:re|ez|ons)|mets|met|rectifi(?:e[rz]?|ons|cation)|pass(?:e[rz]?|ons)(?= (?:a|le|la|les|en"
        r"|de|l'))|ajout(?:e[rz]?|ons)|a corriger|il faut (?:lire|mettre)|ramen(?:e[rz]?|ons)|repouss(?:e[rz]?|ons)"
        r"|decal(?:e[rz]?|ons)|avanc(?:e[rz]?|ons)|augment(?:e[rz]?|ons)|baiss(?:e[rz]?|ons)|complet(?:e[rz]?|ons)"
        r"|modifs?|changements?|ecri(?:s|vez|re)|indiqu(?:e[rz]?|ons))\b"
    )),
    ("approve", (
        r"(?:est (?:tout )?(?:bon|ok|valide|parfait)|sont (?:bons|ok|valides)|peu(?:t|vent) (?:partir|y aller|etre"
        r" (?:diffuse|valide|publie|envoye)\w{0,2})|(?:pas|aucune) (?:d')?objection)\b|"
        r"(?:ok+|oui|ouais|o\.k\.?|d'accord|dac|c'est (?:tout )?(?:bon|ok|parfait|valide)|(?:c'est |je |on |a "
        r"|bien )?(?:valid(?:e[rz]?|ee?s?|ons|ation|es))|bon pour (?:diffusion|diffuser|envoi|moi|accord)"
        r"|(?:tu peux |vous pouvez |on peut |je |la )?(?:diffus(?:e[rz]?|ons|ion)|publi(?:e[rz]?|ons))|a diffuser"
        r"|vas[- ]y|allez[- ]y|feu vert|go|approuv(?:e[rz]?|ee?|ons)|j'approuve|parfait|banco|impeccable|nickel"
        r"|accord(?:e[rz]?|ee)?(?: donne)?|top|rien a (?:redire|changer|signaler)|ca marche|ca me va|(?:ca|tout"
        r"|le reste) me convient"
        r"|(?:tres )?bien(?! (?:recu|note|entendu|compris|pris|vu|a (?:vous|toi)|cordialement|sur))"
        r"|envo(?:ie[rz]?|yer|yez)(?:-l[ea]s?)?(?= (?:aux|a (?:tous les|nos|l'ensemble)) ?partenaires)|envoie[rz]?"
        r"|lance[rz]?(?: la diffusion)?)\b|👍|✅|✔"
    )),
)  # fmt: skip

#: said anywhere beside an order, it takes the certainty away
HEDGES = re.compile(
    r"\?|\bje (?:crois|pense|suppose)\b|\bpeut[- ]etre\b|\bpas (?:sur|sure|certain|certaine)\b(?! (?:une?|la|les?|l'"
    r"|des?|ce|cette|nos|notre|mon|du)\b)|\bsauf (?:si|que"
    r"|le|la|les|pour)\b|\bje (?:ne )?sais (?:pas|plus)\b|\ba voir\b|\bsous reserve\b|\bon en (?:parle|reparle"
    r"|discute)|\bsi (?:l'entreprise|tu|vous|besoin|possible|le|la|les|c'est|elle|il|on|jamais|oui|tout|ca|rien"
    r"|pas)\b|\battend(?:s|ez|re|ons)\b|\bpas (?:encore|tout de suite|maintenant|avant)\b|\bplus tard\b"
    r"|\bj'hesite\b|\bje (?:regarde|verifie|vois|reviens|reflechis|te redis|vous redis|vais voir"
    r"|vais reflechir)\b|\bnormalement\b|\bsans doute\b|\bfinalement non\b|\w.{0,40}\bfinalement (?:oui|ok|si"
    r"|d'accord)\b|\ba priori\b|\ben principe\b"
    r"|\bplutot\b|\bou bien\b|\bou alors\b|\bapres (?:verification|avoir|confirmation|accord)\b"
    r"|\bdes que\b(?! possible)"
    r"|\bquand (?:tu|vous|l'|on|elle|il)\b"
)

#: said after an order, it takes the order back
RETRACTS = re.compile(
    r"\b(?:(?:non|en fait|ah non|oups|attends?z?)[\s,]*(?:finalement|en fait|non|attends?|stop)\b|laisse[rz]? tomber"
    r"|oublie[rz]? (?:ca|tout|mon|ma|ce|la|le)\b|finalement (?:non|pas)|en fait non|on ne fait rien|ne fai(?:s"
    r"|tes) rien"
    r"|stop\b|j'annule|(?<!j')(?<!je )attend(?:s|ez)(?= (?:mon|que|avant|un peu)|[ ,.!]|$)|d'abord)"
)

#: what a telephone writes -> what it means, on folded words
HURRIED = {
    r"\bc(?= (?:bon|ok|valide|parti|pas|non|oui|le|la|un|une|\d))": "c'est",
    r"\bpr\b(?! \d)": "pour", r"\bpe(?:u|ut)?\b(?= [a-z])": "peux", r"\bsalair\b": "salaire",
    r"\blheure\b": "l'heure", r"\bdiffuse(?=\b)(?<=peux diffuse)": "diffuser", r"\bqd\b": "quand", r"\bds\b": "dans",
}  # fmt: skip

#: lines that order nothing
IDLE = re.compile(
    r"(?:merci\b(?! (?:de |d'))(?:(?!\d).){0,40}|(?:je|nous) (?:vous|te) souhait\w+.{0,50}|avec (?:mes|nos"
    r"|tous mes) remerciements.{0,30}"
    r"|bonne (?:journee|soiree|fin de journee|reception)\b.{0,20}|bien (?:recu|note|a vous"
    r"|a toi).{0,20}|cordialement.{0,30}|bonjour.{0,30}|cdt|bises|salut.{0,20}|a (?:bientot|demain|plus)"
    r"|je (?:les?|la|l'|lui|leur|vais les?|vais l') ?(?:appel|rappel|contact|recontact|ecri|revoi|voi)\w*\b.{0,60}"
    r"|je (?:re)?(?:vois|contacte|appelle|rappelle) (?:avec )?(?:eux|elle|lui|m\.|mme|l'entreprise|le client)\b.{0,60}"
    r"|(?:vu|recu|note|ras|rien a signaler)\W*|pour (?:info"
    r"|information)\b.{0,80}|\W*)"
)

#: field path -> its names in an order, longest wordings first where one holds another
FIELDS: tuple[tuple[str, str], ...] = (
    ("job.openings", r"(?:nb|nbre|nombre)(?: de)? postes?(?: a pourvoir)?|postes a pourvoir|postes|effectifs?|nombre"),
    ("conditions.weekly_hours", (
        r"duree (?:hebdo(?:madaire)?|du travail|de travail)(?: hebdo\w*)?|(?:nb d'heures|nombre d'heures|heures"
        r"|horaires?|temps)(?: de travail)?(?: hebdo(?:madaires?)?| par semaine)?|hebdo"
    )),
    ("conditions.contract_duration", r"duree(?: du| de| de la)?(?: contrat| cdd| mission)?"),
    ("conditions.contract_type", r"(?:type|nature)(?: de| du)? contrat|contrat"),
    ("conditions.gross_salary", (
        r"salaires?(?: bruts?)?(?: horaire| mensuel| annuel)?|remunerations?|taux(?: horaire)?(?: brut)?|paie"
        r"|paye"
    )),
    ("conditions.workplace", (
        r"lieu(?: de travail| du chantier| d'embauche| de prise de poste)?|chantier|localisation|lieux?"
    )),
    ("job.start_date", (
        r"date(?: de| du| d')?(?: ?(?:debut|demarrage|recrutement|embauche|prise de poste|l'embauche|depart))?"
        r"|debut(?: du contrat)?|demarrage|prise de poste|embauche|recrutement|a partir"
    )),
    ("job.title", r"(?:intitule|appellation|titre|nom|libelle)(?: du| de| de la)?(?: poste| l'offre)?|metier|poste"),
    ("job.experience", r"experience(?: professionnelle)?(?: souhaitee| demandee| requise)?"),
    ("job.training", r"formations?(?: souhaitee| demandee| requise)?|diplome|niveau(?: d'etudes?)?"),
    ("job.skills", r"competences?(?: requises?)?"),
    ("job.activities", r"activites?(?: principales?)?|missions|taches"),
    ("job.special_requirements", r"exigences?(?: particulieres?)?|permis|habilitations?|caces"),
    ("company.siret", r"n?°? ?siret"),
    ("company.phone", r"tel(?:ephone)?\.?(?: de l'entreprise| du contact)?|portable|numero(?: de tel(?:ephone)?)?"),
    ("company.email", (
        r"(?:adresse )?(?:e-?)?mail(?: de l'entreprise| du contact)?|courriel|adresse (?:mail|e-?mail"
        r"|electronique)"
    )),
    ("company.contact_name", r"contact|interlocut(?:eur|rice)|personne a (?:joindre|contacter)|responsable"),
    ("company.address", r"adresse(?: de l'entreprise| du siege)?|siege"),
    ("company.name", r"entreprise|raison sociale|societe|nom de l'entreprise"),
)  # fmt: skip
