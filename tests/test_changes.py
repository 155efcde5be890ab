"""Comparing wordings: judged changes, what a comparison holds, and what must hold for any text."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import base_files, corpus_of
from lydelse import markdown
from lydelse.changes import (
    Comparison,
    Named,
    Names,
    as_json,
    as_markdown,
    as_text,
    compare,
    compare_files,
    names_of,
    spelling,
    wordlist,
)
from lydelse.changes.blocks import blocks_of
from lydelse.register import FILES, RegisterFile, read_register
from lydelse.wording import Wording, is_binary
from lydelse.yamltext import read_yaml

NAMES = Names(
    (
        Named("roll", ("Boendestödjare",), (("Stödassistent", 1),)),
        Named("roll", ("Enhetschef",), (("Områdeschef", 1),)),
        Named("roll", ("Medicinskt ansvarig sjuksköterska", "MAS")),
        Named("roll", ("Medicinskt ansvarig för rehabilitering", "MAR")),
        Named("enhet", ("Hemsjukvårdsenheten",), (("Enheten för hemsjukvård", 1),)),
        Named("enhet", ("Hemtjänst",), (("Hemvård", 1),)),
        Named(
            "lagrum",
            ("SFS 2025:400", "socialtjänstlagen", "SoL", "Socialtjänstlag"),
            (("SFS 2001:453", 1), ("socialtjänstlagen", 1), ("SoL", 1), ("Socialtjänstlag", 1)),
        ),
        Named("lagrum", ("SFS 2017:30", "HSL"), (("SFS 1982:763", 1), ("HSL", 1))),
        Named("lagrum", ("HSLF-FS 2022:49",), (("SOSFS 2014:10", 1),)),
        Named("lagrum", ("SFS 1993:387", "LSS")),
    )
)

IN_SUBSTANCE = (
    ("1. Ring.\n2. Vänta.", "2. Ring.\n3. Vänta."),
    ("1. Ring.\n2. Vänta.", "Ring. Vänta."),
    ("1. Ring.\n2. Vänta.", "Ring.\n\nVänta."),
    ("### Natt\n\nRing.", "**Natt.** Ring."),
    ("### Natt\n\nRing.", "**Natt**\n\nRing."),
    ("1. Tvätta händerna.\n2. Ta på handskar.", "- Tvätta händerna.\n- Ta på handskar."),
    ("Läs mer på <https://example.se/a>.", "Läs mer på <https://example.se/b>."),
    ("Spä 1:20.", "Spä 1.20."),
    ("Spä 1:15–1:20.", "Spä 1.15–1.20."),
    ("Ge mat sked för sked.", "Ge matsked för sked."),
    ("Du ska avbocka dagens besök.", "Du ska avboka dagens besök."),
    ("Servera när gröten är hel avsvalnad.", "Servera när gröten är helt avsvalnad."),
    ("När dom har meddelats ringer du.", "När de har meddelats ringer du."),
    ("Träffen är 12.10.", "Träffen är 12:10."),
    ("Resan är 10.11–12.11.", "Resan är 10:11–12:11."),
    ("Se punkt 1.10.", "Se punkt 1.1."),
    ("Hjärtat slår? På natten inte.", "Hjärtat slår på natten? Inte."),
    ("Är hon rädd? På natten stannar du.", "Är hon rädd på natten? Stannar du."),
    ("Ge saft, och te med socker.", "Ge saft och te med socker."),
    ("Häll ut mjölken.", "Håll ut mjölken."),
    ("Måtta maten.", "Mätta maten."),
    ("Rada upp kläderna.", "Råda upp kläderna."),
    ("Ge 2 mg.", "Ge 2 Mg."),
    ("Klockan åtta ringer du.", "Klockan 9 ringer du."),
    ("Tas 3 ggr/dag.", "Tas 3 gånger per vecka."),
    (
        "Om någon är sjuk:\n\n- ring\n- vänta\n\nStäda.",
        "Om någon är sjuk:\n\n- ring\n\nvänta\n\nStäda.",
    ),
    (
        "Om någon är sjuk:\n\n- ring\n- vänta\n\nStäda.",
        "Om någon är sjuk:\n\n- ring\n- vänta\n- Städa.",
    ),
    (
        "1. Ring\n   - läkare\n   - anhörig\n2. Vänta",
        "1. Ring\n   - läkare\n2. anhörig\n3. Vänta",
    ),
    (
        "1. Ring\n   - läkare\n   - anhörig\n2. Vänta",
        "1. Ring\n2. läkare\n3. anhörig\n4. Vänta",
    ),
    ("1. Ring\n2. läkare\n3. Vänta", "1. Ring\n   - läkare\n2. Vänta"),
    ("1. Ring\n\n   Vänta.", "1. Ring\n2. Vänta."),
    ("Gör så:\n\n1. ring\n2. vänta\n3. städa", "Gör så:\n\n1. ring\n2. vänta\n\nstäda"),
    (
        "Vid feber:\n\nRing läkaren.\n\nGe vätska.",
        "Vid feber:\n\n- Ring läkaren.\n\nGe vätska.",
    ),
    (
        "Vid feber:\n\n- Ring läkaren.\n\nGe vätska.",
        "Vid feber:\n\nRing läkaren.\n\nGe vätska.",
    ),
    (
        "## Vid feber\n\nRing.\n\n## Alltid\n\nTvätta.",
        "## Vid feber\n\nRing.\n\n### Alltid\n\nTvätta.",
    ),
    (
        "## Vid feber\n\nRing.\n\n## Alltid\n\nTvätta.",
        "## Vid feber\n\nRing.\n\n**Alltid**\n\nTvätta.",
    ),
    ("> [!NOTE]\n> Ring.", "> [!WARNING]\n> Ring."),
    ("> [!WARNING]\n> Ring.", "Ring."),
    ("> [!WARNING]\n> Ring. Vänta.", "Ring.\n\nVänta."),
    ("![Glidlakan](a.png)", "![Glidlakan](b.png)"),
    ("Ring. Vänta. ![](a.png)", "Ring.\n\nVänta. ![](b.png)"),
    ("Ta prov fastande.", "Ta prov."),
    ("Ge läkemedlet genast.", "Ge läkemedlet snarast."),
    (
        "Kontakta sjuksköterska i första hand via telefon.",
        "Kontakta sjuksköterska i första hand via meddelande.",
    ),
    ("Brukaren får röka på balkongen.", "Brukaren får inte röka, på balkongen."),
    ("Planen följs upp var tredje månad.", "Planen följs upp vart tredje år."),
    ("Enhetschefen beslutar i samråd med MAS.", "Enhetschefen beslutar efter samråd med MAS."),
    ("Personal med delegering får ge insulin.", "Personal får ge insulin."),
    ("Byt handskar mellan varje brukare.", "Byt handskar efter varje brukare."),
    ("Ge 10 ml Laktulos.", "Ge 10 ml Laxoberal."),
    ("Vatten ska vara 38 grader.", "Vatten ska vara 83 grader."),
    ("Förvara nyckeln inlåst.", "Förvara nyckeln synligt."),
    ("Lyftsele storlek M.", "Lyftsele storlek L."),
    ("Avliden person.", "Avlidna personer."),
    ("Kontakta närmaste anhörig.", "Kontakta anhörig."),
    ("Skicka remiss till vårdcentralen.", "Skicka remiss till sjukhuset."),
    ("Larmet ska provas en gång i månaden.", "Larmet ska provas en gång i veckan."),
    ("Smörj två gånger dagligen.", "Smörj dagligen."),
    ("Be brukaren skriva under.", "Be brukaren eller anhörig skriva under."),
    ("Be brukaren, eller god man, skriva under.", "Be god man skriva under."),
    ("Gäller ordinarie personal.", "Gäller ordinarie personal och vikarier."),
    ("Ge inte mat. Ge dryck.", "Ge inte mat, ge dryck inte."),
    ("Du behöver inte signera.", "Du behöver signera."),
    ("Ring SSK.", "Ring sjuksköterska."),
    ("Häll upp högst ett glas.", "Häll upp ett glas."),
    ("Om personen är vid medvetande, ge dryck.", "Om personen är medvetslös, ge dryck."),
    ("Kontroll sker av två personer.", "Kontroll sker av personer."),
    ("Lägg personen i stabilt sidoläge.", "Lägg personen i ryggläge."),
    ("Om larmet går ut ring jouren.", "Om larmet går, ut ring jouren inte."),
    ("Tvätta först händerna, ge sedan maten.", "Tvätta händerna, ge sedan maten först."),
    ("Låt bli att lyfta.", "Låt lyfta."),
    ("Chefen godkänner, sedan beställer du.", "Chefen godkänner sedan du beställer."),
    ("Låna ut nycklar till personal.", "Låna inte ut nycklar till personal."),
    ("Du kan få hjälp av jouren.", "Du får hjälp av jouren."),
    ("Den som delegerar ansvarar.", "Den som delegeras ansvarar."),
    ("Sår läggs om av sjuksköterska.", "Sår läggs om av sjuksköterskor."),
    ("Lyft aldrig ensam utan lyft.", "Lyft aldrig ensam, utan lyft."),
    ("Du ska, om brukaren vill, ringa anhöriga.", "Du ska ringa anhöriga."),
    ("Vid kl. 20 stängs dörren", "Vid kl. 20 öppnas dörren"),
    ("Rapportera till nämnden.", "Rapportera till förvaltningen."),
    ("Något av följande krävs:\n\n- a\n- b", "Något av följande krävs:\n\n- a och b"),
    ("Välj en av följande:\n\n- a\n- b", "Välj en av följande: a och b."),
    ("Kontakta boendestödjaren.", "Kontakta boendestödjare."),
    ("Ge 2 500 mg.", "Ge 2500 mg."),
    ("Se [jouren](tel:0846500412). Vänta.", "Se [jouren](tel:0846500421).\n\nVänta."),
    ("Ring [jouren](tel:0846500412).", "Ring jouren."),
    ("A[^1] B[^1] C[^2]\n\n[^1]: x\n[^2]: y", "A[^1] B[^2] C[^2]\n\n[^1]: x\n[^2]: y"),
    ("Ring.\n\n![](dosering.png)", "Ring."),
    ("Se ![](dosering.png)", "Se"),
    (
        "|Vad|Vem|Var|\n|-|-|-|\n|Städa|Usk|Ssk|",
        "|Vad|Vem|Var|\n|-|-|-|\n|Städa, Usk|Ssk| |",
    ),
    ("- Om larmet går:\n  - ring. Vänta.", "- Om larmet går:\n  - ring.\n- Vänta."),
    ("> [!TIP]\n> Ring. Vänta kvar.", "Ring.\n\nVänta kvar."),
    ("De fyller i arbetet.", "De fyller i arbeten."),
    ("Larmet ska besvaras.", "Larmen ska besvaras."),
    ("Ge 2,5 mg varje morgon.", "Ge 25 mg varje morgon."),
    ("Ge 2,5 ml varje morgon.", "Ge 2,5 cl varje morgon."),
    ("Kontakta inte läkaren, utan ring 112.", "Kontakta inte läkaren utan ring 112."),
    ("Vänta inte, ring 112.", "Vänta, inte ring 112."),
    (
        "Brukare som har larm får tillsyn varje natt.",
        "Brukare, som har larm, får tillsyn varje natt.",
    ),
    (
        "Ring sjuksköterskan och anhöriga om brukaren faller.",
        "Ring sjuksköterskan, och anhöriga om brukaren faller.",
    ),
    ("Ge mat och dryck eller näringsdryck.", "Ge mat, och dryck eller näringsdryck."),
    ("Om larmet går, ring jouren och dokumentera.", "Om larmet går, ring jouren. Dokumentera."),
    (
        "Ring sjuksköterskan. När brukaren är orolig ska du stanna kvar.",
        "Ring sjuksköterskan när brukaren är orolig. Ska du stanna kvar.",
    ),
    ("Sjuksköterskan kontaktar läkaren.", "Sjuksköterskan kontaktas av läkaren."),
    ("Sjuksköterskan informerar läkaren.", "Sjuksköterskan informeras läkaren."),
    ("De informerar sjuksköterskan.", "Dem informerar sjuksköterskan."),
    ("Brukaren ska ta tabletten.", "Brukaren ska ge tabletten."),
    ("Informera brukaren.", "Informera brukarna."),
    ("Informera brukaren.", "Informera brukare."),
    ("Gör besöket varannan dag.", "Gör besöket var dag."),
    ("Gör det varje vardag.", "Gör det varje var dag."),
    ("Dörren ska vara låst.", "Dörren ska vara olåst."),
    ("Behörig personal öppnar skåpet.", "Obehörig personal öppnar skåpet."),
    ("Tvätta händerna före måltid.", "Tvätta händerna efter måltid."),
    ("Kontrollera temperaturen minst två gånger.", "Kontrollera temperaturen högst två gånger."),
    ("Kontrollera temperaturen inom 2 timmar.", "Kontrollera temperaturen inom tre timmar."),
    ("Kontrollera temperaturen inom 2 timmar.", "Kontrollera temperaturen inom 2 dygn."),
    ("Ring 08-465 004 12.", "Ring 08-465 004 21."),
    ("Mejla larm@exempelstad.example.", "Mejla jour@exempelstad.example."),
    ("[Ring jouren](tel:0846500412)", "[Ring jouren](tel:0846500421)"),
    (
        "[Skriv till oss](mailto:a@exempelstad.example)",
        "[Skriv till oss](mailto:b@exempelstad.example)",
    ),
    ("- [ ] Klart\n- [ ] Signerat", "- [x] Klart\n- [ ] Signerat"),
    ("1. Tvätta händerna.\n2. Ta på handskar.", "1. Ta på handskar.\n2. Tvätta händerna."),
    (
        "1. Tvätta händerna.\n2. Ta på handskar.",
        "1. Tvätta händerna.\n2. Sprita händerna.\n3. Ta på handskar.",
    ),
    (
        "1. Tvätta händerna.\n2. Sprita händerna.\n3. Ta på handskar.",
        "1. Tvätta händerna.\n2. Ta på handskar.",
    ),
    (
        "| Vad | Vem |\n|---|---|\n| Städa | Usk |\n| Mata | Ssk |",
        "| Vad | Vem |\n|---|---|\n| Städa | Ssk |\n| Mata | Usk |",
    ),
    (
        "| Vad | Dag | Natt |\n|---|---|---|\n| Städa | x | |",
        "| Vad | Dag | Natt |\n|---|---|---|\n| Städa | | x |",
    ),
    (
        "## Dag\n\n- ring\n- städa\n\n## Natt\n\n- vila",
        "## Dag\n\n- ring\n\n## Natt\n\n- städa\n- vila",
    ),
    (
        "- Om larmet går:\n  - ring jouren\n  - dokumentera",
        "- Om larmet går:\n  - ring jouren\n- dokumentera",
    ),
    ("Ge läkemedlet.[^1]\n\n[^1]: Gäller inte natt.", "Ge läkemedlet.[^1]\n\n[^1]: Gäller natt."),
    (
        "Ge läkemedlet.[^1] Ring sedan.\n\n[^1]: Gäller inte natt.",
        "Ge läkemedlet. Ring sedan.[^1]\n\n[^1]: Gäller inte natt.",
    ),
    ("Ge Alvedon vid feber.", "Ge Ipren vid feber."),
    ("Kontrollera risken för hypoglykemi.", "Kontrollera risken för hyperglykemi."),
    ("Kontakta arbetsterapeuten.", "Kontakta fysioterapeuten."),
    ("Enligt 4 kap. 1 § HSL (2017:30).", "Enligt 4 kap. 2 § HSL (2017:30)."),
    ("Enligt 4 kap. 1 § HSL (2017:30).", "Enligt 5 kap. 1 § HSL (2017:30)."),
    ("Enligt SoL (2025:400).", "Enligt SoL (2001:453)."),
    ("Enligt LSS.", "Enligt SoL."),
    ("Låt alltid någon vara kvar.", "Låt någon vara kvar."),
    ("Dokumentera samma dag.", "Dokumentera nästa dag."),
    ("Personalen dokumenterar.", "Legitimerad personal dokumenterar."),
    ("Ge läkemedlet till brukaren.", "Ge läkemedlen till brukaren."),
    ("Du får använda lyften ensam.", "Du får inte använda lyften ensam."),
    ("Vid temperatur < 35 grader, ring.", "Vid temperatur > 35 grader, ring."),
    ("Förvaras vid -18 °C.", "Förvaras vid 18 °C."),
    ("Förvaras vid 2–8 °C.", "Förvaras vid 28 °C."),
    ("Blanda 1/2 tablett.", "Blanda 12 tabletter."),
    ("Mät puls.", "Mät pulser."),
    ("Gäller från 2026-01-01.", "Gäller från 2026-10-01."),
    ("Gäller 1 januari 2026.", "Gäller 1 juni 2026."),
    ("Personen har ätit.", "Har personen ätit?"),
    ("Städa rummet och byt lakan.", "Städa rummet eller byt lakan."),
    ("Ring chefen, sedan sjuksköterskan.", "Ring sjuksköterskan, sedan chefen."),
    ("> [!WARNING]\n> Lyft med två personer.", "> [!TIP]\n> Lyft med två personer."),
    ("Skölj såret. Ge inte dryck.\n\nRing 112.", "Ring 112.\n\nSkölj såret. Ge inte dryck."),
    ("Ta hand om tvätten.", "Ta hand i tvätten."),
    ("Byt kateter varje månad.", "Byt kateter varje månad vid behov."),
    ("Ge insulin subkutant.", "Ge insulin intravenöst."),
    ("Ansvarig sjuksköterska ringer.", "Ansvariga sjuksköterskor ringer."),
    ("Boendestödjaren ringer.", "Stödassistenten ringer."),
    ("Stödassistenten ringer.", "Boendestödjarna ringer."),
    ("Områdeschefen ringer enhetschefen.", "Enhetschefen ringer enhetschefen."),
    ("Prata om sorg.", "Prata omsorg."),
    ("Gör efter kontroll.", "Gör efterkontroll."),
    ("Sjuk personal stannar hemma.", "Sjukpersonal stannar hemma."),
    ("Personen ska ha en lindning.", "Personen ska ha en lindring."),
    ("Anteckna vid matning.", "Anteckna vid mätning."),
    ("Du måste anmäla.", "Du ska anmäla."),
    ("Du bör anmäla.", "Du skulle anmäla."),
    ("Anmäl till IVO.", "Anmäl till Socialstyrelsen."),
    ("Kontakta närstående om brukaren har godkänt det.", "Kontakta närstående."),
    ("Kontakta närstående.", "Kontakta närstående om brukaren har godkänt det."),
    ("Signera i förväg aldrig.", "Signera i förväg."),
    ("Ge aldrig två doser.", "Ge två doser."),
    ("Ge läkemedel kl. 8, 12 och 18.", "Ge läkemedel kl. 8, 12 och 20."),
    ("Ge läkemedel kl. 08.00.", "Ge läkemedel kl. 08.30."),
    ("Följ steg 3.", "Följ steg 4."),
    ("Rutinen gäller alla enheter.", "Rutinen gäller alla enheter utom Rehabenheten."),
    ("![Rätt grepp](a.png)", "![Fel grepp](a.png)"),
    ("Personalen kan använda lyft.", "Personalen ska kunna använda lyft."),
    ("Ta blodtryck liggande.", "Ta blodtryck sittande."),
    ("Lägg på vänster sida.", "Lägg på höger sida."),
    ("Ge 5 E insulin.", "Ge 15 E insulin."),
    ("Ge 1 tablett.", "Ge 1 ml."),
    ("Öppna fönstret.", "Öppna fönstren."),
    (
        "Om larmet går\n\n- ring jouren.\n- Städa alltid.",
        "Om larmet går ring jouren. Städa alltid.",
    ),
    (
        "Ring alltid, om brukaren faller eller om brukaren har ont, sjuksköterskan.",
        "Ring alltid sjuksköterskan, om brukaren faller eller om brukaren har ont.",
    ),
    ("Ge tabletten med vatten.", "Ge tabletten utan vatten."),
    ("Han ska ringa.", "Hon ska ringa."),
    ("Ge läkemedlet i 3 dagar.", "Ge läkemedlet i 3 dagar till."),
    ("Kontrollera var tredje timme.", "Kontrollera var fjärde timme."),
    ("Kontrollera 1 gång per dag.", "Kontrollera 2:a gången per dag."),
    ("Ge ~~inte~~ läkemedlet.", "Ge inte läkemedlet."),
    ("Ring 112!", "Ring 113!"),
    ("Kontakta MAS.", "Kontakta MAR."),
    ("Titta i pärmen", "Titta i pärmarna"),
    ("Läkaren kan tillåta det.", "Läkaren kan inte tillåta det."),
    ("Inte ens vid feber får du ge medicin.", "Vid feber får du ge medicin."),
    ("Ge först vatten. Ge sedan medicin.", "Ge först medicin. Ge sedan vatten."),
    (
        "Lås dörren, och ta nyckeln om brukaren sover.",
        "Lås dörren och ta nyckeln, om brukaren sover.",
    ),
    ("Tvätta händerna. Utan handskar. Ta proverna.", "Tvätta händerna utan handskar. Ta proverna."),
    ("Ge maten till de boende.", "Ge maten till den boende."),
    ("Du har ansvar för nyckeln.", "Du har inget ansvar för nyckeln."),
    ("Kontakta chefen som kontaktar brukaren.", "Kontakta chefen. Som kontaktar brukaren."),
    ("Om brukaren är ren o lämplig klädd går ni.", "Om brukaren är ren olämplig klädd går ni."),
    ("Gå in kl. 7-9.", "Gå in kl. 7–19."),
    ("Samråd med läkaren före dosändring.", "Samråd före dosändring."),
    ("Lämna nyckeln på kontoret.", "Lämna nyckeln hos chefen."),
    ("Senast på fredag.", "På fredag."),
    ("på morgonen ges frukost", "på kvällen ges frukost"),
    ("arbetet bokförs", "arbeten bokförs"),
    ("Läs ärendet.", "Läs ärenden."),
    ("- [x] Klart", "- Klart"),
    ("Ring jourläkaren, tfn 08-465 004 33.", "Ring jourläkaren, tfn 08-465 004 34."),
    ("Legitimerad sjuksköterska delegerar.", "Sjuksköterska delegerar."),
    ("Sjuksköterska eller läkare kontaktas.", "Sjuksköterska/läkare kontaktas."),
    ("Varje brukare ska ha en kontaktman.", "Varje brukare ska ha kontaktmän."),
    ("Ha alltid med dig telefonen och nyckeln.", "Ha alltid med dig telefonen eller nyckeln."),
    ("Byt inte förbandet.", "Byt förbandet inte förrän i morgon."),
    ("Ge smärtlindring vid smärta över 4.", "Ge smärtlindring vid smärta över 7."),
    ("Ring anhörig.", "Ring anhöriga."),
    ("Fråga alltid om lov.", "Fråga om lov."),
    ("Dokumentera i HSL-journalen.", "Dokumentera i SoL-journalen."),
    ("Kontrollera ID.", "Kontrollera namn."),
    ("Spola med NaCl 9 mg/ml.", "Spola med NaCl 0,9 mg/ml."),
    ("Spola med 50 ml vatten.", "Spola med 50 dl vatten."),
    ("Sätt sängen i lågt läge.", "Sätt sängen i högt läge."),
    ("Medicinen ges före maten.", "Medicinen ges till maten."),
    ("Du ska alltid arbeta två vid lyft.", "Du ska alltid arbeta två vid lyft om möjligt."),
    ("Ring 112. Ring sedan sjuksköterskan.", "Ring sjuksköterskan. Ring sedan 112."),
    ("Ring 112 innan du ringer sjuksköterskan.", "Ring 112 när du ringer sjuksköterskan."),
    ("Vid minsta misstanke: ring.", "Vid misstanke: ring."),
    ("Rapportera alla fall.", "Rapportera allvarliga fall."),
    ("Förvara mat i kylskåp (högst +8 °C).", "Förvara mat i kylskåp (högst +4 °C)."),
    (
        "Undersköterskan signerar, sjuksköterskan kontrollerar.",
        "Sjuksköterskan signerar, undersköterskan kontrollerar.",
    ),
    ("Gör besök 1–2 gånger per dag.", "Gör besök 1, 2 gånger per dag."),
    ("Lyft ej ensam.", "Lyft ensam."),
    ("Ingen lämnas ensam.", "Någon lämnas ensam."),
    ("Dörren ska hållas stängd.", "Dörren ska hållas öppen."),
    ("> [!NOTE]\n> Ring 112.", ""),
    ("Ring 112.", "> [!TIP]\n> Ring 112."),
    ("Hör sjuksköterskan av sig, ring.", "Hör av dig till sjuksköterskan, ring."),
    ("Kommunens personal", "Regionens personal"),
    ("Kontakta Hemtjänst Norr.", "Kontakta Hemtjänst Söder."),
    (
        "Om du inte får svar inom 10 minuter, åk dit.",
        "Om du inte får svar, åk dit inom 10 minuter.",
    ),
    ("Tvätta händerna, inte handskarna.", "Tvätta inte händerna, handskarna."),
    ("Brukaren, inte personalen, bestämmer.", "Brukaren inte, personalen bestämmer."),
    ("Hjälp alla som vill.", "Hjälp alla, som vill."),
    (
        "Läkemedel ges av sjuksköterska eller den som har delegering och legitimation.",
        "Läkemedel ges av sjuksköterska, eller den som har delegering, och legitimation.",
    ),
    (
        "Ge saft om blodsockret är lågt och personen är vaken.",
        "Ge saft om blodsockret är lågt. Och personen är vaken.",
    ),
    (
        "Ring sjuksköterskan och stanna kvar om personen är orolig.",
        "Ring sjuksköterskan. Stanna kvar om personen är orolig.",
    ),
    ("Kan personen gå själv?", "Kan personen stå själv?"),
    ("I första hand kontaktas närstående.", "I andra hand kontaktas närstående."),
    ("Notera i kalendern.", "Notera i journalen."),
    ("Återställ larmet.", "Aterställ larmet på kontoret."),
    ("Utbildning krävs.", "Utbildning rekommenderas."),
    ("Tillträde tillåtet.", "Tillträde otillåtet."),
    ("Bedöm smärta med VAS.", "Bedöm smärta med NRS."),
    ("1. A gör.\n2. B gör.\n3. C gör.", "1. A gör.\n2. C gör.\n3. B gör."),
    (
        "| Tid | Dos |\n|---|---|\n| 8 | 1 |\n| 20 | 2 |",
        "| Tid | Dos |\n|---|---|\n| 8 | 2 |\n| 20 | 1 |",
    ),
    ("- Gör så:\n  1. a ring\n  2. b gå", "- Gör så:\n  1. b gå\n  2. a ring"),
    ("Gäller dag 1-3.", "Gäller dag 13."),
    ("Ge 0,5 tablett.", "Ge 5 tabletter."),
    ("Ge 1 000 mg.", "Ge 1,000 mg."),
    ("Ge 1,5 g.", "Ge 1.5.1 g."),
    ("Använd munskydd IIR.", "Använd munskydd II."),
    ("Larma vid puls <50 eller >120.", "Larma vid puls >50 eller <120."),
)

EDITORIAL = (
    ("Ring M.A.S. Skriv sedan.", "Ring MAS. Skriv sedan."),
    ("Se till att dom är mätta.", "Se till att de är mätta."),
    ("Natt personalen låser.", "Nattpersonalen låser."),
    ("Ring iförväg.", "Ring i förväg."),
    ("Ett öppen fönster stängs.", "Ett öppet fönster stängs."),
    ("Koden är känt av alla.", "Koden är känd av alla."),
    ("Ge ½ tablett.", "Ge 0,5 tablett."),
    ("Ge 2.0 ml.", "Ge 2 ml."),
    ("Bilden är på högst 1500 kronor.", "Bilden är på högst 1 500 kronor."),
    ("Dörren låses och nyckeln läggs i skåpet.", "Dörren låses, och nyckeln läggs i skåpet."),
    ("Bada foten och torka den med en duk.", "Bada foten, och torka den med en duk."),
    ("Se HSLF–FS 2022:49.", "Se HSLF-FS 2022:49."),
    ("Vidta atgarder.", "Vidta åtgärder."),
    ("Kontakta sjukskoterskan.", "Kontakta sjuksköterskan."),
    ("Ge 2 ml.", "Ge 2 mL."),
    ("Klockan åtta ringer du.", "Klockan 8 ringer du."),
    ("Tas 3 ggr/dag.", "Tas 3 gånger per dag."),
    ("> Ring.", "> [!NOTE]\n> Ring."),
    ("## A\n\n### B\n\nRing.\n\n## C", "# A\n\n## B\n\nRing.\n\n# C"),
    ("Om någon är sjuk:\n\n- ring\n- vänta", "Om någon är sjuk:\n\nring\n\nvänta"),
    ("- ring\n- vänta\n\nStäda.", "* ring\n* vänta\n\nStäda."),
    ("- ring\n- vänta\n\nStäda.", "ring\n\nvänta\n\nStäda."),
    (
        "Sjuksköterskan ska informeras omgående vid fall, dokumentera fallet i journalen.",
        "Sjuksköterskan ska informeras omgående vid fall. Dokumentera fallet i journalen.",
    ),
    (
        "Rapportera avvikelsen samma dag och följ upp den med arbetsgruppen.",
        "Rapportera avvikelsen samma dag. Följ upp den med arbetsgruppen.",
    ),
    (
        "Kontaktmannen skriver planen med den enskilde, planen följs upp var sjätte månad.",
        "Kontaktmannen skriver planen med den enskilde. Planen följs upp var sjätte månad.",
    ),
    (
        "Maten serveras kl 12, kaffet serveras kl 14.",
        "Maten serveras kl. 12. Kaffet serveras kl. 14.",
    ),
    ("Temperaturen i kylskåpet ska vara 4-8 grader", "Temperaturen i kylskåpet ska vara 4–8 °."),
    (
        "Signeringslistan fylls i efter varje överlämnande.",
        "Signeringslista fylls i efter varje överlämnande.",
    ),
    (
        "All personal skall bära arbetskläder. Dessa tvättas av arbets-\ngivaren.",
        "All personal ska bära arbetskläder. Dessa tvättas av arbets-\ngivaren.",
    ),
    (
        "Den enskildes genomförande plan ska vara aktuell.",
        "Den enskildes genomförandeplan ska vara aktuell.",
    ),
    ("Ta kontakt med bistånds handläggaren.", "Ta kontakt med biståndshandläggaren."),
    ("Dokumentation sker i verksamhetsystemet.", "Dokumentation sker i verksamhetssystemet."),
    ("Dokumentation sker i Verksamhetssystemet", "Dokumentation sker i verksamhetssystemet."),
    (
        "Använd alltid skyddshandskar vid kontakt med kroppsvätskor",
        "Använd alltid skyddshandskar vid kontakt med kropps\xadvätskor.",
    ),
    (
        "Handsprit ska finnas i varje lägenhet i hallen.",
        "Handsprit ska finnas i varje lägenhet, i hallen.",
    ),
    (
        "Legitimerad personal (dvs sjuksköterska) delegerar.",
        "Legitimerad personal, dvs. sjuksköterska, delegerar.",
    ),
    ("- kläder.\n- skor.", "- kläder\n- skor"),
    ("Behöver du hjälp? Kontakta It-supporten.", "Behöver du hjälp? Kontakta IT-supporten."),
    ("Kontakta anhöriga/närstående/god man.", "Kontakta anhöriga / närstående / god man."),
    (
        "Brukaren väljer själv sina kläder ,mat och aktiviteter.",
        "Brukaren väljer själv sina kläder, mat och aktiviteter.",
    ),
    ("Medarbetaren har tystnads plikt.", "Medarbetaren har tystnadsplikt."),
    (
        "Rutinen revideras en gång per år av verksamhets chefen.",
        "Rutinen revideras en gång per år av verksamhetschefen.",
    ),
    ("**OBS!** Låt aldrig nyckeln hänga kvar.", "OBS! Låt aldrig nyckeln hänga kvar."),
    ("Skriv upp tid, datum o. signatur.", "Skriv upp tid, datum och signatur."),
    (
        "Håll dig uppdaterad om rutinerna på din enhet; läs dem minst en gång om året.",
        "Håll dig uppdaterad om rutinerna på din enhet. Läs dem minst en gång om året.",
    ),
    (
        "Teamet träffas varannan tisdag.  Mötet leds av enhetschefen",
        "Teamet träffas varannan tisdag. Mötet leds av enhetschefen.",
    ),
    ("Tänk på att:\n- Vara lugn\n- Tala tydligt", "Tänk på att:\n\n- vara lugn\n- tala tydligt"),
    (
        "1. Läs ordinationen\n1. Kontrollera namn\n1. Ge läkemedlet",
        "1. Läs ordinationen\n2. Kontrollera namn\n3. Ge läkemedlet",
    ),
    (
        "Kontrollera följande: namn, personnummer, läkemedel, dos.",
        "Kontrollera följande:\n\n- namn\n- personnummer\n- läkemedel\n- dos",
    ),
    (
        "Kontrollera följande:\n\n- namn\n- personnummer\n- dos",
        "Kontrollera följande: namn, personnummer och dos.",
    ),
    ("Rutin för nyckelhantering inom hemtjänst", "Rutin för nyckelhantering inom hemtjänsten"),
    (
        "Ansvaret vilar på enhetschefen/sektionschefen.",
        "Ansvaret vilar på enhetschef/sektionschef.",
    ),
    ("Inköp görs utav kontaktpersonen.", "Inköp görs av kontaktpersonen."),
    ("Kvitton sparas, och lämnas till chefen.", "Kvitton sparas och lämnas till chefen."),
    ("Personalen ansvara för att dörren är låst.", "Personalen ansvarar för att dörren är låst."),
    (
        "Information ges till den enskilde både muntlig och skriftlig.",
        "Information ges till den enskilde både muntligt och skriftligt.",
    ),
    ("Larma genom att trycka på larmknapen.", "Larma genom att trycka på larmknappen."),
    ("Meddela köket senast kl 09:00.", "Meddela köket senast kl. 9.00."),
    (
        "Sängen ska bäddas dagligen och lakanen bytas var fjortonde dag.",
        "Sängen ska bäddas dagligen, och lakanen bytas var 14:e dag.",
    ),
    ("Använd två-handsfattning.", "Använd tvåhandsfattning."),
    (
        "Tvätta brukarens händer innan måltiden,efter toalettbesök och vid behov.",
        "Tvätta brukarens händer innan måltiden, efter toalettbesök och vid behov.",
    ),
    (
        "Se även: [Fall](fall.md), [Lyft](lyft.md)",
        "Se även:\n\n- [Fall](fall.md)\n- [Lyft](lyft.md)",
    ),
    (
        "Ring 112 vid fara för liv - invänta ambulans.",
        "Ring 112 vid fara för liv – invänta ambulans.",
    ),
    ("Anmäl via blankett A12.", "Anmäl via blankett A 12."),
    (
        "Lämna rapport till nästkommande arbetspass.",
        "Lämna rapport till nästkommande arbetspass.\n",
    ),
    ("Vid frågor, hör av er till Er chef.", "Vid frågor, hör av er till er chef."),
    (
        "Ge läkemedel tillsammans med mat, ifall det står på listan.",
        "Ge läkemedel tillsammans med mat ifall det står på listan.",
    ),
    (
        "Det här behövs:\n\n| Sak | Antal |\n|---|---|\n| Handskar | 2 |",
        "Det här behövs:\n\n| Sak | Antal |\n|---|---|\n| Handskar | två |",
    ),
    ("Enligt SoL.", "Enligt socialtjänstlagen."),
    ("1. Ta fram tvål och visir.\n2. Ring.", "1. Ta fram\n   - tvål\n   - visir.\n2. Ring."),
    ("Ring [08-465 004 12](tel:0846500412).", "Ring 08-465 004 12."),
    ("Ring [jouren](tel:0846500412).", "Ring [jouren](tel:08-465-004-12)."),
    ("- Ring.\n  - Vänta. Städa.", "- Ring.\n  - Vänta.\n  - Städa."),
    ("Ring. Vänta. ![](a.png)", "Ring.\n\nVänta. ![](a.png)"),
    ("Ge 10 000 ml. Ge 1 000 mg.", "Ge 10000 ml. Ge 1000 mg."),
    ("Tvätta händerna.\nTa på handskar.", "Tvätta händerna. Ta på handskar."),
    (
        "Tvätta händerna. Ta på handskar. Ring sedan.",
        "1. Tvätta händerna.\n2. Ta på handskar.\n3. Ring sedan.",
    ),
    ("Ta med handskar, förkläde och visir.", "Ta med:\n\n- handskar\n- förkläde\n- visir"),
    (
        "Ring sjuksköterskan om personen blöder, faller eller svimmar.",
        "Ring sjuksköterskan om personen\n\n- blöder,\n- faller eller\n- svimmar.",
    ),
    ("**Viktigt**: ring.", "Viktigt: ring."),
    ("Skriv i genomförandeplanen.", "Skriv i genomförande planen."),
    ("Öppet kl. 8–16.", "Öppet klockan 8-16."),
    ("Öppet kl. 10.30.", "Öppet kl. 10:30."),
    ("Öppet 10.30–16.00.", "Öppet 10:30–16:00."),
    ("Det tar ca. 3 tim.", "Det tar cirka tre timmar."),
    ("Ring 08-465 004 12.", "Ring 08-46500412."),
    ("Gäller från 2026-01-01.", "Gäller från den 1 januari 2026."),
    ("Skriv i journalen ifall något händer idag.", "Skriv i journalen ifall något händer i dag."),
    ("Personalen dokumentera i journalen.", "Personalen dokumenterar i journalen."),
    ("Hjälp brukaren med brukaren kläder.", "Hjälp brukaren med brukarens kläder."),
    ("Ge muntligt information.", "Ge muntlig information."),
    ("Alla brukare har rätt till insyn.", "Alla brukare har rätt till insyn"),
    ("Om larmet går ring jouren.", "Om larmet går, ring jouren."),
    ("Om brukaren inte svarar ring anhöriga.", "Om brukaren inte svarar, ring anhöriga."),
    ("Ring sjuksköterskan om personen faller.", "Ring sjuksköterskan, om personen faller."),
    ("Städa rummet , byt lakan .", "Städa rummet, byt lakan."),
    ("Skriv “Hej”.", "Skriv ”Hej”."),
    ("Kontakta sjusköterskan.", "Kontakta sjuksköterskan."),
    ("Läs genomförandeplannen.", "Läs genomförandeplanen."),
    ("Kontakta undersköterksan.", "Kontakta undersköterskan."),
    ("Följ rutien för hygien. Rutinen finns här.", "Följ rutinen för hygien. Rutinen finns här."),
    (
        "Förvara läkemedlen i ett låst läkemedelsskåp i lägenheten, och ta ut nyckeln.",
        "Förvara läkemedlen i ett låst läkemedelsskåp i lägenheten och ta ut nyckeln.",
    ),
    ("Kontakta sjuksköterskan.", "**Kontakta** [sjuksköterskan](a.md)."),
    ("| A | B |\n|---|---|\n| ring | 112 |", "- A: B\n- ring: 112"),
    ("Brukaren skall få hjälp.", "Brukaren ska få hjälp."),
    ("Du får ej röka.", "Du får inte röka."),
    (
        "Vi jobbar med delegering,dokumentation och hygien.",
        "Vi jobbar med delegering, dokumentation och hygien.",
    ),
    ("Skriv i journal.", "Skriv i journalen."),
    ("Ring enhetschef.", "Ring enhetschefen."),
    ("Läs om e-post.", "Läs om epost."),
    (
        "Se sid 3 i t.ex. pärmen, dvs. den röda.",
        "Se sid 3 i till exempel pärmen, det vill säga den röda.",
    ),
    ("Ge 1000 ml.", "Ge 1 000 ml."),
    ("Ge 5mg.", "Ge 5 mg."),
    ("Ge 5 mg.", "Ge 5 milligram."),
    ("Tre handskar.", "3 handskar."),
    ("- a\n- b", "- [ ] a\n- [ ] b"),
    ("Läs mer på <http://example.se/a>.", "Läs mer på <https://example.se/a/>."),
    ("Kontakta MAS.", "Kontakta medicinskt ansvarig sjuksköterska."),
    ("Städa köket. Torka bordet. Diska.", "Städa köket, torka bordet, diska."),
    ("Vid fall ring 112.", "Vid fall, ring 112."),
    (
        "Det är kommunens ansvar att brukaren får sin medicin. Det är också chefens ansvar",
        "Det är kommunens ansvar, att brukaren får sin medicin. Det är också chefens ansvar.",
    ),
    ("Hälso- och sjukvårdslagen gäller.", "Hälso och sjukvårdslagen gäller."),
    ("Läkemedel ska signeras; det gäller alla.", "Läkemedel ska signeras. Det gäller alla."),
    ("Ansvaret – som är delat – gäller alla.", "Ansvaret - som är delat - gäller alla."),
    ("Lokala rutiner finns. lokala regler också.", "Lokala rutiner finns. Lokala regler också."),
    (
        "Uppgifterna skickas med epost till avdelningschef, bl a vid utskrivning.",
        "Uppgifterna skickas med e-post till avdelningschef, bland annat vid utskrivning.",
    ),
    ("Följ vårt lednings system.", "Följ vårt ledningssystem."),
    ("Gör det var annan dag.", "Gör det varannan dag."),
    ("Fyll i kontakt uppgifterna i planen.", "Fyll i kontaktuppgifterna i planen."),
    ("Ge.[^1]\n\n[^1]: Gäller inte nat ten.", "Ge.[^1]\n\n[^1]: Gäller inte natten."),
    ("Ge.[^1]\n\n[^1]: Se rutinnen.", "Ge.[^a]\n\n[^a]: Se rutinen."),
    (
        "Rutinen ses över vart annat år, senast i mars.",
        "Rutinen ses över vartannat år, senast i mars.",
    ),
    (
        "Kontakta tjänstgörande sjuksköterska på tel. 08-465 004 12",
        "Kontakta tjänstgörande sjuksköterska på telefon 08-465 004 12.",
    ),
    ("Larma 112 omedelbart !", "Larma 112 omedelbart!"),
    ("Max 5 kg.", "Maximalt 5 kg."),
    ("Ta fram: handskar; munskydd; visir.", "Ta fram: handskar, munskydd, visir."),
    ("Vi använder SIP. SIP:en följs upp.", "Vi använder SIP. SIP:en följs upp"),
    ("Personen/den enskilde ringer.", "Personen / den enskilde ringer."),
    ("Detta gäller för natt- och dagpersonal.", "Detta gäller för natt och dagpersonal."),
    (
        "Hämta nyckeln i nyckelskåpet. Kvittera den på listan. Lämna sedan nyckeln.",
        "Hämta nyckeln i nyckelskåpet och kvittera den på listan. Lämna sedan nyckeln.",
    ),
    ("Gå igenom checklistan nedan", "Gå igenom checklistan nedan:"),
    (
        "Gå igenom checklistan nedan:\n\n* handskar\n* tvål",
        "Gå igenom checklistan nedan:\n\n1. handskar\n2. tvål",
    ),
    ("Ansvarig: enhetschef", "**Ansvarig:** Enhetschef"),
    ("Är larmet trasigt?\nRing jouren.", "Är larmet trasigt? Ring jouren."),
    ("Finns det en plan.", "Finns det en plan?"),
    ("Kontrollera att allt är rätt", "Kontrollera, att allt är rätt."),
    ("Rum nr. 3", "Rum nummer 3"),
    ("Tabletten tas 3 ggr/dag.", "Tabletten tas tre gånger/dag."),
    ("Skriv avvikelse på blanketten.", "Skriv avvikelse på blankett."),
    (
        "Informationen lämnas muntligt och skriftlig.",
        "Informationen lämnas muntligt och skriftligt.",
    ),
    (
        "Nyckeln är låst i skåpet. Nycklarna är låst.",
        "Nyckeln är låst i skåpet. Nycklarna är låsta.",
    ),
    ("Det finns två pärm.", "Det finns två pärmar."),
    (
        "Närståendes önskemål ska respekteras. Följ brukarens önskan",
        "Närståendes önskemål ska respekteras. Följ brukarens önskan.",
    ),
    ("Sjuksköterskan ansvarar för bedömning.", "Sjuksköterskan ansvarar för bedömningen."),
    (
        "Alla medarbetare skall känna till rutinen, därför gås den igenom på APT.",
        "Alla medarbetare ska känna till rutinen. Därför gås den igenom på APT.",
    ),
    ("Covid-19 är en smitta.", "Covid 19 är en smitta."),
    (
        "Vid brand: rädda, larma, varna, släck",
        "Vid brand:\n\n1. rädda\n2. larma\n3. varna\n4. släck",
    ),
    (
        "| Roll | Ansvar |\n|---|---|\n| Chef | Leder |\n",
        "|Roll|Ansvar|\n|:--|:--|\n|**Chef**|Leder|\n",
    ),
    (
        "Här hittar du [rutinen](a.md) och [blanketten](b.md).",
        "Här hittar du [rutinen](x.md) och blanketten.",
    ),
    ("Inom 24 timmar.", "Inom tjugofyra timmar."),
    ("Läs sidan 12-14.", "Läs sidan 12–14."),
    ("Ring direkt!!!", "Ring direkt!"),
    (
        "Fråga på vilket sätt brukaren vill ha hjälp.Skriv sedan.",
        "Fråga på vilket sätt brukaren vill ha hjälp. Skriv sedan.",
    ),
    ("Kl 07.00 - 16.00", "Klockan 7–16"),
    ("Byt nål efter varje injecktion.", "Byt nål efter varje injektion."),
    (
        "Temperaturen mäts morron och kväll. Morgon är före kl 9.",
        "Temperaturen mäts morgon och kväll. Morgon är före kl 9.",
    ),
    ("Signera på signerings-listan.", "Signera på signeringslistan."),
    ("Vid frågor kontakta chefen.", "Vid frågor, kontakta chefen."),
    ("Innan du går hem ska du låsa skåpet.", "Innan du går hem, ska du låsa skåpet."),
    ("Har du frågor kontakta chefen.", "Har du frågor, kontakta chefen."),
    ("Kontakta din chef om du har frågor", "Kontakta din chef om du har frågor."),
    ("## Gör så här:", "## Gör så här"),
    ("Den enskilde bestämmer själv.", "Den enskilda bestämmer själv."),
    ("Ta med legitimation , nyckel och telefon", "Ta med legitimation, nyckel och telefon."),
    ("OBS! Ring alltid.", "Obs! Ring alltid."),
    ("Ta kontakt med anhörig.", "Ta kontakt med anhörig!"),
    ("Den som arbetar natt skall ringa.", "Den som arbetar natt ska ringa."),
    ("Rengör bordet m h a sprit.", "Rengör bordet m.h.a. sprit."),
    (
        "Det ska dokumenteras i journalsystemet samma dag.",
        "Det ska dokumenteras i journalsystemet samma dag. ",
    ),
    ("Punkt ett.\n\n---\n\nPunkt två.", "Punkt ett.\n\nPunkt två."),
    ("1) Ring.\n2) Vänta.", "1. Ring.\n2. Vänta."),
    ("Rubrik\n======\n\nText", "# Rubrik\n\nText"),
    ("Städa golvet\noch diska.", "Städa golvet och diska."),
    ("Vi samarbetar med regionen.", "Vi samarbetar med regionen. "),
    ("Vi sammarbetar med regionen.", "Vi samarbetar med regionen."),
    ("Utvärdera insattsen.", "Utvärdera insatsen."),
    ("Kontrollera utgångs datum.", "Kontrollera utgångsdatum."),
    ("Ring ansvarig sjuksköterska/läkare", "Ring ansvarig sjuksköterska/läkare."),
    ("Skicka ett e-post till chefen.", "Skicka en e-post till chefen."),
    ("Han/hon skall meddela", "Han/hon ska meddela."),
    ("Välj alt. 1.", "Välj alternativ 1."),
    ("T.ex. fall, trycksår, o.s.v.", "Till exempel fall, trycksår och så vidare."),
    ("Enl. HSL (SFS 2017:30).", "Enligt HSL (2017:30)."),
    (
        "Hygienrutiner skall följas av personal som arbetar med mat o dryck.",
        "Hygienrutiner ska följas av personal som arbetar med mat och dryck.",
    ),
    ("Vården sker m.a.p. behov.", "Vården sker med avseende på behov."),
)

CONSEQUENCE = (
    ("Ring en stödassistent.", "Ring en boendestödjare."),
    ("Kontakta stödassistenter.", "Kontakta boendestödjare."),
    ("Enheten för hemsjukvård tar emot.", "Hemsjukvårdsenheten tar emot."),
    ("Hemvårdens personal ringer.", "Hemtjänstens personal ringer."),
    (
        "Enligt 3 kap. 1 § socialtjänstlagen (2001:453) gäller.",
        "Enligt 3 kap. 1 § socialtjänstlagen (2025:400) gäller.",
    ),
    ("Se SOSFS 2014:10.", "Se HSLF-FS 2022:49."),
    ("Enligt SFS 1982:763 gäller det.", "Enligt SFS 2017:30 gäller det."),
    ("Stödassistenten ringer, t.ex. kl. 8.", "**Boendestödjaren** ringer, till exempel klockan 8."),
)


def body(text: str) -> Wording:
    return Wording(body=text)


def compared(old: str, new: str, names: Names = NAMES) -> Comparison:
    return compare(body(old), body(new), names)


@pytest.mark.parametrize(("old", "new"), IN_SUBSTANCE)
def test_a_change_in_substance_is_never_let_through(old: str, new: str) -> None:
    comparison = compared(old, new)
    assert comparison.slag == "i sak"
    assert comparison.reasons
    assert all(reason.text.endswith(".") for reason in comparison.reasons)


@pytest.mark.parametrize(("old", "new"), IN_SUBSTANCE)
def test_a_change_in_substance_is_one_without_registers_too(old: str, new: str) -> None:
    assert compared(old, new, Names()).slag == "i sak"


@pytest.mark.parametrize(("old", "new"), EDITORIAL)
def test_a_change_of_dress_is_redaktionell(old: str, new: str) -> None:
    assert compared(old, new).slag == "redaktionell"


@pytest.mark.parametrize(("old", "new"), CONSEQUENCE)
def test_a_name_that_the_register_replaces_is_a_följdändring(old: str, new: str) -> None:
    comparison = compared(old, new)
    assert comparison.slag == "följdändring"
    assert "enligt registret" in comparison.reasons[0].text
    assert compared(old, new, Names()).slag == "i sak"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Du ska ringa.", "Du bör ringa.", "modalverb"),
        ("Du ska inte ringa.", "Du ska ringa.", "negation"),
        ("Ge 2 ml.", "Ge 3 ml.", "siffra"),
        ("Ring kl. 8.", "Ring kl. 18.", "tid"),
        ("Gäller från 2026-01-01.", "Gäller från 2026-02-01.", "tid"),
        ("Kontakta chefen.", "Kontakta läkaren.", "roll"),
        ("Enligt 4 kap. 1 § HSL (2017:30).", "Enligt 4 kap. 1 § PSL (2010:659).", "lagrum"),
        ("Ring om larmet går.", "Ring när larmet går.", "villkor"),
        ("Ge mat och dryck.", "Ge mat eller dryck.", "koppling"),
        ("Ge högst en dos.", "Ge minst en dos.", "begränsning"),
        ("Öppna dörren.", "Öppna fönstret.", "ord"),
        ("Ge dosen.", "~~Ge dosen.~~", "överstrykning"),
        ("- [ ] Klart", "- [x] Klart", "kryssruta"),
        ("Ring 08-465 004 12.", "Ring 08-465 004 21.", "kontakt"),
        ("1. Ring.", "1. Ring.\n2. Vänta.", "steg tillagt"),
        ("1. Ring.\n2. Vänta.", "1. Vänta.", "steg borttaget"),
        ("1. Ring chefen.\n2. Vänta kvar.", "1. Vänta kvar.\n2. Ring chefen.", "ordning"),
        ("Ring.", "Ring.\n\nVänta kvar tills någon kommer.", "stycke tillagt"),
        ("Ring alltid, om det brinner.", "Ring, alltid om det brinner.", "skiljetecken"),
    ],
)
def test_a_reason_says_what_kind_of_word_is_in_doubt(old: str, new: str, kind: str) -> None:
    assert kind in {reason.kind for reason in compared(old, new).reasons}


def test_reasons_name_the_words_and_where_they_stand() -> None:
    (reason,) = compared("# A\n\nDu ska ringa.", "# A\n\nDu bör ringa.").reasons
    assert reason.text == "”ska” har blivit ”bör”. Ett modalverb säger hur bindande texten är."
    assert reason.line == 3


def test_only_reasons_for_the_slag_are_given() -> None:
    kinds = {r.kind for r in compared("Du skall ringa. Ge 2 ml.", "Du ska ringa. Ge 3 ml.").reasons}
    assert kinds == {"siffra"}


def test_blocks_stand_in_reading_order_with_their_place() -> None:
    old = "# Gör så här\n\n1. Ring.\n2. Vänta länge.\n\nSlut."
    new = "# Gör så här\n\n1. Ring.\n2. Sök hjälp.\n3. Vänta kort.\n\nSlut."
    blocks = compared(old, new).blocks
    assert [(b.kind, b.form, b.number, b.line) for b in blocks] == [
        ("same", "heading", None, 1),
        ("same", "item", 1, 3),
        ("added", "item", 2, 4),
        ("changed", "item", 3, 5),
        ("same", "paragraph", None, 7),
    ]
    assert {b.section for b in blocks} == {"Gör så här"}
    assert [tuple(piece) for piece in blocks[3].pieces] == [
        ("same", "Vänta "),
        ("removed", "länge"),
        ("added", "kort"),
        ("same", "."),
    ]


def test_a_block_found_elsewhere_is_moved() -> None:
    old = "## Dag\n\n- ring chefen nu\n- städa\n\n## Natt\n\n- vila"
    new = "## Dag\n\n- städa\n\n## Natt\n\n- vila\n- ring chefen nu"
    (moved,) = [block for block in compared(old, new).blocks if block.kind != "same"]
    assert (moved.kind, moved.section, moved.line) == ("moved", "Natt", 8)


def test_a_step_that_only_got_a_new_number_is_no_reason() -> None:
    reasons = compared("1. Ring.\n2. Vänta.", "1. Sök.\n2. Ring.\n3. Vänta.").reasons
    assert [reason.kind for reason in reasons] == ["steg tillagt"]


def test_steps_with_other_numbers_are_changed_and_said_once() -> None:
    old, new = "1. Ring.\n2. Vänta.\n3. Städa.", "2. Ring.\n3. Vänta.\n4. Städa."
    comparison = compared(old, new)
    assert [block.kind for block in comparison.blocks] == ["changed"] * 3
    assert [reason.text for reason in comparison.reasons] == [
        "Steg 1, ”Ring.”, är nu steg 2. En hänvisning till ett steg kan leda fel."
    ]
    (bullets,) = compared(old, old.replace("1.", "-").replace("2.", "-").replace("3.", "-")).reasons
    assert bullets.text.startswith("”Ring.” är inte längre ett numrerat steg.")


def test_cells_in_other_rows_are_told() -> None:
    table = "| När | Vad |\n|---|---|\n| Morgon | {} |\n| Kväll | {} |"
    old, new = table.format("Byt lakan", "Töm påsen"), table.format("Töm påsen", "Byt lakan")
    texts = [reason.text for reason in compared(old, new).reasons]
    assert "Cellen ”Byt lakan” står nu på en annan rad i tabellen." in texts
    (reason,) = compared(
        "| A | B |\n|---|---|\n| Chef | Leder |", "| A | B |\n|---|---|\n| Leder | Chef |"
    ).reasons[-1:]
    assert reason.text == "Cellerna ”Leder | Chef” har bytt plats på raden."


def test_an_item_on_another_level_is_told_once() -> None:
    old = "Ring om personen:\n\n- är blek\n- är varm\n  - mer än vanligt\n- får kramper"
    (reason,) = compared(old, old.replace("\n- får", "\n  - får")).reasons
    assert reason.text.startswith("”får kramper” står under en annan punkt.")
    (reason,) = compared("- a\n- b\n\nc\n\n- d", "- a\n- b\n- c\n- d").reasons[:1]
    assert "på ett annat sätt" not in reason.text


def test_form_and_addresses_are_changes_without_words() -> None:
    for new in ("**Ring** [chefen](a.md).", "Ring [chefen](b.md).", "- Ring [chefen](a.md)."):
        comparison = compared("Ring [chefen](a.md).", new)
        assert comparison.changed
        assert comparison.slag == "redaktionell"
        assert [piece.kind for piece in comparison.blocks[0].pieces] == ["same"]


def test_keys_that_bear_meaning_are_compared() -> None:
    old = Wording({"titel": "Fall", "gäller_för": ["a", "b"], "version": "1.0", "sökord": ["x"]})
    new = Wording({"titel": "Fall", "gäller_för": ["a"], "version": "2.0", "sökord": []})
    comparison = compare(old, new)
    assert [tuple(vars_of(change)) for change in comparison.keys] == [("gäller_för", "a, b", "a")]
    assert [reason.kind for reason in comparison.reasons] == ["metadata"]
    assert comparison.slag == "i sak"


def vars_of(change: object) -> list[str]:
    return [getattr(change, name) for name in ("key", "old", "new")]


@pytest.mark.parametrize(
    ("key", "old", "new", "slag"),
    [
        ("titel", "Fall och falrisk", "Fall och fallrisk", "redaktionell"),
        ("titel", "När någon har fallit", "När ingen har fallit", "i sak"),
        ("gäller_för", ["a", "b"], ["b", "a"], "redaktionell"),
        ("riktar_sig_till", ["a"], ["a", "b"], "i sak"),
        ("lagrum", ["SoL (2001:453)"], ["SoL (2025:400)"], "följdändring"),
        ("lagrum", ["SoL (2025:400)"], ["SoL (2001:453)"], "i sak"),
        ("lagrum", ["4 kap. 1 § HSL (2017:30)"], ["4 kap. 2 § HSL (2017:30)"], "i sak"),
        ("bilagor", [{"fil": "a.pdf", "titel": "Blanket"}], None, "i sak"),
        ("bilagor", [{"fil": "a.pdf", "titel": "x"}], [{"fil": "b.pdf", "titel": "x"}], "i sak"),
        (
            "bilagor",
            [{"fil": "a.pdf", "titel": "Blanket för samtycke"}],
            [{"fil": "a.pdf", "titel": "Blankett för samtycke"}],
            "redaktionell",
        ),
        ("upphör", None, "2027-01-01", "i sak"),
        ("beslutas_av", "mas", "nämnd", "i sak"),
    ],
)
def test_front_matter_is_judged_too(key: str, old: object, new: object, slag: str) -> None:
    assert compare(Wording({key: old}), Wording({key: new}), NAMES).slag == slag


def test_files_without_front_matter_are_compared() -> None:
    assert compare_files(b"Du ska ringa.", "Du bör ringa.".encode()).slag == "i sak"
    assert not compare_files(b"", b"").changed
    assert compare_files(b"\xff\xfe\x00", b"---\n---\n\n[").slag in {"i sak", "redaktionell"}


def test_what_the_parser_leaves_out_is_compared_all_the_same() -> None:
    deep = "> " * 60
    assert compared(deep + "ring", deep + "vänta").slag == "i sak"


# --- names


def register_with(old: bytes, new: bytes) -> Names:
    files = base_files()
    name = next(name for name, data in files.items() if old in data)
    return names_of(corpus_of({**files, name: files[name].replace(old, new, 1)}).register)


def test_former_names_of_roles_and_units_are_read_from_the_register() -> None:
    names = register_with(b"namn: Enhetschef\n", b"namn: Enhetschef\n    tidigare_namn: [Rektor]\n")
    assert Named("roll", ("Enhetschef",), (("Rektor", 1),)) in names.named
    assert compared("Rektorn ringer.", "Enhetschefen ringer.", names).slag == "följdändring"


def test_a_statute_is_what_replaced_it_through_all_links() -> None:
    rows = [
        {
            "nummer": "SFS 1980:620",
            "titel": "Socialtjänstlag (1980:620)",
            "ersatt_av": "SFS 2001:453",
        },
        {
            "nummer": "SFS 2001:453",
            "titel": "Socialtjänstlag (2001:453)",
            "ersatt_av": "SFS 2025:400",
        },
        {"nummer": "SFS 2025:400", "titel": "Socialtjänstlag (2025:400)"},
    ]
    known = {"slag": "lag", "källa": "SFS", "säkerhet": "kontrollerad"}
    value = {"författningar": [{**known, **row} for row in rows]}
    names = names_of(read_register({"lagrum": RegisterFile("lagrum", value, {})}))
    for old, new, slag in (
        ("1980:620", "2025:400", "följdändring"),
        ("1980:620", "2001:453", "följdändring"),
        ("2001:453", "1980:620", "i sak"),
    ):
        assert compared(f"SoL ({old}).", f"SoL ({new}).", names).slag == slag


def test_a_name_that_two_share_proves_nothing() -> None:
    names = Names(
        (
            Named("roll", ("Enhetschef",), (("Chef", 1),)),
            Named("roll", ("Sektionschef",), (("Chef", 1),)),
        )
    )
    assert compared("Chefen ringer.", "Enhetschefen ringer.", names).slag == "i sak"
    still_used = Names(
        (Named("roll", ("Enhetschef",), (("Rektor", 1),)), Named("roll", ("Rektor",)))
    )
    assert compared("Rektorn ringer.", "Enhetschefen ringer.", still_used).slag == "i sak"


def test_an_abbreviation_keeps_its_capitals() -> None:
    names = Names((Named("lagrum", ("SoL", "socialtjänstlagen")),))
    assert compared("Enligt SoL.", "Enligt socialtjänstlagen.", names).slag == "redaktionell"
    assert compared("Skydda mot sol.", "Skydda mot socialtjänstlagen.", names).slag == "i sak"


# --- written


def test_json_holds_what_changed() -> None:
    new = Wording({"titel": "B"}, "# A\n\nDu bör ringa.\n\nSlut.")
    found = as_json(compare(Wording({"titel": "A"}, "# A\n\nDu ska ringa.\n\nSlut."), new))
    assert list(found) == ["slag", "skäl", "metadata", "ändringar"]
    assert found["slag"] == "i sak"
    assert len(found["skäl"]) == 2
    assert found["metadata"] == [{"nyckel": "titel", "före": "A", "efter": "B"}]
    (change,) = found["ändringar"]
    assert {key: change[key] for key in ("typ", "form", "rubrik", "rad")} == {
        "typ": "ändrat",
        "form": "stycke",
        "rubrik": "A",
        "rad": 3,
    }
    assert ["borttaget", "ska"] in change["text"]


def test_text_and_markdown_tell_the_same() -> None:
    comparison = compared("# A\n\n1. Du ska ringa.", "# A\n\n1. Du bör ringa.")
    assert "steg 1, rad 3: Du [-ska-]{+bör+} ringa." in as_text(comparison)
    assert "#### A" in as_markdown(comparison)
    assert "steg 1, rad 3: Du <del>ska</del><ins>bör</ins> ringa." in as_markdown(comparison)
    assert as_text(compared("a", "a")) == "Ingen skillnad i text eller metadata.\n"


def test_a_line_of_the_old_text_is_said_to_be_that() -> None:
    found = as_text(compared("# A\n\nRing.\n\nVänta kvar hos personen.", "# A\n\nRing."))
    assert "- Rad 5 i den gamla texten: Stycke: ”Vänta kvar hos personen.” har tagits" in found
    assert "- Borttaget, stycke, rad 5 i den gamla texten: " in found


def test_without_the_list_of_words_no_slip_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "Läs patientjurnalen noga.", "Läs patientjournalen noga."
    monkeypatch.setattr(wordlist, "may_be_word", lambda _: True)
    monkeypatch.setattr(spelling, "may_be_word", lambda _: True)
    monkeypatch.setattr(wordlist, "at_hand", lambda: False)
    (reason,) = compared(old, new).reasons
    assert reason.text.endswith(wordlist.MISSING)


def test_what_is_no_text_is_refused() -> None:
    assert is_binary(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert not is_binary("Ring.".encode("utf-16"))
    assert not compare_files("Ring.".encode("utf-16"), b"Ring.").changed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Ring ”jouren”.", "Ring jouren.", "Citattecken, rutor, mellanrum"),
        ("- [ ] Ring.", "- Ring.", "Citattecken, rutor, mellanrum"),
        ("Ge 8-10 ml.", "Ge 8 till 10 ml.", "Värdet är detsamma: ”8 - 10” är nu ”8 till 10”."),
        ("Sedan den 1 juli 2026.", "Sedan 1 juli 2026.", "”den” före datumet är borttaget."),
        ("Hon har har ont.", "Hon har ont.", "Det dubbla ordet ”har” är borttaget."),
        ("Ge 2 ml.", "Ge 3 ml.", "Det ändrar en siffra, ett mått eller en mängd."),
        ("Ring kl. 8.", "Ring kl. 9.", "Det ändrar en tid eller ett datum."),
        ("Se 4 § SoL (2001:453).", "Se 4 § SoL (2025:400).", "inte att det är samma paragraf"),
    ],
)
def test_reasons_say_what_happened(old: str, new: str, said: str) -> None:
    assert said in " ".join(reason.text for reason in compared(old, new).reasons)


def test_the_terminal_gets_no_control_signs() -> None:
    assert "\x1b" not in as_text(compared("a", "b \x1b[31m\u202e röd"))


LIVE = re.compile(r"[@#!~%$^]\w|\bwww\.|://|mailto:")


@given(
    st.lists(
        st.sampled_from(
            (
                *("@anna", "#12", "a/b#3", "!7", "GH-9", "https://x.example", "www.x.example"),
                *("<b>", "</ins>", "[x](y)", "![x](y)", "`", "```", "**", "~~", "|", "---"),
                *("/close", ":+1:", "<!--", "-->", "\\", "a", "[[x]]", "$x$", "&amp;"),
                "<https://x.example>",
            )
        ),
        max_size=12,
    ),
    st.text(max_size=20),
)
def test_nothing_from_a_document_is_live_in_markdown(words: list[str], other: str) -> None:
    text = " ".join(words)
    written = as_markdown(compare(Wording({"titel": text}, other), Wording({"titel": other}, text)))
    assert not LIVE.search(written.replace("#### ", ""))
    for token in markdown.parse(written):
        assert token.type.split("_")[0] in {"paragraph", "inline", "heading", "bullet", "list"}
        for child in token.children or ():
            assert child.type in {"text", "html_inline"}
            if child.type == "html_inline":
                assert child.content in {"<del>", "</del>", "<ins>", "</ins>"}


# --- for any text

SIGNS = "aå 1\n\n\n-*#>|[]()~`_.:,!?\\<&^\t2åäöDe"
markup = st.one_of(st.text(alphabet=SIGNS, max_size=120), st.text(max_size=60))
SENTENCE = """
    du ska kontakta sjuksköterskan när brukaren inte svarar innan dosen ges minst två gånger
    dokumentera därefter samma dag enligt rutinen skriftligt till närmaste chef
