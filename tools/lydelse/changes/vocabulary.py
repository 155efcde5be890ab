"""Common Swedish words of care texts, in all their forms: what is a word and what is a slip.

The list is short. A word that it lacks may still be a word; so it is only used to say that a new
word is known, or that an old one is, never alone to say that something means the same.
"""

from functools import cache

_COMMON = """
    arbetsklädsel armbåge avsvimning avslöjande bortrest chattgrupp deltagare gissning granskning gård
    klocka klädregel kväll kvalitetsdialog nacke närhet regel registrator rullator räddningstjänst
    räkning saliv sammanställning server tvål uppsikt vetenskap händelserapport
    adress aktivitet allergi ambulans anhörig anledning anmälan ansökan anteckning anvisning app
    arbetsdag arbetsgrupp arbetsterapeut artikel avdelning avgift avvikelse balja bank bedömning
    behandling bild bil bilaga bistånd blankett blick blodtrycksmätare blöja boende bok bord bostad
    brand bricka bristning brukare buss byrå chef checklista cykel dag dagbok dator del delegering
    demens diagnos diarré dietist diskussion diskmaskin dokumentation dos dosett dotter dryck dräkt
    dropp droppe dusch dörr egenkontroll egenvård ekonomi elrullstol enhet enkät entré episod erfarenhet
    ersättare ersättning farmaceut fas fastighet fil flaska fot fotnot form fråga frist frukost fråga
    fysioterapeut fysioterapi färdtjänst följd förberedelse förbättring förebyggare författning
    förfrågan förkortning förlust förmåga förpackning förskrivning förskrivare förstoppning försäkring
    förutsättning förvaltning förvaring förälder gas genomförandeplan genomgång gräns grupp gång
    gåva hand handduk handling handläggare handske hantering hemtjänst hemsjukvård helg hjälp
    hjärna hosta hud hygien hylla hål hälsa händelse händelseanalys hänvisning höft individ
    infektion influensa information inflyttning inkontinens insats insikt insjuknande instruktion
    insulin inskrivning introduktion investering inventering journal jour kanyl kapsel karta kassabok
    kassaskåp katastrof kateter klagomål klient klinik klocka klänning kod kollega kommun kommunikation
    kompetens komplikation konsekvens kontakt kontaktman kontaktperson kontroll kopia korg kost kropp
    kräm kula kund kunskap kurs kvalitet kvart kvinna kväll kvittens kåpa käpp kök lag lampa lapp leg
    legitimation leverans leverantör leverantör licens lista logg lokal lott lucka lunch lunga lyft
    lydelse läkare läkemedelslista lärdom lösning larmcentral man maskin mat matlåda medarbetare
    medicin metod minut miljö modell mobil mun muskel mängd människa mätning märkning mössa måltid
    månad natt nattpatrull nivå norm nutrition nyckel nämnd närstående näring näsa olycka
    omsorg omvårdnad ordination order ordning organisation orsak ort oro osäkerhet panel panna parkering
    part passage patient patientsäkerhet pension period permission person personal personnummer
    placering plan planering plats plåster policy polis portion post praktik present princip
    prioritering process produkt provtagning puls pump punkt påse pärm rad ramp rapport rapportering
    region registrering rehabilitering relation remiss rengöring resa resurs riktlinje risk
    riskanalys riskbedömning roll rond rubrik rullstol rutin röst röntgen sak salva samling samtycke
    samverkan sanning schablon sekretess sekund sektion sida signal signatur signering signeringslista
    situation sjukdom sjuksköterska sjukvård sjukgymnast skada skala skillnad skrift skruv skuld sked
    skyldighet skyddsutrustning slang smitta smärta social socialtjänst son sond spis spruta stad
    statistik station stelhet stol storlek stund städning störning summa svullnad syn synpunkt syster
    sång säng säkerhet sömn tablett talan tand tandvård tanke tavla teknik telefon temperatur termometer
    tid tillgång tillsyn tillsats tjänst tolk tröja tråd träff träning tvätt tur typ tystnadsplikt
    tårta täckning undersköterska undersökning uppdatering uppfattning uppföljning uppgift
    upplevelse upplysning uppmärksamhet urin utbildning utflykt utförare utredning utrustning
    utskrivning utsättning utvärdering vagn vana vaccination vakt vikarie vecka verksamhet
    version vikt vilja vinter vistelse vision våning vård vårdskada vårdcentral vårdplan vårdplanering
    väg vägg väska värme värmebölja väntan vätska yta åtgärd ålder ångest önskan öppning överkänslighet
    överenskommelse överlämning överlämnande översyn övning demenssjukdom ordinatör stomi sårvård
    handhygien handsprit handtvätt smittspridning desinfektion rollator duschstol toalett
    toalettartikel säkerhetsplan larmknapp larmklocka hiss trappa dörrlås tagg bricka nyckelbricka
    dokumentationsplikt samordning avstämning uppstart avslutning hemgång utevistelse promenad
    teamträff matsal tvättstuga läkemedelshantering läkemedelsgenomgång narkotika ordinationshandling
    levnadsberättelse kartläggning beställning faktura kvalitetsdimension lägenhet bostadsanpassning
    kallelse dagordning minnesanteckning tjänst tjänsteman delaktighet integritet självständighet
    patientnämnd anmälningsplikt lagstiftning föreskrift paragraf ordförande överläkare kurator
    anställning arbetsgivare arm avföring balans befattning behovsprövning bemanning beredskap brist
    bröst budget datering delegationsordning effekt engångshandduk fakta fara finger fingertopp
    funktion granne grannsektion handrygg hänsyn huvudvärk indikator innebörd inriktning inspektion
    jacka kraft kramp magsjuka matta myndighet nagel näsduk nytta nyanställd ohälsa patientsäkerhet
    peng personbrist portkod praktikant reserv respekt riskzon rygg sladd stycket syndabock tumme
    underarm uppdragstagare utskrift vårdgivare webbplats väsentlighet ändring ärm översikt ramel
    förbrukning hälso inkontinenshjälp spegel rengöringspulver ficka gårdag lillebror ö vecka
    förmån gymnastik hylsa ispåse jacka kudde madrass filt potta plånbok penna pärm pannlampa ruta
    sax sele sits sil skål termos tidning tårpåse tunga tvål tröja vante vas åtgärdsplan
    försämring förändring återkoppling återställning mottagare mottagning avsändare avlastning
    kontinuitet vändning lindning lindring matning spolning tömning svälj sväljning kräkning
"""

