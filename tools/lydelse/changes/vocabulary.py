"""Common Swedish words of care texts, in all their forms: what is a word and what is a slip.

The list is short. A word that it lacks may still be a word; so it is only used to say that a new
word is known, or that an old one is, never alone to say that something means the same.
"""

from functools import cache

_COMMON = """
    adress aktivitet allergi ambulans anhörig anledning anmälan anmälningsplikt anställning
    ansökan anteckning anvisning app arbetsdag arbetsgivare arbetsgrupp arbetsklädsel
    arbetsterapeut arm armbåge artikel avdelning avföring avgift avlastning avslutning
    avslöjande avstämning avsvimning avsändare avvikelse balans balja bank bedömning befattning
    behandling behovsprövning bemanning beredskap beställning bil bilaga bild blankett blick
    blodtrycksmätare blöja boende bok bostad bostadsanpassning brand bricka brist bristning
    brukare budget buss byrå chattgrupp checklista chef cykel dag dagbok dagordning datering
    dator del delaktighet delegationsordning delegering deltagare demens demenssjukdom
    desinfektion diagnos diarré dietist diskmaskin diskussion dokumentation dokumentationsplikt
    dos dosett dotter droppe dryck dräkt dusch duschstol dörr dörrlås effekt egenkontroll
    egenvård ekonomi elrullstol engångshandduk enhet enkät entré episod erfarenhet ersättare
    ersättning faktura fara farmaceut fas fastighet ficka fil filt finger fingertopp flaska form
    fot fotnot frist frukost fråga funktion fysioterapeut fysioterapi färdtjänst följd
    förberedelse förbrukning förbättring föreskrift författning förfrågan förkortning förlust
    förmåga förmån förpackning förskrivare förskrivning förstoppning försäkring försämring
    förutsättning förvaltning förvaring förälder förändring gas genomförandeplan genomgång
    gissning granne grannsektion granskning grupp gräns gymnastik gång gård gåva hand handduk
    handhygien handling handläggare handrygg handske handsprit handtvätt hantering helg hemgång
    hemsjukvård hemtjänst hiss hjälp hjärna hosta hud huvudvärk hygien hylla hylsa hälsa
    händelse händelseanalys händelserapport hänsyn hänvisning höft indikator individ infektion
    influensa inflyttning information inkontinens inkontinenshjälp innebörd inriktning insats
    insikt insjuknande inskrivning inspektion instruktion insulin integritet introduktion
    inventering investering ispåse jacka jour journal kallelse kanyl kapsel karta kartläggning
    kassabok katastrof kateter klient klinik klocka knapp klädregel klänning kod kollega kommun
    kommunikation kompetens komplikation konsekvens kontakt kontaktman kontaktperson kontinuitet
    kontroll kopia korg kost kraft kramp kropp kräkning kräm kudde kula kund kunskap kurator
    kurs kvalitet kvalitetsdialog kvalitetsdimension kvart kvinna kvittens kväll kåpa käpp lag
    lagstiftning lampa lapp larmcentral larmklocka larmknapp leg legitimation leverans
    leverantör levnadsberättelse licens lindning lindring lista logg lokal lott lucka lunch
    lunga lydelse lyft lägenhet läkare läkemedelsgenomgång läkemedelshantering läkemedelslista
    lärdom lösning madrass magsjuka man maskin mat matlåda matning matsal matta medarbetare
    medicin metod miljö minnesanteckning minut mobil modell mottagare mottagning mun muskel
    myndighet måltid månad mängd människa märkning mätning mössa nacke nagel narkotika natt
    nattpatrull nivå norm nutrition nyanställd nyckel nyckelbricka nytta nämnd närhet näring
    närstående näsa näsduk ohälsa olycka omsorg omvårdnad order ordförande ordination
    ordinationshandling ordinatör ordning organisation oro orsak ort osäkerhet panel panna
    pannlampa paragraf parkering part passage patient patientnämnd patientsäkerhet peng penna
    pension period permission person personal personbrist placering planering plats plånbok
    policy polis portion portkod post potta praktik praktikant present princip prioritering
    process produkt promenad provtagning puls pump punkt påse pärm rad ramp rapport rapportering
    regel region registrator registrering rehabilitering relation remiss rengöring
    rengöringspulver resa reserv respekt resurs riktlinje risk riskanalys riskbedömning riskzon
    roll rollator rond rubrik rullator rullstol ruta rutin rygg räddningstjänst räkning röntgen
    röst sak saliv salva samling sammanställning samordning samverkan sanning sax schablon
    sekretess sektion sekund sele server sida signal signatur signering signeringslista sil sits
    situation sjukdom sjukgymnast sjuksköterska sjukvård självständighet skada skala sked
    skillnad skrift skruv skuld skyddsutrustning skyldighet skål sladd slang smitta
    smittspridning smärta socialtjänst son sond spegel spis spolning spruta stad station
    statistik stelhet stol stomi storlek stund städning störning summa svullnad svälj sväljning
    syn syndabock synpunkt syster sång sårvård säkerhet säkerhetsplan säng sömn tablett tagg
    tand tandvård tanke tavla teamträff teknik telefon temperatur termometer termos tid tidning
    tillgång tillsats tillsyn tjänst tjänsteman toalett toalettartikel tolk trappa tråd träff
    träning tröja tumme tunga tur tvål tvätt tvättstuga typ tystnadsplikt tårta täckning tömning
    underarm undersköterska undersökning uppdatering uppdragstagare uppfattning uppföljning
    uppgift upplevelse upplysning uppmärksamhet uppsikt uppstart urin utbildning utevistelse
    utflykt utförare utredning utrustning utskrift utskrivning utsättning utvärdering
    vaccination vagn vakt vana vante vas vecka verksamhet version vetenskap vikarie vikt vinter
    vision vistelse våning vård vårdcentral vårdgivare vårdplan vårdplanering vårdskada väg vägg
    vändning väntan värme värmebölja väsentlighet väska vätska webbplats yta ålder ångest
    återkoppling återställning åtgärd åtgärdsplan ändring ärm önskan öppning överenskommelse
    överkänslighet överläkare överlämnande överlämning översikt översyn övning
"""

