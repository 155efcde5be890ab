"""A register of statutes for tests: one repealed and moved, one to come, one of a series."""

LAW = "register/lagrum.yml"

STATUTES = """\
författningar:
  - nummer: SFS 2001:453
    titel: Socialtjänstlag (2001:453)
    kortnamn: socialtjänstlagen
    förkortningar:
      - SoL
    slag: lag
    indelning: kapitel
    i_kraft: 2002-01-01
    upphävd: 2025-07-01
    ersatt_av: SFS 2025:400
    flyttat:
      - ämne: lex Sarah, att rapportera
        från:
          - 14 kap. 3 §
        till: 27 kap. 2 §
      - ämne: fast omsorgskontakt
        från:
          - 4 kap. 2 b §
        till: 10 kap. 7 §
        anmärkning: "Osäkert: numret är inte kontrollerat."
    adress: https://data.riksdagen.se/dokument/sfs-2001-453.html
    källa: Svensk författningssamling
    säkerhet: kontrollerad
  - nummer: SFS 2025:400
    titel: Socialtjänstlag (2025:400)
    kortnamn: socialtjänstlagen
    förkortningar:
      - SoL
    slag: lag
    indelning: kapitel
    i_kraft: 2025-07-01
    ändrad_till_och_med: minst SFS 2025:1501
    adress: https://data.riksdagen.se/dokument/sfs-2025-400.html
    källa: Svensk författningssamling
    säkerhet: kontrollerad
    anmärkning: Övergångsbestämmelserna är inte lästa.
  - nummer: SFS 2017:30
    titel: Hälso- och sjukvårdslag (2017:30)
    kortnamn: hälso- och sjukvårdslagen
    förkortningar:
      - HSL
    slag: lag
    i_kraft: 2017-04-01
    säkerhet_i_kraft: allmän kännedom
    källa: Svensk författningssamling
    säkerhet: andrahandskälla
  - nummer: SFS 1993:387
    titel: Lag (1993:387) om stöd och service till vissa funktionshindrade
    förkortningar:
      - LSS
    slag: lag
    indelning: paragrafer
    i_kraft: 1994-01-01
    upphävd: 2027-01-01
    källa: Svensk författningssamling
    säkerhet: kontrollerad
  - nummer: SOSFS 2011:9
    titel: Socialstyrelsens föreskrifter och allmänna råd om ledningssystem
    slag: föreskrift
    indelning: kapitel
    källa: allmän kännedom
    säkerhet_i_kraft: okänd
    säkerhet: allmän kännedom
  - nummer: HSLF-FS 2017:40
    titel: Socialstyrelsens föreskrifter och allmänna råd om patientsäkerhetsarbete
    slag: föreskrift
    källa: allmän kännedom
    säkerhet_i_kraft: okänd
    säkerhet: allmän kännedom
  - nummer: AFS 2026:1
    titel: Arbetsmiljöverkets föreskrifter om något nytt
    slag: föreskrift
    i_kraft: 2027-03-01
    källa: Arbetsmiljöverkets författningssamling
    säkerhet: kontrollerad
"""
"""The laws say what is true of them; the end of LSS, what is unknown and AFS 2026:1 are made up."""