_NEUTER = """
    allmänt ansvar antal apotek arbete arbetspass arbetssätt avsnitt avtal barn beaktande behov
    belopp ben beslut besvär besked betyg bevis besök bidrag biträde blad blod blodprov blodsocker
    blodtryck bord bruk brev bråck brott bälte band bemötande bad badrum bekymmer datum dokument dike
    djur dödsfall dygn erbjudande exemplar exempel ett fack fall fat fel fett flöde formulär fönster
    förband förbud förhållande förkläde förslag förråd försök förtroende förfarande föremål förlopp
    genomförande glas golv godkännande hem hinder hjälpmedel hopp hot hotell huvud hår hus hål
    hushåll hjärta ingrepp innehåll inslag instrument intresse intrång intyg intryck kalium kapitel
    klagomål klockslag kontor kontrakt konto kort kommando krav kvitto kylskåp kärl kök lagrum land
    lakan larm ledningssystem led lager lidande liv ljud ljus lyfthjälpmedel läge län lås läkemedel
    löfte lov material medel meddelande minne missförhållande missöde moment mål möte märke namn
    nummer nät nödläge näringsintag område ombud omdöme omhändertagande ord pass papper personnummer
    plagg plasmaglukos prov protokoll program problem preparat projekt pulver rum råd räcke register
    resultat regelverk ris rengöringsmedel rullbord samarbete samband sammanhang sammanträde samtal
    samtycke schema sekel sken skydd skåp slag slut smycke snitt spår sprit stadium steg steg straff
    ställe stöd svar sjukhus sår sätt syfte syre syrgas system symtom samråd tak tal tecken telefonnummer
    tillbud tillfälle tillstånd tillägg test tillvägagångssätt trygghetslarm tryck tryckförband trycksår
    undantag underlag upphov uppdrag ur utbrott utfall utlåtande utrymme utdrag uttag vaccin val
    vatten verktyg verk vittne vårdbiträde vårdboende värde våld vite yttrande yrke år ärende öga öra
    övergrepp överskott signeringsblad journalsystem avvikelsesystem bromsbelägg uppehållstillstånd
    passerkort tjänstekort fotografi underskrift ansikte syskon serum hemvist toalettbesök golvplan
    morgonmål mellanmål kvällsmål handtag grepp glidlakan skyddsombud kontanter underrede dropp
    alert anseende armband begrepp beröm brevinkast bröst centrum driftstopp dröjsmål hushållsavfall
    hälsosamtal index jobb mejl mönster original plastförkläde reda skäl skyddsglasögon sms språk team
    text underlag urval villkor visir önskemål plan papper pulver kreditkort betalkort kuvert linne
    bläck brandlarm handfat handskfack nattlinne torkpapper toalettpapper kompressionsband
    plåster blodprov urinprov provsvar hälsotillstånd allmäntillstånd näringstillstånd
"""