_NEUTER = """
    alert allmäntillstånd anseende ansikte ansvar antal apotek arbete arbetspass arbetssätt
    armband avsnitt avtal avvikelsesystem bad badrum band barn beaktande begrepp behov bekymmer
    belopp bemötande ben beröm besked beslut besvär besök betalkort betyg bevis bidrag bistånd
    biträde blad blod blodprov blodsocker blodtryck bläck bord brandlarm brev brevinkast brott
    bruk bråck bröst bälte centrum datum dike djur dokument driftstopp dropp dröjsmål dygn
    dödsfall erbjudande exempel exemplar fack fall fat fel fett flöde formulär fotografi fönster
    förband förbud föremål förfarande förhållande förkläde förlopp förråd förslag försök
    förtroende genomförande glas glidlakan godkännande golv grepp handfat handskfack handtag hem
    hinder hjälpmedel hjärta hot hus hushåll hushållsavfall huvud hål hår hälsosamtal
    hälsotillstånd index ingrepp innehåll inslag instrument intresse intryck intrång intyg jobb
    journalsystem kalium kapitel kassaskåp klagomål klockslag kompressionsband kontanter konto
    kontor kontrakt kort krav kreditkort kuvert kvitto kvällsmål kylskåp kärl kök lager lagrum
    lakan land larm led ledningssystem lidande linne liv ljud ljus lov lyfthjälpmedel lås läge
    läkemedel län löfte material meddelande medel mejl mellanmål minne missförhållande missöde
    moment morgonmål mål märke mönster möte namn nattlinne nummer näringsintag näringstillstånd
    nät nödläge ombud omdöme omhändertagande område ord original papper pass passerkort
    personnummer plagg plan plasmaglukos plastförkläde plåster preparat problem program projekt
    protokoll prov provsvar pulver reda regelverk register rengöringsmedel resultat ris rullbord
    rum råd räcke samarbete samband sammanhang sammanträde samråd samtal samtycke schema serum
    signeringsblad sjukhus skydd skyddsglasögon skyddsombud skåp skäl slag slut sms smycke snitt
    sprit språk spår stadium steg straff ställe stöd svar syfte symtom syre syrgas syskon system
    sår sätt tak tal team tecken telefonnummer test text tillbud tillfälle tillstånd
    tillvägagångssätt tillägg tjänstekort toalettbesök toalettpapper torkpapper tryck
    tryckförband trycksår trygghetslarm undantag underlag underskrift uppdrag uppehållstillstånd
    upphov urinprov urval utbrott utdrag utfall utlåtande utrymme uttag vaccin val vatten verk
    verktyg villkor visir vite vittne våld vårdbiträde vårdboende värde yrke yttrande år ärende
    öga önskemål öra övergrepp överskott
"""

