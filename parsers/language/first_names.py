"""First names given in France, folded: what tells « Diallo Fatou » from « Fatou Diallo »; a plain table, no rule."""

from __future__ import annotations

_FRENCH = """
aaron abel achille adam adele adeline adelaide adrien adrienne agathe agnes aime aimee alain alban albane albert
alberte alex alexandra alexandre alexandrine alexia alexis alice aliette alix aline alison alisson alizee allan
alphonse alyssa alycia amandine amaury ambre ambroise amelia amelie amy anael anais anastasia anatole andre andrea
andree andreas ange angela angele angelina angeline angelique anita ann anna annabelle anne annick annie anouck
anouk anselme anthony antoine antoinette anton antonin antony apolline ariane ariel arielle aristide arlette armand
armande armelle arnaud arsene arthur astrid aubin aude audrey auguste augustin augustine aurele aurelia aurelie
aurelien aurore axel axelle aymeric aymerick baptiste baptistin barbara barnabe barthelemy basile bastien baudouin
beatrice beatrix benedicte benjamin benoit berangere berenice bernadette bernard berthe bertille bertrand betty
blaise blanche blandine bob boris brandon brenda brice brigitte bruno bryan calixte camille candice capucine carine
carl carla carole caroline cassandra cassandre cassie caterina catherine cathy cecile cecilia cedric celeste
celestin celestine celia celine cesar chantal charlene charles charlette charlie charline charlotte chloe christel
christelle christian christiane christina christine christophe chrystelle cindy claire clara clarisse claude
claudette claudia claudie claudine clea clelia clemence clement clementine cleo clothilde clotilde clovis colette
coline colin constance constant constantin coralie coralyne corentin corinne cyprien cyril cyrielle cyrille cynthia
daisy damien dan daniel daniela daniele danielle danny dany daphne david davy deborah delphine denis denise derek
desire desiree diana diane didier dimitri dominique donatien donovan dora dorian doriane doris dorothee dorothy
dylan edgar edgard edith edmond edouard edwige eleonore elena eliane elie eliot eliott elisa elisabeth elise
elizabeth ella ellen elodie eloi eloise elsa elvire elvis ema emeline emeric emile emilie emilien emilienne emma
emmanuel emmanuelle emmy emy enora enzo eric erica erick erik ernest ernestine erwan erwann esteban estelle esther
ethan etienne eudes eugene eugenie eulalie eva evan evans eve evelyne ewen fabien fabienne fabiola fabrice fanny
fantine faustine felicia felicie felicien felix ferdinand fernand fernande fiona firmin flavie flavien fleur flora
flore florence florent florentin florentine florian floriane florine france francelyne francette francine francis
franciska franck francky francois francoise frank freddy frederic frederick frederique gabin gabriel gabriella
gabrielle gael gaelle gaetan gaetane gaelle garance gaspard gaston gauthier gautier genevieve geoffrey geoffroy
george georges georgette geraldine gerald gerard geraud germain germaine gervais ghislain ghislaine gilbert gilberte
gildas gilles gina ginette gisele gladys gloria godefroy graziella gregoire gregory guenola guillaume guillemette
gustave guy gwenael gwenaelle gwendal gwendoline gwenn gwladys hadrien hector hedi heidi helena helene heloise henri
henriette henry herbert hercule hermann hermine herve hilaire hilda hippolyte honore honorine hortense hubert hugo
hugues huguette ian igor ilona ines ingrid irene iris irma isaac isabella isabelle isaline isidore ivan jack jackie
jacky jacob jacqueline jacques jade james jane janine jason jasmine jean jeanette jeanine jeanne jeannette jeannine
jeannot jeff jennifer jenny jeremie jeremy jerome jerry jessica jessie jessy jessym jessyca jim jimmy joachim joan
joanna joanne joceline jocelyn jocelyne joe joel joelle joey joffrey johan johann johanna johanne john johnny johny
jonas jonathan jordan jordane jorane jose joseph josephine josette josiane josselin josue josyane juan jude judith
jules julia julian juliana julie julien julienne juliette justin justine karelle karen karim karin karine karl
katarina kateline katell kathleen kathy katia kelly kelvin ken kenny kenza kerwan kevin killian kilian kyllian kim
kimberley kimberly kylian kyllian laetitia lambert lana lara larry lars laura laure laureen laureline laurence
laurene laurent laurette laurie laurine lazare lea leana leandre leila lena leo leon leonard leonce leone leonie
leonore leopold leopoldine leslie leticia liam lidia lila lili lilian liliane lilou lily lina linda line lionel lisa
lise lisette loan loane lou louis louisa louise louisette louka loic lois lola lorena lorene lorenzo loris lorraine
louane louann luc luca lucas luce lucette lucia lucie lucien lucienne lucile lucille ludivine ludovic luka lukas
lydia lydie lyse madeleine madeline mael maelle maelys maeva magali magalie magdalena maggy maite malo malorie
malvina manon manu manuel manuela manuella marc marceau marcel marcelle marcelin marceline marco margaret margaux
margot marguerite maria mariane marianne marie mariel marielle mariette marilou marilyn marilyne marin marina marine
mario marion marius marjolaine marjorie marlene martha marthe martial martin martine martinien mary maryline maryse
maryvonne mateo mathias mathieu mathilde mathis mathurin mathys matteo matthias matthieu matthis maud maude maureen
maurice maurine max maxence maxim maxime maximilien maylis megane melaine melanie melina melinda meline melissa
melodie melody melvin melvyn mercedes michael michel michele micheline michelle mickael mikael mila milan milena
milo mireille mirabelle modeste moise monica monique morgan morgane muriel myriam myrtille mylene nadege nadia
nadine nancy naomi narcisse natacha nathalie nathan nathanael natasha nelly nestor nicolas nicole nicoletta nina
ninon noa noah noe noel noelie noeline noella noelle noemie nolan nolwenn nora norbert norman oceane octave octavie
odette odile olga olive oliver olivia olivier olympe ophelie oriane orlane oscar oswald pablo paco paloma pamela
paola paolo pascal pascale pascaline patrice patricia patrick patty paul paula paule paulette paulin pauline peggy
penelope perrine peter philibert philippe philippine philomene pierre pierrette pierrick placide pol priscilla
priscillia prosper prudence quentin rachel raissa ralph raoul raphael raphaelle raymond raymonde rebecca regine
regis reine rejane remi remy renald renan renaud rene renee reynald richard rita robert roberte roberto robin roch
rodolphe rodrigue roger roland rolande rolland romain romane romaric romeo romuald ronald ronan rosalie rose
roseline roselyne rosette rosine roxane roxanne ruben rudy ruth ryan sabine sabrina sacha salome sam samantha samson
samuel samy sandra sandrine sandy sara sarah sasha saturnin savannah scott sean sebastien segolene selene selena
serena serge sergio sergine severin severine shana shirley sibylle sidonie sidney sidoine simeon simon simone
sixtine solange solene solenn solenne sonia sophia sophie soren stacy stanislas stella stephane stephanie stephen
steeve steeven steve steven sullivan suzanne suzette suzon suzy swan swann sybille sydney sylvain sylvaine sylvere
sylvestre sylvette sylviane sylvie tamara tancrede tania tanguy tatiana ted teddy tessa tess thais thea thelma theo
theodore theophile theotime therese thibaud thibault thibaut thierry thimothe thomas tiffany tim timeo timothe
timothee tina tino titouan tobias tom tommy tony toussaint tracy tristan typhaine tyler ugo ulrich ulysse urbain
ursula valentin valentine valere valeria valerian valerie valery vanessa vanina vera veronica veronique vicky
victoire victor victoria victorien victorine vincent vincente violaine violette virgil virgile virginie vital
viviane vivien vivienne wallerand walter wanda wendy wesley wilfrid wilfried william williams willy wilson xavier
yael yaelle yan yann yanick yannick yannis yoan yoann yohan yohann yolaine yolande yolene yon yorick ysaline yves
yvan yvette yvon yvonne zacharie zelie zephyr zoe
"""