_VERBS = """
    avhjälpa avslöja avsvimma behärska beklaga bero beröra bestjäla betyda brista datera dröja fundera
    förutsätta hinna hota inblanda inträffa kila klaga knacka kränka leva låta nudda observera orka
    passera plocka pressa pricka pröva pågå riskera ryta rycka råka skaka skynda slippa smyga straffa
    stämma svika svimma undanröja undanta uppnå utforma mötas avse avvisa dölja fortsätta gnida hamna
    krossa sammanställa tillåta utebli uppmärksamma höja öka
    acceptera agera aktivera analysera andas anlita anmäla anpassa ansluta ansvara ansöka anteckna
    använda arbeta arkivera assistera avbryta avgöra avlasta avleda avsluta avstå avvakta avvika
    avboka backa bada be bearbeta bedöma begära behandla behålla behöva bekräfta berätta beräkna
    berömma beskriva besluta bestå beställa bestämma besvara besöka betala beta bevara bevaka bidra
    bifoga bjuda blanda blöda boka bo borsta bygga byta börja delegera dela delta desinfektera
    diskutera dokumentera dosera dra dricka duka duscha ersätta erbjuda etablera falla fastställa
    fatta finna fira flytta fläcka fordra fotografera fråga framgå framföra främja fungera fylla få
    fästa följa förankra förbereda förbättra förbjuda fördela förebygga föredra föreskriva föreslå
    förflytta förhindra förklara förlora förlänga förmedla förnya förseglas försäkra försöka förstå
    förstöra förvara förvänta förändra föra genomföra ge godkänna granska gå gälla göra hantera
    handla handleda hindra hitta hjälpa hoppa hosta hålla hälsa hämta hända hänga hänvisa höra identifiera
    informera inhämta inleda innebära innehålla inreda inspektera installera instruera introducera
    intyga inventera isolera iaktta jobba journalföra jämföra kalla kassera klara klippa klä knyta
    komma kommentera komplettera kontakta kontrollera koppla kopiera kosta kräva kräkas kunna kvittera
    kyla känna köpa köra laga lagra larma leda leta leverera ligga lindra lita ljuga logga lossa lova
    lyfta lyssna låna låsa lägga lämna lära läsa lösa mata meddela medverka mena minska missa misstänka
    motivera motverka må märka mäta notera närma närvara nå nämna odla ogiltigförklara omfatta omhänderta
    ordinera ordna orsaka packa parkera passa planera placera plåstra prata presentera prioritera prova
    publicera påbörja påminna påverka radera rapportera ratta reagera redovisa registrera regla
    rekommendera rengöra reparera resa ringa rulla ropa rusta rymma räcka rädda räkna rätta röra röka
    röntga sakna samla sammanfatta sammankalla samordna samråda samtala samverka se sekretessbelägga
    sitta signera skada ske skicka skilja skjuta sköta skapa skriva skydda skölja slicka slå släcka
    slänga sluta smörja snabba sopa sortera spara sparka spela spola sprida sprita spärra stabilisera
    stanna starta stoppa styra städa stänga stärka stå ställa störa stödja söka svara svälja sänka säga
    säkerställa säkra sälja sända sätta ta tappa tacka tala teckna testa tillföra tillgodose tilldela
    tillämpa tillkalla titta tjäna torka tolka trivas träffa träna trösta tro tröttna tvätta tvinga
    tycka tömma tänka underlätta undersöka underrätta undra undvika uppdatera uppdra uppfatta uppfylla
    upphäva upphöra uppge upplysa uppleva upprätta upprepa uppstå upptäcka utföra utgå utnyttja utreda
    utse utsätta utvärdera utveckla vaccinera vakna varna verifiera verka veta vidta vila
    visa vistas vittna vårda vägleda väga väcka vädra välja vända vänta värdera värma växla återge
    återkalla återkomma återkoppla återlämna återställa åka åtgärda äga ändra äta öppna öva överföra
    överklaga överlämna överlåta överta övervaka överväga överskrida hygienisera tejpa rubba
"""

