"""Words that are written with a capital, or beside a first name, and are no part of a name; folded; a plain table."""

from __future__ import annotations

_FUNCTION = """
a ai aie aient ainsi alors apres as assez au aucun aucune aujourd aujourd'hui auquel aura aurait auront aussi autre
autres aux avaient avais avait avant avec avez avoir avons ayant beaucoup bien bon bonne c c' ca car ce ceci cela
celle celles celui cependant certains ces cet cette ceux chacun chacune chaque chez ci comme comment concernant
contre d d' dans davantage de debut dedans dehors deja demain depuis derniere dernier derriere des desormais dessous
dessus deux devant devra doit doivent donc dont dos du duquel durant elle elles en encore enfin ensuite entre
environ es est et etaient etais etait etant etc ete etes etre eu eux fait faut fin finalement font fois grace hier
hors ici il ils j j' jamais je jusqu jusqu'a jusque l l' la laquelle le lequel les lesquels leur leurs lors lorsque
lui m' ma maintenant mais malgre malheureusement me meme memes merci mes mieux moi moins mon n n' ne neanmoins ni
nom nombre nommee nomme non nos notre nous nouveau nouvelle on ont or ou oui par parce parfois parmi pas pendant
personne personnes peu peut peuvent plus plusieurs plutot possible pour pourquoi pourra pourrait pourriez pouvez
pouvons pres puis puisque qu qu' quand quant quatre que quel quelle quelles quelqu quelque quelques quels qui quoi
quoique rien s s' sa sans sauf se sera serait seriez seront ses seul seule si sinon sois soit sommes son sont sous
souvent suis suite sur ta tandis tant tard te tel telle tels tes toi ton tot toujours tous tout toute toutefois
toutes tres trois trop tu un une unique vers veuillez via voici voila voir vos votre vous vraiment vu y zero cinq
six sept huit neuf dix onze douze vingt premier premiere second seconde deuxieme troisieme quatrieme
"""

_MAIL = """
bonjour bonsoir salut hello coucou cher chere chers merci cordialement cdt cdlt bien bonne journee soiree reception
attente retour retours mail mails courriel message messages objet sujet reponse reponses demande demandes suivant
suivants ci-joint ci-jointe ci-dessous ci-apres joint joints jointe jointes piece pieces pj copie information
informations note nota ps nb urgent important rappel suite respectueusement sinceres salutations amicalement
sincerement courtoisement envoye iphone android samsung outlook mobile tr re fw fwd de a cc date tel telephone tph
port portable fixe fax email e-mail mel courriel adresse site www http https madame monsieur mademoiselle mesdames
messieurs mme mlle melle mr mm collegue collegues equipe service direction directeur directrice responsable
conseiller conseillere conseillers referent referente referents charge chargee assistante assistant accompagnateur
accompagnatrice cip cisp accueil secretariat agence antenne bureau pole site sites ok d'accord effectivement
evidemment bientot volontiers desole desolee disposition hesitez n'hesitez contact contacts contacter contactez
appel appeler rappeler joindre joignable injoignable disponible disponibles dispo dispos disponibilite immediatement
"""