_VERBS = """
    acceptera agera aktivera analysera andas anlita anmäla anpassa ansluta ansvara ansöka
    anteckna använda arbeta arkivera assistera avboka avbryta avgöra avhjälpa avlasta avleda
    avse avsluta avslöja avstå avsvimma avvakta avvika avvisa backa bada be bearbeta bedöma
    begära behandla behålla behärska behöva beklaga bekräfta bero beräkna berätta berömma beröra
    beskriva besluta bestjäla bestå beställa bestämma besvara besöka beta betala betyda bevaka
    bevara bidra bifoga bjuda blanda blöda bo boka borsta brista bygga byta börja datera dela
    delegera delta desinfektera diskutera dokumentera dosera dra dricka dröja duka duscha dölja
    erbjuda ersätta etablera falla fastställa fatta finna fira flytta fläcka fordra fortsätta
    fotografera framföra framgå fråga främja fundera fungera fylla få fästa följa föra förankra
    förbereda förbjuda förbättra fördela förebygga föredra föreskriva föreslå förflytta
    förhindra förklara förlora förlänga förmedla förnya försegla förstå förstöra försäkra
    försöka förutsätta förvara förvänta förändra ge genomföra gnida godkänna granska gå gälla
    göra hamna handla handleda hantera hindra hinna hitta hjälpa hoppa hosta hota hygienisera
    hålla hälsa hämta hända hänga hänvisa höja höra iaktta identifiera inblanda informera
    inhämta inleda innebära innehålla inreda inspektera installera instruera introducera
    inträffa intyga inventera isolera jobba journalföra jämföra kalla kassera kila klaga klara
    klippa klä knacka knyta komma kommentera komplettera kontakta kontrollera kopiera koppla
    kosta krossa kräkas kränka kräva kunna kvittera kyla känna köpa köra laga lagra larma leda
    leta leva leverera ligga lindra lita ljuga logga lossa lova lyfta lyssna låna låsa låta
    lägga lämna lära läsa lösa mata meddela medverka mena minska missa misstänka motivera
    motverka må märka mäta möta notera nudda nå nämna närma närvara observera ogiltigförklara
    omfatta omhänderta ordinera ordna orka orsaka packa parkera passa passera placera planera
    plocka plåstra prata presentera pressa pricka prioritera prova pröva publicera påbörja pågå
    påminna påverka radera rapportera reagera redovisa registrera regla rekommendera rengöra
    reparera resa ringa riskera ropa rubba rulla rusta rycka rymma ryta råka räcka rädda räkna
    rätta röka röntga röra sakna samla sammanfatta sammankalla sammanställa samordna samråda
    samtala samverka se sekretessbelägga signera sitta skada skaka skapa ske skicka skilja
    skjuta skriva skydda skynda skölja sköta slicka slippa sluta slå släcka slänga smyga smörja
    snabba sopa sortera spara sparka spela spola sprida sprita spärra stabilisera stanna starta
    stoppa straffa styra stå städa ställa stämma stänga stärka stödja störa svara svika svimma
    svälja säga säkerställa säkra sälja sända sänka sätta söka ta tacka tala tappa teckna tejpa
    testa tilldela tillföra tillgodose tillkalla tillåta tillämpa titta tjäna tolka torka trivas
    tro träffa träna trösta tröttna tvinga tvätta tycka tänka tömma undanröja undanta underlätta
    underrätta undersöka undra undvika uppdatera uppdra uppfatta uppfylla uppge upphäva upphöra
    uppleva upplysa uppmärksamma uppnå upprepa upprätta uppstå upptäcka utebli utforma utföra
    utgå utnyttja utreda utse utsätta utveckla utvärdera vaccinera vakna varna verifiera verka
    veta vidta vila vilja visa vistas vittna vårda väcka vädra väga vägleda välja vända vänta
    värdera värma växla åka återge återkalla återkomma återkoppla återlämna återställa åtgärda
    äga ändra äta öka öppna öva överföra överklaga överlåta överlämna överskrida överta övervaka
    överväga
"""