_ADJECTIVES = """
    absolut aktiv aktuell akut allmän allvarlig allergisk ansvarig ansvarsfull anhörig annorlunda
    anställd arbetsam avgörande avliden avsedd avvikande basal behörig bekväm besvärlig bestämd blek blind
    blå bra bred bruten daglig dement delaktig demokratisk digital diskret dyr död döv dålig effektiv egen
    ekonomisk elektronisk enkel ensam enskild erfaren extern extra fackmässig farlig felaktig fel
    femte fin fjärde formell frisk fri fräsch full fullständig funktionell fysisk färdig färg
    följande försiktig förvirrad gammal gemensam genomgående giltig glad god grav gravid grov grundlig
    grön gul halv hal hel hemlig het hård hög höger individuell individanpassad ihållande intern intresserad
    juridisk jämn jämlik kall kapabel klar klok kommande kommunal kompetent kontinuerlig konkret kort
    kristen kritisk kronisk kunnig kvalificerad känslig känd ledig ledsen legitimerad lik lika liten ljum lokal
    lugn lyhörd låg lång långsam långvarig lätt lämplig löpande lös medicinsk medveten mjuk modern muntlig
    mörk möjlig nationell naturlig negativ neutral noggrann normal ny nybliven nyinflyttad närvarande nödvändig
    obligatorisk obehörig oklar okänd olik olika olämplig omfattande omgående omöjlig ond onödig ordinarie
    orolig osäker ovanlig oväntad palliativ personlig planerad positiv praktisk preventiv principiell
    privat psykisk ren respektfull rimlig rolig rund rädd rätt röd rörlig saklig salt samlad samtida
    sann seg sen senaste separat sista sjuk självständig skadad skarp skriftlig skyldig slarvig slutlig
    smal smutsig snabb snar snäll social somatisk speciell stabil stark stilla stor strukturerad stängd
    subjektiv svag svart svensk svår syrerik systematisk säker särskild söt tillfällig tillgänglig tillräcklig
    tillåten tjock tom torr trasig trygg tråkig trött tung tunn tvär tydlig tyst tät uppenbar uppmärksam utförlig
    utsatt utländsk vaken van vanlig varm varsam vass verklig verksam vidare viktig vit våt väl vänlig vänster
    värdig ytlig ytterlig årlig äkta äldre ängslig öppen ömsesidig överens övrig kunskapsbaserad
    anonym begriplig beprövad beroende bestående blodförtunnande drabbad förenlig försenad föregående
    given gjord glömd gnidd hotad inblandad inlåst konstgjord konstig korrekt kortärmad kraftig
    kroppslig kränkt lurad medicinteknisk missnöjd oavsiktlig oönskad otydlig plötslig påtaglig senior
    skild skyndsam sönder trolig utsedd viss väsentlig yttre ärlig lös tidig
    motsvarande vederbörlig oljig fet känslomässig onormal
"""

_FUNCTION = """
    detsamma
    aldrig all alla allt alltid alltså alltför allra andra annan annars annat att av avseende bakom bara
    bland blir bli blev blivit bort borta bredvid både båda bägge bäst bättre bör borde dag dagligen dagtid
    de dels dem den denna denne deras dess dessa dessutom det detta dig din dina direkt dit ditt då där
    därav därefter därför därifrån därmed därtill du dubbelt efter efteråt eftersom ej eller emellan emot
    en enbart endast enligt ens er era ert ett exempelvis fler flera flest fort fortare fortfarande fram
    framför framåt från fyra fem få får fått färre fördel före förr förra förrän först första förut förutom för
    gemensamt genast genom gentemot ggr ha hade haft han hans har hej hela heller helst hen hennes
    hem hemma hit hon honom hur huruvida här härmed hög högst hos i ibland icke idag ifrån ifall igen
    igenom igår ihop imorgon in inga ingen inget innan inne inom inklusive inte inuti istället isär
    jag ja jämte kan kanske knappt kring kvar kunde lagom liksom likaså likadan lite länge längre längs längst
    lägre lägst man med medan mellan men mer mera mest mig min mina mindre minst mitt mot mycket måste
    många måhända naturligtvis ned nedan nej ner ni nio nog nu nyligen någon någonsin något några när
    nära närmare närmast nästa nästan och ock också om omedelbart omkring oss ovan ovanför oavsett
    plus på redan relativt runt rätt sak samma samman samt samtidigt samtliga sedan sen senare senast
    sex sig sin sina sist sitt sju själv själva ska skulle skäl som snarare snarast snart sällan så
    sådan sådana sådant således tack tidigare tidigast till tillbaka tills tillsammans tio tolv totalt
    tre trots två tyvärr ty under undan upp uppe ur utan utanför ut ute utom utöver vad var vara
    vardag varken varandra varför varifrån varit varje varmed vars vart vem vems via vid vidare vilka vilken
    vilket vill vår våra vårt väl vänligen värre åt åter återigen åtta åtminstone är än ändå ännu
    även över överallt övrigt lördag söndag måndag tisdag onsdag torsdag fredag helgdag
    januari februari mars april maj juni juli augusti september oktober november december
    morgon förmiddag eftermiddag middag kväll natt vardagar omgående regelbundet löpande
    ange anger angett angav annans avstått bestulen bäst bästa döljer dött fick finns framme gamla gick
    gjorde gjort gjorts halva hänt höll igång ingenting inför jättebra just kom likadant låter låtit
    lever mår mötas nere någons nådde nått ofta per sagt satt sett sade sa senaste sjätte sköts slutat
    stod större störst svalt såg sämre tagit tog togs utifrån utåt vissa visst visste vridet yttersta
    lagt lade la lagts skrev skrivit skrivits gett gav getts fått bett bad druckit drack ätit åt suttit
    satt legat låg stått sprungit kommit lyft bytt hjälpt ringt följt följd fört hört kört lärt
    brutit bröt burit bar bjudit bett brukar brukade börjat dragit drog fallit föll funnit fann
    givit hållit hunnit kunnat vetat vet vetskap velat varit blivit haft hade heter het hette
    hundra tusen procent grader liter meter gram styck
"""