_FIELD = """
candidat candidate candidats candidates candidature candidatures profil profils poste postes offre offres besoin
besoins emploi emplois metier metiers mission missions locale local locales france travail cap plie geiq siae ei
etti ai aci epide e2c ecole chance deuxieme insertion clause clauses sociale social sociales chantier chantiers
association centre foyer residence maison quartier prioritaire prioritaires ville commune agglo agglomeration
communaute region departement prefecture mairie ccas chrs spip mdph caf msa pmsmp ape aft afpa greta cfa rsa brsa
rqth deld detld qpv ass aah are aspa ata bpi ppsmj th boeth oeth cej pacea asi aije sp ml mlife pi de den tzcld bac
bep cap bts dut bp licence master diplome diplomes sans niveau formation formations experience experiences permis
vehicule voiture velo scooter bus transport transports mobile mobilite mobiles caces aipr sst habilitation
habilitations electrique epi cqp tp vl pl spl fimo fco r482 r489 carte btp vrd cdi cdd cddi ctt interim interimaire
interimaires alternance stage contrat contrats age ans an annee annees mois semaine semaines jour jours heures heure
h lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre
octobre novembre decembre matin midi soir numero n no num tel nom noms prenom prenoms naissance ne nee situation
statut criteres critere public publics commentaire commentaires observation observations remarque remarques motive
motivee motives serieux serieuse ponctuel ponctuelle volontaire competences competence qualification savoir-faire cv
lm lettre motivation attestation attestations justificatif macon maconne macons maconnerie coffreur bancheur
coffreur-bancheur peintre peintres plaquiste plaquistes electricien electricienne plombier plombiere chauffagiste
couvreur couvreuse charpentier menuisier menuisiere carreleur carreleuse manoeuvre manœuvre manoeuvres ouvrier
ouvriere ouvriers agent agents agente entretien espaces verts paysagiste jardinier nettoyage nettoyeur proprete
cariste preparateur magasinier conducteur conductrice engins chauffeur chauffeuse cuisinier cuisine plongeur serveur
serveuse aide aide-macon aide-soignante auxiliaire vie secretaire comptable vendeur vendeuse caissier caissiere
ferrailleur grutier soudeur canalisateur terrassier facadier etancheur metallier desamianteur demolisseur poseur
poseuse monteur echafaudeur technicien technicienne ingenieur gardien gardienne veilleur securite ssiap employe
employee polyvalent polyvalente batiment bâtiment gros oeuvre œuvre second lot lots marche marches public travaux
entreprise entreprises societe sarl sas sasu eurl sa scop groupe batiments renovation construction isolation voirie
reseaux ordures collecte tri restauration logistique hotellerie industrie commerce homme femme hommes femmes jeune
jeunes senior seniors adulte adultes fils fille pere mere mari epouse ami amie copain copine pote jai jvous jte
compagne cousin cousine frere soeur sœur neveu niece oncle tante voisin voisine camarade conjoint conjointe monde
gens parent isole refugie
refugiee refugies demandeur demandeuse demandeurs longue duree inscrit inscrite inscrits inscription chomage chomeur
beneficiaire beneficiaires allocataire allocataires travailleur travailleuse handicape handicapee handicapes nord
sud est ouest rue avenue boulevard place impasse allee chemin route cedex bp amiens lille lens arras bethune paris
lyon marseille bordeaux toulouse nantes rennes rouen reims metz nancy strasbourg dijon grenoble calais dunkerque
boulogne abbeville valenciennes douai maubeuge cambrai beauvais compiegne soissons laon creil etouvie somme oise
aisne picardie artois hauts-de-france propose proposer proposons proposee presente presenter presentons oriente
orienter orientons orientation positionne positionner positionnons transmets transmettre transmettons envoie envoyer
envoyons adresse adresser recherche recherchons cherche souhaite souhaiter souhaitons souhaitait voudrait veut
veulent pense pensons possede habite habitant reside demeurant domicilie domiciliee suivi suivie suivis accompagne
accompagnee accompagnes vit travaille travaillait connait maitrise titulaire sait correspond correspondent
correspondrait convient conviendrait interesse interessee interesses pret prete attend libre actuellement vient
rencontre rencontree vois vu vue confirme confirmee valide validee retenu retenue retenus retenues pris prise
embauche embauchee refuse refusee refus entretien entretiens rdv rendez-vous absent absente venu venue commence
commencera demarre demarrera trouve trouvee autre chose ailleurs aurait serait pourra peut doit peux veux prends
prenez garde gardons retiens retenons retire retirer annule annuler abandonne desiste desistement relance relancer
chef cheffe gerant gerante patron patronne compagnon equipier tuteur tutrice rh drh etam cadre apprenti apprentie
debutant debutante confirme qualifie qualifiee motivé vivier liste tableau fichier excel word pdf rsa/qpv sortant
sortante detention prison justice main asile protection subsidiaire internationale fle francais anglais arabe lu
ecrit parle alphabetisation illettrisme non-lecteur logement heberge hebergee sdf abri csp apt apte inapte visite
medicale sexe nationalite titre sejour carte identite vitale code postal cp siret tous toutes deux trois ensemble
chacun puis reserve complement besoins renfort binome total soit avis favorable defavorable oui non peut-etre ras
neant sncf rer metro tram gare lycee college gymnase piscine stade creche hopital ehpad mediatheque theatre cinema
residence tour
"""

COMMON_WORDS: frozenset[str] = frozenset((_FUNCTION + _MAIL + _FIELD).split())

#: before a name, it names a street, a school or a firm, not a person
_NAMING_WORDS_TABLE = """
rue avenue av boulevard bd place pl impasse allee allees chemin route square quai cours lycee college ecole groupe
gymnase stade piscine quartier residence hopital clinique entreprise societe ets etablissements foyer association
centre espace maison tour batiment cite lotissement zac za zi campus theatre mediatheque pont gare station hotel
restaurant cabinet agence resto creche halle salle parc rond-point
"""
NAMING_WORDS: frozenset[str] = frozenset(_NAMING_WORDS_TABLE.split())