_ADJECTIVES = """
    absolut aktiv aktuell akut allergisk allmän allvarlig anhörig annorlunda anonym anställd
    ansvarig ansvarsfull avgörande avliden avsedd avvikande basal begriplig behörig bekväm
    beprövad beroende bestående bestämd besvärlig blek blind blodförtunnande blå bra bred bruten
    daglig delaktig dement digital diskret drabbad dyr dålig död döv effektiv egen ekonomisk
    elektronisk enkel ensam enskild erfaren extern extra fackmässig farlig fel felaktig femte
    fet fin fjärde formell fri frisk fräsch full fullständig funktionell fysisk färdig följande
    föregående förenlig försenad försiktig förvirrad gammal gemensam genomgående giltig given
    gjord glad glömd gnidd god grav gravid grov grundlig hal halv hel hemlig het hotad hård hög
    höger ihållande immobil inblandad individanpassad individuell inlåst intern intresserad jämlik
    jämn kall kapabel klar klok kommande kommunal kompetent konkret konstgjord konstig kontinuerlig
    korrekt kort kortärmad kraftig kritisk kronisk kroppslig kränkt kunnig kunskapsbaserad
    kvalificerad känd känslig känslomässig ledig ledsen legitimerad lik lika liten ljum lokal
    lugn lurad lyhörd låg lång långsam långvarig lämplig lätt löpande lös medicinsk
    medicinteknisk medveten missnöjd mjuk modern motsvarande muntlig möjlig mörk nationell
    naturlig negativ neutral noggrann normal ny nybliven nyinflyttad närvarande nödvändig
    oavsiktlig obehörig obligatorisk oklar okänd olik olika oljig olämplig omfattande omgående
    omöjlig onormal onödig ordinarie orolig orörlig osäker otydlig ovanlig oväntad oönskad palliativ
    personlig planerad plötslig positiv praktisk preventiv principiell privat psykisk påtaglig
    ren respektfull rimlig rolig rädd rätt röd rörlig saklig salt samlad samtida sen senaste
    senior separat sista sjuk självständig skadad skarp skild skriftlig skyldig skyndsam slarvig
    slutlig smal smutsig snabb snar snäll social somatisk speciell stabil stark stilla stor
    strukturerad stängd subjektiv svag svart svensk svår syrerik systematisk säker särskild
    sönder söt tidig tillfällig tillgänglig tillräcklig tillåten tjock tom torr trasig trolig
    trygg tråkig trött tung tunn tvär tydlig tyst tät uppenbar uppmärksam utförlig utländsk
    utsatt utsedd vaken van vanlig varm varsam vass vederbörlig verklig verksam vidare viktig
    viss vit våt väl vänlig vänster värdig väsentlig ytlig ytterlig yttre årlig äkta äldre
    ängslig ärlig ömsesidig öppen överens övrig
"""