_OTHERS = """
abbas abdel abdelaziz abdelhak abdelhakim abdelhamid abdelilah abdelkader abdelkarim abdelkrim abdellah abdellatif
abdelmajid abdelmalek abdelouahab abdelwahab abderrahim abderrahman abderrahmane abderrazak abdessamad abdoul
abdoulaye abdoulkader abdourahmane abdallah abdou abdul abel abou aboubacar aboubakar aboubacry achraf adama adamo
adel adem adil adja adnan ahlam ahmad ahmadou ahmed aicha aichatou aida aimen aissa aissata aissatou akim akram
aksel alassane albin aldo alejandro alfa alfonso alhassane ali alia alicja aliou alioune alima aliya alla allassane
almamy alpha alvaro amadou amal amanda amar amara amaria ameer amel amelle ameth amidou amin amina aminata amine
amir amira ammar amna amparo ana anas anass andrei andrzej andy anibal anifa anil anisa anis anissa anta antonella
antonia antonio anwar aram araz arben ardiana arezki arif arij arkadiusz armando armel artan artur asma asmaa assa
assane assetou assia assitan assma atif awa aya ayman aymane aymen ayoub ayse aysel aysegul aziz aziza babacar badis
badr badra bahar bahija bakari bakary bartosz basile bassam bassirou battal bechir belkacem bilal bilel binta bintou
biram bogdan boubacar boubakar boubou boualem bouchra boukary boumediene brahim brahima brigida burak carlos carmela
carmen catalina catarina celal cem cemal cesaire chadia chafik chahinez chaima chakib chams charaf cheick cheickna
cheikh cherif cherifa chiraz cheyenne christ christelle christopher clara claudio cornelia cristian cristiana
cristina cristiano coumba czeslaw dado dalel dalila damir daniela dario dariusz daouda dawid demba deniz diaby
diadie diana dieynaba dieudonne dilan dina dior djamal djamel djamila djelloul djenaba djeneba djeneva djibril
djibrill djilali domenico donia dorota doudou dounia dragan driss drissa dusan dzenana ebru edin edina edison
eduardo ekaterina elhadj elhadji elif elisabete elias elyas elyes emin emina emine emir emirhan emre enes ercan
erdal erol eren esra essaid ester eugenia ewa ezgi fabio fabrizio fadel fadela fadila fadima fadoua fahd fahim
fairouz faiza faical faycal fanta farah fares farhat farid farida fariz farouk fata fatah fatih fatiha fatim fatima
fatimata fatimatou fatma fatna fatou fatouma fatoumata fatoumatou fatna fausto faouzi faouzia fawzi fayza fazia
federico felipe ferhat feriel fernanda fernando ferroudja fethi filip filipe filipa filomena flavia flavio florin
florina fode fodie fouad fouzia francesca francesco francisco frederica gabriela gaetano gaia gamal georgi georgiana
ghania ghizlane giacomo giancarlo gianni giovanni giulia giuseppe gheorghe goran grace grazia grzegorz guiseppe
guler gulsah gulsen habib habiba habibatou habibou hacene hachim hadi hadiatou hadja hadj hafid hafida hafsa hager
haifa hajar hakan hakim hakima halid halil halima halimatou hamadi hamadou hamdi hamed hamid hamida hamidou hamza
hanae hanan hanane hani hania hanna hanane hannah harouna haroun hasan hasna hasnaa hassan hassane hassen hassiba
hassina hatem hatice hawa hayat haykel hedi hela helder helmi henda henryk hermann hicham hichem hind hocine houari
houcine houda houria houssam houssem houssine huda hugo hulya huseyin hussein hynd ibrahim ibrahima ibtissam
ibtissem icham idir idris idriss idrissa igor ihsane ikram ikrame ilan ilham ilhan ilhem ilias ilies iliass ilyas
ilyes ilyess iman imane imad imed imene ines inaya ioana ion ionut ioan irena iryna isa ishak ishaq islam islem
ismael ismail ismaila ismahane issa issaka issam issiaka ivana ivo iwona jaafar jabir jacek jalal jalil jaime jakub
jamal jamel jamila jaouad jaroslaw javier jawad jean-pierre jerzy jihad jihane joao joaquim johnatan jolanta jorge
josefa jovan julio julijana junior jusuf justyna kader kadia kadiatou kadidiatou kadidja kadija kahina kais kaltoum
kamal kamel kamelia kamil kamila kande karamoko karamba kardiatou karima karol karolina katarzyna kaoutar kawtar
kemal kenan keny khadidja khadidiatou khadija khadim khady khaled khalid khalifa khalil khalilou khedidja kheira
khemissi khira krystyna krzysztof khoudia koffi kofi komi korotoumou kossi kouame kouadio kouassi koumba kwame labib
lahcen lahoucine lakhdar lamia lamine lamri lamya lancine lassana lassine latifa latifatou latif layla leandro
leonardo leonel leonor levent lhoussaine liban liliana lobna loubna louisa lounes loubna lotfi luan luciano ludmila
luigi luis luisa luiz lukasz lyes lynda macire maciej madi madjid madjiguene madou magatte mahamadou mahamane
mahamat mahdi maher mahmoud mahmut maimouna maissa majda majid makan malak malek malgorzata malik malika maliki
malick mama mamadi mamadou mamady mamoudou mamoutou mansour maram marcela marcelo marcin marek mariam mariama
mariame marieme marija marijana mariusz mark marko marouan marouane marta marwa marwan marwane maryam maryama maryem
massata massinissa mateusz matilde maurizio mawa mbaye mbarek mebarek medhi medina mehdi mehmet mehtap melih meliha
melek meriam meriem merve meryam meryem messaoud messaouda michal miguel mihaela mihai mihail mikail mikhail milica
milos mimoun mina mira mircea mirela mirko miroslav mirza modibo modou mohamad mohamadou mohamed mohammad mohammed
mohand mohamed-ali mokhtar mokrane momar mona monia monika monir moncef mor mory mouad mouhamadou mouhamed mouloud
mouna mounia mounir mounira mounsif mourad moussa moustafa moustapha muhammad muhammed mukhtar murat musa mustafa
mustapha nabil nabila nacer nacera nacim nadhem nadir nadira nadjet nafi nafissa nafissatou nahida nahla nahel naim
naima naima najat najate najet najia najib najiba najim najlae najoua nana naoual naouel narjess nasir nassera
nassim nassima nasser nassira natalia nawal nawel nazha nazim nazir nazli ndeye nedjma nejma nelson neriman nesrine
neven niang nicolae nihad nikola nikolai nina nizar nora nordine noredine norah nouha nouhoum noura nourdine
nouredine noureddine nouria nour nouzha nuno nur nuray nurettin olena oleksandr oleksandra olfa oluwa omar omer
ondine onur orhan osama osman ouafa ouahiba ouahid oualid ouarda oumar oumarou oumayma oumou oumy ousmane oussama
oussmane ozan ozgur ozlem papa pape paulo pavel pawel pedro petar petra petru piotr precious princess prince rabah
rabha rabia rabie rachid rachida radia radouan radouane radu rafael rafik rahim rahma rahma raja ramata ramatoulaye
ramatou ramazan ramdane rami ramin ramon ramona ramzi rana rania raouf raphaella raquel rasim rayan rayane rayhan
razika razvan reda redha redouan redouane redwan reguia resul reza rhizlane ricardo rida ridha rim rima riyad riad
robson rochdi rodrigo rogerio rokhaya rokia rokiatou rosa rosaria rosario rose-marie roukaya rui ruslan rym saad
saadia sabah saber sabiha sabina sabri sabria sacko sadia sadio safa safae safi safia safiatou safiya safouane sahar
said saida saidou sajid salah salamata saleh salem salema salia salif salifou salih salim salima salimata salimatou
salma salomon saloua saloua salvatore samah samba samed sami samia samir samira samira samou samra sana sanaa sandor
sandro sandrine sanja sanou santiago sarra sarata sebahattin seckou sedat sega sekou selim selima selma semra senad
serdar serge serhat serif serkan sergiu sevda sevgi seydou seynabou shaima shaina shakira sheriff sid sidi sidiki
sidy sihem silvia silvio simao simona sinan sira siham siham siaka slavica slim slimane slobodan smail smain sofia
sofian sofiane sofien sokhna soledad soraya soriba sorin souad souade souaibou soufian soufiane souhaila souhir
souleymane soumaila soumaya soumia soundous souraya sow stanislaw stefan stefania stefano svetlana sylwia syrine
taha tahar taher tahir taieb talal tamer tanja tarek tariq tarik tasnim tatjana tayeb tayfun thi thiago thierno
tiago tidiane tidiani tijani timur tomas tomasz touria toure tunahan tugba ugur ulku umar umit urszula usman vadim
valentina valeriu vasile vasilica veli vesna viktor viktoriia violeta viorel vitor vladimir volkan wafa wafae wahib
wahiba waheb wahid wail walid wassila wassim wiam wided widad wieslaw wissam wissem wojciech yacine yacouba yahia
yahya yakhouba yakoub yakup yamina yanis yannis yasemin yasin yasmina yasmine yasin yasser yassin yassine yassir
yaya yaye yazid yerim yildiz yousra youcef youness younes younous youri youssef youssou youssouf youssoupha yuksel
yulia yuliia yunus yusuf yves-marie zahia zahra zaid zaina zakari zakaria zakariya zakarya zaki zehra zena zeynab
zeynep zhora ziad zied zinedine zineb zina ziyad zlatan zoubida zoubir zouhair zouhir zoulikha zohra zora zoran
zuzanna vieira nassur fahardine anli madi said-ali nadjim nassurdine moinaecha echati mariata anrafa abdillah
houmadi attoumani faissoil soilihi inssa zainaba tchadi wei ming hong lin linh minh nguyet thanh tuan hung huong mai
phuong trang duc quang hoang thuy tamara nino giorgi davit lasha levan mariami ketevan anahit armen gayane hayk
lusine narek tigran karen artak gor mamuka olha oksana yuriy yurii vitalii volodymyr andrii serhii mykola dmytro
natalya nataliia tetiana larysa svitlana kateryna anastasiia zabiullah najibullah abdulhaq gul ahmadzai noorullah
jawed rahmatullah ismat ismatullah sayed hamidullah farhad tesfay tesfaye mebrahtu berhane yonas samrawit filmon
selam abrham abraham robel
"""

_UNCERTAIN = """
ange aime constant claire clement colin desire el fleur france gabin honore jolie lin lambert line lou mai marine
martin mercedes milan modeste noel olive paris parfait paul prince princess prudence prosper reine robin rose said
salem sega sow toure toussaint urbain victor violette vital niang sacko diaby lorraine lucien thomas simon bernard
michel laurent vincent denis robert richard richard gerard germain andre henry gilles david
"""

#: also words of the language, places or family names: on their own they are no evidence of a first name
UNCERTAIN = frozenset(_UNCERTAIN.split())

FIRST_NAMES: frozenset[str] = frozenset((_FRENCH + _OTHERS).split())


def is_first_name(folded: str) -> bool:
    """Whether the folded word, or each part of a compound one, is known as a first name."""
    if folded in FIRST_NAMES:
        return True
    parts = folded.split("-")
    return len(parts) > 1 and all(part in FIRST_NAMES for part in parts)


def is_sure_first_name(folded: str) -> bool:
    """Whether it is a first name and hardly anything else."""
    return is_first_name(folded) and folded not in UNCERTAIN