"""
WORDS = SENTENCE.split()
PARTS = [
    "Ring chefen.",
    "Du ska vänta i 10 minuter.",
    "## Gör så här",
    "- Tvätta händerna, och ta på handskar.",
    "- [ ] Klart",
    "1. Läs planen.\n2. Ge 2,5 ml kl. 8.",
    "| Roll | Ansvar |\n|---|---|\n| Chef | Leder |",
    "> [!WARNING]\n> Lyft aldrig ensam.",
    "Se [rutinen](a.md) och **pärmen**.[^1]\n\n[^1]: I skåpet.",
    "~~Gammalt.~~ Nytt.",
    "```\nkod  här\n```",
]
bodies = st.lists(st.sampled_from(PARTS), max_size=7).map("\n\n".join)


@given(bodies | markup)
def test_a_text_is_like_itself(text: str) -> None:
    comparison = compare(body(text), body(text))
    assert not comparison.changed
    assert (comparison.slag, comparison.reasons) == ("redaktionell", ())


@given(bodies | markup, bodies | markup)
def test_pieces_join_to_both_texts(old: str, new: str) -> None:
    comparison = compare(body(old), body(new))
    came = [block for block in comparison.blocks if block.kind != "removed"]
    for block, change in zip(blocks_of(new), came, strict=True):
        assert "".join(p.text for p in change.pieces if p.kind != "removed") == block.text
    was = "".join(
        piece.text for block in comparison.blocks for piece in block.pieces if piece.kind != "added"
    )
    assert signs(was) == signs("".join(block.text for block in blocks_of(old)))


def signs(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@given(st.lists(st.sampled_from(WORDS), min_size=1), st.lists(st.sampled_from(WORDS), min_size=1))
def test_the_old_side_of_a_changed_block_is_the_old_block(old: list[str], new: list[str]) -> None:
    assume(old != new)
    (change, *rest) = compared(" ".join(old), " ".join(new)).blocks
    if not rest:
        assert "".join(p.text for p in change.pieces if p.kind != "added") == " ".join(old)


@given(markup, markup)
def test_no_text_raises(old: str, new: str) -> None:
    comparison = compare(body(old), body(new), NAMES)
    assert as_text(comparison)
    assert as_markdown(comparison)
    assert as_json(comparison)["slag"] == comparison.slag


CLASSES = (
    ("ska", "bör", "får", "måste", "kan", "behöver"),
    ("inte", "alltid", "aldrig", "bara", "ofta"),
    ("minst", "högst", "cirka", "exakt"),
    ("2", "3", "20", "2,5", "25", "två dussin"),
    ("och", "eller", "utan"),
    ("om", "när", "innan", "efter", "före", "vid"),
    ("kl. 8", "kl. 18", "kl. 8.30"),
    ("mg", "ml", "g", "dl"),
    ("sjuksköterskan", "undersköterskan", "chefen", "läkaren", "MAS", "MAR"),
    ("4 kap. 1 §", "4 kap. 2 §", "5 kap. 1 §"),
    ("HSL (2017:30)", "PSL (2010:659)", "SOSFS 2011:9"),
    ("måndag", "fredag", "2026-01-01", "1 februari 2026"),
    ("alla", "vissa", "samtliga", "varje"),
)


@given(
    bodies, st.sampled_from(CLASSES), st.data(), st.sampled_from(["{}", "Vi ger {} nu.", "- {}"])
)
def test_a_word_that_bears_meaning_never_changes_in_silence(
    around: str, group: tuple[str, ...], data: st.DataObject, frame: str
) -> None:
    old, new = data.draw(st.sampled_from(group)), data.draw(st.sampled_from(group))
    assume(old != new)
    place = data.draw(st.integers(0, around.count("\n\n")))
    parts = around.split("\n\n")
    before, after = (
        "\n\n".join([*parts[:place], frame.format(word), *parts[place:]]) for word in (old, new)
    )
    assert compared(before, after).slag == "i sak"


@given(st.permutations(WORDS), st.integers(0, len(WORDS) - 1))
def test_a_dropped_word_is_never_redaktionell(words: list[str], at: int) -> None:
    less = words[:at] + words[at + 1 :]
    assert compared(" ".join(words), " ".join(less)).slag == "i sak"
    assert compared(" ".join(less), " ".join(words)).slag == "i sak"


@given(st.permutations(WORDS), st.integers(0, len(WORDS) - 2))
def test_words_that_change_places_are_never_redaktionella(words: list[str], at: int) -> None:
    swapped = [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
    assert compared(" ".join(words), " ".join(swapped)).slag == "i sak"


sentences = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=7).map(" ".join), min_size=1, max_size=5
)


@given(sentences, st.integers(1, 6), st.sampled_from("-*+"))
def test_another_dress_is_redaktionell(lines: list[str], width: int, marker: str) -> None:
    assume(not any(re.search(r"(\b\w+\b) \1\b", line) for line in lines))
    plain = "\n".join(f"- {line}." for line in lines)
    wrapped = "\n".join(f"{marker} {wrap(line, width)}." for line in lines)
    bold = "\n".join(
        f"1. **{line.split(' ')[0]}** {' '.join(line.split(' ')[1:])}." for line in lines
    )
    flow = " ".join(f"{line}." for line in lines)
    assert compared(plain, wrapped).slag == "redaktionell"
    assert compared(plain, bold).slag == "redaktionell"
    assert compared(flow, "\n\n".join(f"{line}." for line in lines)).slag == "redaktionell"
    assert compared(plain, plain.upper()).slag == "redaktionell"


def wrap(line: str, width: int) -> str:
    words = line.split(" ")
    return "\n  ".join(" ".join(words[at : at + width]) for at in range(0, len(words), width))


# --- time

LONG = "\n\n".join(
    f"## Del {n}\n\n1. Kontakta sjuksköterskan på enhet {n} och dokumentera samma dag.\n"
    f"2. Ge {n} ml kl. 8, om brukaren inte har ätit, och signera på listan.\n\n"
    f"Ansvarig för del {n} är enhetschefen. Rutinen följs upp varje år, senast i mars."
    for n in range(350)
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, LONG.replace("8,", "9,")),
        (LONG, "\n\n".join(reversed(LONG.split("\n\n")))),
        (LONG, " ".join(LONG.split()[::-1])),
        ("a, " * 30_000, "a " * 30_000),
        ("a. " * 30_000, "a " * 30_000),
        ("a b " * 20_000, "b b a " * 14_000),
        ("- a\n" * 8_000, "- b\n" * 8_000),
        ("a" * 100_000, "a" * 99_999 + "b"),
    ],
    ids=["figures", "blocks", "words", "commas", "stops", "repeats", "items", "word"],
)
def test_the_time_grows_with_the_text_alone(old: str, new: str) -> None:
    start = time.process_time()
    assert compared(old, new).slag == "i sak"
    assert time.process_time() - start < 8  # idle: under 2 s; a shared machine takes longer


def test_the_registers_of_the_repository_give_names() -> None:
    folder = Path(__file__).parent.parent / "register"
    files = {
        name: RegisterFile(name, read_yaml((folder / f"{name}.yml").read_text("utf-8")).value, {})
        for name in FILES
    }
    kinds = Counter(named.kind for named in names_of(read_register(files)).named)
    assert min(kinds["roll"], kinds["enhet"], kinds["lagrum"]) > 10


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("> Lås dörren.", "Lås dörren."),
        ("Lås.\n\nLarma.", "Lås.\n\n---\n\nLarma."),
        ("Lås.\n\n---\n\nLarma.", "Lås.\n\nLarma.\n\n---"),
    ],
)
def test_a_quote_or_a_rule_that_came_or_went_is_told_as_form(old: str, new: str) -> None:
    comparison = compared(old, new)
    assert comparison.changed
    assert comparison.slag == "redaktionell"
    assert "Bara formen är ändrad" in comparison.reasons[0].text