_FUNCTION = """
    aldrig all alla allra allt alltför alltid alltså andra angav ange anger angett annan annans
    annars annat april att augusti av avseende avstått bad bakom bar bara bestulen bett bjudit
    bland blev bli blir blivit borde bort borta bredvid brukade brukar brutit bröt burit bytt
    båda både bägge bäst bästa bättre bör börjat dag dagligen dagtid de december dels dem den
    denna denne deras dess dessa dessutom det detsamma detta dig din dina direkt dit ditt drack
    dragit drog druckit du dubbelt då där därav därefter därför därifrån därmed därtill döljer
    dött efter eftermiddag eftersom efteråt ej eller emellan emot en enbart endast enligt ens er
    era ert ett exempelvis fallit fann februari fem fick finns fler flera flest fort fortare
    fortfarande fram framför framme framåt fredag från funnit fyra få får fått färre följd följt
    föll för fördel före förmiddag förr förra förrän först första fört förut förutom gamla gav
    gemensamt genast genom gentemot gett getts ggr gick givit gjorde gjort gjorts grader gram ha
    hade haft halva han hans har hej hela helgdag heller helst hem hemma hen hennes het heter
    hette hit hjälpt hon honom hos hundra hunnit hur huruvida hållit hänt här härmed hög högst
    höll hört i ibland icke idag ifall ifrån igen igenom igång igår ihop imorgon in inför inga
    ingen ingenting inget inklusive innan inne inom inte inuti istället isär ja jag januari juli
    juni just jämte kan kanske knappt kom kommit kring kunde kunnat kvar kväll kört la lade
    lagom lagt lagts legat lever likadan likadant likaså liksom lite liter lyft låg låter låtit
    lägre lägst länge längre längs längst lärt löpande lördag maj man mars med medan mellan men
    mer mera mest meter middag mig min mina mindre minst mitt morgon mot mycket måhända måndag
    många mår måste mötas natt naturligtvis ned nedan nej ner nere ni nio nog november nu
    nyligen nådde någon någons någonsin något några nått när nära närmare närmast nästa nästan
    oavsett och också ofta oktober om omedelbart omgående omkring onsdag oss ovan ovanför per
    plus procent på redan regelbundet relativt ringt runt rätt sa sade sagt sak samma samman
    samt samtidigt samtliga satt sedan sen senare senast senaste september sett sex sig sin sina
    sist sitt sju själv själva sjätte ska skrev skrivit skrivits skulle skäl sköts slutat
    snarare snarast snart som sprungit stod styck stått större störst suttit svalt så sådan
    sådana sådant såg således sällan sämre söndag tack tagit tidigare tidigast till tillbaka
    tills tillsammans tio tisdag tog togs tolv torsdag totalt tre trots tusen två tyvärr undan
    under upp uppe ur ut utan utanför ute utifrån utom utåt utöver vad var vara varandra vardag
    vardagar varför varifrån varit varje varken varmed vars vart velat vem vems vet vetat via
    vid vidare vilka vilken vilket vill vissa visst visste vridet vår våra vårt väl vänligen
    värre yttersta åt åter återigen åtminstone åtta än ändå ännu är ätit även över överallt
    övrigt
"""

_CONFUSED = """
    abduktion adduktion ansluten anta ante artiklar avklädd avlämna avsagd avsatt avsluten
    avstängd barnvård barr basta betona bår bär böcker cyklar dagen dagens deg djup dosen
    drabbats dög döttrar egentligen exhalation fakta far fast fasta festa fingrar fotvård funnen
    funnet färdigt föda född förbund fördröja förlägga försvara försvåra förteckna förtära
    förvärra föräldrar fötter fötterna gift hall halla hudvård hyperglykemi hypertermi hypertoni
    hyperventilation hypoglykemi hypotermi hypotoni hårvård hälso händ hände händer händerna
    illa inandning infusion inhalation injektion inlämna insatt inskriven instängd insyn inta
    intramuskulär intravenös kanal kasta kläder kläderna koma konstant kontant kram krämp ladda
    laka lasta ledningar listig luftning lyftning låst lädda läger läka längd mask matt matvärde
    munvård muskler muss mäl män mätta mättning mätvärde möbler mötet naglar nycklar nycklarna
    nätter olåst oral otillåten patent pulser påklädd rasta ratt regler reglerna rektal rening
    renovering rensning resta rista rosta råda rått sanden sar sikt silva skal skall skrapa
    skäll smita sol sommar sorg sorgen spolas spåra stryka styrka subkutan sublingual söner sött
    timmar timmarna timme timmen titlar transfusion tänd tänder tänderna upplåst uppsagd uppsatt
    uppsätta uppta utandning utestängd utlämna utskriven utsätt vada vak vantar vat veckor villa
    vårdare vårta väck vägra väldigt väntar värdare äldrevård ökar ökat
"""

_ADJECTIVE_ENDINGS = ("", "t", "a", "e", "are", "ast", "aste", "en", "s")
_NOUN_ENDINGS = (
    "", "n", "en", "s", "ns", "ens", "ar", "er", "or", "r", "na", "arna", "erna", "orna", "rna",
    "ars", "ers", "ors", "arnas", "ernas", "ornas", "et", "t", "ets", "ts", "na", "nas",
)  # fmt: skip
_VERB_ENDINGS = (
    "", "r", "s", "de", "t", "d", "des", "ts", "nde", "n", "re",
)  # fmt: skip
_STEM_ENDINGS = (
    "", "er", "de", "te", "t", "d", "da", "ta", "ts", "s", "es", "des", "tes", "ning", "ningen",
    "ningar", "nings", "ande", "en", "it", "na", "ad", "at", "ade", "as", "are", "aren",
)  # fmt: skip