_CONFUSED = """
    fast fasta stryka styrka spåra sommar matt matta koma smita föda född patent förbund skrapa
    kläder kläderna händer händerna fötter fötterna tänder tänderna timme timmen timmar timmarna
    ökat ökar färdigt nycklar nycklarna regler reglerna böcker män föräldrar sorg sorgen gift sikt
    slag fingrar naglar söner döttrar muskler cyklar artiklar titlar möbler illa nätter veckor
    funnen funnet drabbats förrän egentligen väldigt ledningar
    hyperglykemi hypoglykemi hypertoni hypotoni hypertermi hypotermi hyperventilation abduktion
    adduktion infusion injektion infektion transfusion subkutan intravenös intramuskulär sublingual
    rektal oral inhalation exhalation inandning utandning inskriven utskriven påklädd avklädd ansluten
    avsluten inlåst upplåst olåst låst tillåten otillåten behörig obehörig mätvärde matvärde
    kall kalla hall halla vägra väga vada vadd laga lagra lager läger läge lång läng hår här bär bar
    bår barr får far fara före fara först forst väl val vel vila villa mata matta mätta mäta mätning
    mättning matning rad rädd råd rätt ratt rått satt sätt sött tand tänd hand händ hände hand
    hal häl hål kam kram kräm krämp mask massk mus muss puls pulser dagen dagens dosen dosan läka laka
    lakan läkare vårta varta vantar väntar höra hora köra kora ladda lädda bada båda bråda råda
    rada skall skäll skål skal väck vack veck vak vakt våt vat sol sår sar får fär mål mal mäl
    kanal kanyl sonden sanden dag deg dög djup typ tupp hosta kosta rosta lista listig rista resta
    testa festa kasta fasta basta lasta rasta ersatta ersätta uppsatt uppsätta anta ante senare sonare
    tillsyn tillsyna avsyn insyn utsyn lämna lamna avlämna inlämna utlämna återlämna
    förtära förteckna förvärra förvara försvara försvåra fördröja fördrojd förlägga förlagga
    utsatt utsätt insatt insätt avsatt avsätt uppsagd avsagd påsatt avstängd påstängd instängd utestängd
    öka öken avta uppta inta utta ordna ordrar rening rensning rengöring renovering lyftning luftning
    bandage bondage salt salva silva spola spela spolas hudvård hårvård sårvård munvård tandvård
    fotvård barnvård äldrevård öldre betala betona vårdare värdare kontor kantor kontant konstant
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
def _forms() -> frozenset[str]:
    found = {*particles(), *_CONFUSED.split()}
    for noun in nouns() | neuters():
        found.update(noun + ending for ending in _NOUN_ENDINGS)
        if noun[-1] in "ae":
            found.update(noun[:-1] + ending for ending in _NOUN_ENDINGS)
        if noun.endswith(("el", "er", "en")):  # nyckel -> nycklar, fönster -> fönstret
            found.update(noun[:-2] + noun[-1] + ending for ending in _NOUN_ENDINGS[1:])
        if noun[-1] == "m":  # rum -> rummet
            found.update(noun + noun[-1] + ending for ending in _NOUN_ENDINGS[1:])
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


def _is_tail(word: str) -> bool:
    return is_listed(word) and word not in particles()


@cache
def imperatives() -> frozenset[str]:
    """Forms that call on somebody to do something."""
    found = {verb for verb in verbs() if verb[-1] != "s"}
    return frozenset(found | {verb[:-1] for verb in found if verb[-1] == "a"})