@cache
def nouns() -> frozenset[str]:
    """Nouns of common gender, uninflected."""
    return frozenset(_COMMON.split())


@cache
def neuters() -> frozenset[str]:
    """Neuter nouns, uninflected."""
    return frozenset(_NEUTER.split())


@cache
def verbs() -> frozenset[str]:
    """Infinitives."""
    return frozenset(_VERBS.split())


@cache
def adjectives() -> frozenset[str]:
    """Adjectives, uninflected."""
    return frozenset(_ADJECTIVES.split())


@cache
def particles() -> frozenset[str]:
    """Words that are not inflected, and pronouns."""
    return frozenset(_FUNCTION.split())


@cache
def _noun_forms() -> frozenset[str]:
    found: set[str] = set()
    for noun in nouns() | neuters():
        found.update(noun + ending for ending in _NOUN_ENDINGS)
        if noun[-1] in "ae":
            found.update(noun[:-1] + ending for ending in _NOUN_ENDINGS)
        if noun.endswith(("el", "er", "en")):  # nyckel -> nycklar, fönster -> fönstret
            found.update(noun[:-2] + noun[-1] + ending for ending in _NOUN_ENDINGS[1:])
        if noun[-1] == "m":  # rum -> rummet
            found.update(noun + noun[-1] + ending for ending in _NOUN_ENDINGS[1:])
    return frozenset(found)


@cache
def _forms() -> frozenset[str]:
    found = {*particles(), *_CONFUSED.split(), *_noun_forms()}
    for verb in verbs():
        found.update(verb + ending for ending in _VERB_ENDINGS)
        found.update(verb[:-1] + ending for ending in _STEM_ENDINGS if verb[-1] in "as")
    for adjective in adjectives():
        found.update(adjective + ending for ending in _ADJECTIVE_ENDINGS)
        found.update({adjective + "tt", adjective[:-1] + "t", adjective[:-2] + adjective[-1] + "a"})
    return frozenset(word for word in found if len(word) > 1)


@cache
def is_word(word: str) -> bool:
    """Whether the list holds the word, in this form or as a compound of words it holds."""
    return is_listed(word) or _is_compound(word, 3)


def is_listed(word: str) -> bool:
    """Whether the list holds the word in this form."""
    return word in _forms()


def is_form_of_noun(word: str) -> bool:
    """Whether the word is a form of a noun in the list."""
    return word in _noun_forms()


_SHORTEST_PART = 3
_LONGEST = 40


@cache
def _heads() -> frozenset[str]:
    """What a compound can begin with: a word as it stands in the list, or its stem."""
    whole = nouns() | neuters() | adjectives() | verbs()
    stems = {word[:-1] for word in whole if word[-1] in "ae"}
    prefixes = {"för", "under", "över", "efter", "mellan", "fram", "vid", "åter", "själv", "hem"}
    return frozenset(word for word in whole | stems | prefixes if len(word) >= _SHORTEST_PART)


def _is_compound(word: str, parts: int) -> bool:
    if parts == 1 or not 2 * _SHORTEST_PART <= len(word) <= _LONGEST:
        return False
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        head, tail = word[:cut], word[cut:]
        known = head in _heads() or (head[-1] == "s" and head[:-1] in _heads())
        if known and (_is_tail(tail) or _is_compound(tail, parts - 1)):
            return True
    return False


def is_compound_of(head: str, tail: str) -> bool:
    """Whether both parts are such that a compound is made of."""
    return head in nouns() | neuters() and _is_tail(tail)


def _is_tail(word: str) -> bool:
    return is_listed(word) and word not in particles()


@cache
def _verb_forms() -> frozenset[str]:
    found = {verb + ending for verb in verbs() for ending in ("", "r", "s", "de", "des")}
    stems = {verb[:-1] for verb in verbs() if verb[-1] == "a"}
    endings = ("", "er", "s", "es", "te", "tes", "de", "des")
    return frozenset(found | {stem + ending for stem in stems for ending in endings})


def is_verb_form(word: str) -> bool:
    """Whether the word may be a verb that has a subject, or calls."""
    return word in _verb_forms() and word not in nouns() | neuters()


@cache
def imperatives() -> frozenset[str]:
    """Forms that call on somebody to do something."""
    found = {verb for verb in verbs() if verb[-1] != "s"}
    return frozenset(found | {verb[:-1] for verb in found if verb[-1] == "a"})
