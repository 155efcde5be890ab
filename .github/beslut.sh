#!/usr/bin/env bash
# The steps of the workflow Beslut: what a secretary chooses in a form, told in variables.
# Every value is passed on as one word, whatever it holds, and none can become an option.
set -euo pipefail
cd "$(dirname "$0")/.."

lydelse=${LYDELSE:-.venv/bin/lydelse}
tillfallig=$(mktemp -d)
declare -A forut=()

stada() { # git's settings as they were, and nothing left behind
  local namn
  for namn in "${!forut[@]}"; do
    if [ -n "${forut[$namn]}" ]; then
      git config --local --replace-all "$namn" "${forut[$namn]}" || true
    else
      git config --local --unset-all "$namn" || true
    fi
  done
  rm -rf "$tillfallig"
}
trap stada EXIT

stopp() { # a sentence to the secretary
  echo "$1" >&2
  exit 2
}

klippt() { # a value: no blanks around it, and one between its words
  local -a delar=()
  read -r -d '' -a delar <<<"${1//$'\xc2\xa0'/ }" || true
  printf '%s' "${delar[*]}"
}

krav() { # variable, what it is called
  [ -n "${!1:-}" ] || stopp "$2 saknas. Fyll i det och starta igen."
}

neka_val() { # what it is called, the value: one that could be taken for an option
  [[ $2 != -* ]] || stopp "$1 kan inte börja med bindestreck: $2. Rätta det och starta igen."
}

ord() { # array, value, what it is called: the words of all its lines
  local -n lista=$1
  local ett
  read -r -d '' -a lista <<<"${2//$'\r'/ }" || true
  for ett in "${lista[@]}"; do neka_val "$3" "$ett"; done
}

las_formularet() { # what the form says, looked through
  local LC_ALL=C
  SAMMANTRADE=$(klippt "${SAMMANTRADE:-}")
  INSTANS=$(klippt "${INSTANS:-}")
  DIARIENUMMER=$(klippt "${DIARIENUMMER:-}")
  JUSTERAT=$(klippt "${JUSTERAT:-}")
  PARAGRAF=$(klippt "${PARAGRAF:-}")
  while [[ $PARAGRAF == §* ]]; do PARAGRAF=$(klippt "${PARAGRAF#§}"); done
  krav SAMMANTRADE "Sammanträdets dag"
  [[ $SAMMANTRADE =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] ||
    stopp "Sammanträdets dag ska skrivas som 2026-12-15, inte $SAMMANTRADE."
  neka_val Instansen "$INSTANS"
  neka_val Diarienumret "$DIARIENUMMER"
  neka_val Justeringen "$JUSTERAT"
  neka_val Paragrafen "$PARAGRAF"
  [[ -z $PARAGRAF || $PARAGRAF =~ ^[0-9A-Za-z\ ]+$ ]] ||
    stopp "Paragrafen kan bara ha siffror, bokstäver och blanksteg, till exempel 112: $PARAGRAF."
  underlagsgren=underlag/$SAMMANTRADE${INSTANS:+-$INSTANS}
  git check-ref-format "refs/heads/$underlagsgren" ||
    stopp "Instansen ska skrivas som i registret, till exempel nämnd: $INSTANS."
  ord grenar "${GRENAR:-}" Grenen
  ord bordlagt "${BORDLAGT:-}" Dokumentet
  ord aterremitterat "${ATERREMITTERAT:-}" Dokumentet
  gemensamt=("--meeting=$SAMMANTRADE")
  [ -z "$INSTANS" ] || gemensamt+=("--instans=$INSTANS")
}

hamta() { # the proposals and the seals, as they are at origin
  git config user.name >/dev/null || git config user.name "Lydelse"
  git config user.email >/dev/null || git config user.email "lydelse@users.noreply.example"
  git fetch --quiet --prune origin '+refs/heads/*:refs/remotes/origin/*' &&
    git fetch --quiet origin '+refs/tags/beslut/*:refs/tags/beslut/*' ||
    stopp "Det gick inte att hämta från origin. Vänta en stund och starta igen."
}

plan() {
  local status=0
  "$lydelse" release plan "${gemensamt[@]}" "${grenar[@]}" || status=$?
  [ "$status" -le 1 ] || exit "$status" # what blocks a decision is shown, and stops nothing here
}

underlag() {
  local index=$tillfallig/index fil blob trad andring
  "$lydelse" release paper "${grenar[@]}" "${gemensamt[@]}" --out=underlag
  # what the nämnd was given is kept, so that the decision can be held against it
  for fil in underlag/*; do
    blob=$(git hash-object -w "$fil")
    GIT_INDEX_FILE=$index git update-index --add --cacheinfo "100644,$blob,$(basename "$fil")"
  done
  trad=$(GIT_INDEX_FILE=$index git write-tree)
  andring=$(git commit-tree "$trad" -m "Underlag till $SAMMANTRADE")
  git push --quiet --force origin "$andring:refs/heads/$underlagsgren" ||
    stopp "Underlaget är skrivet men nådde inte origin. Vänta en stund och starta igen."
  echo "Underlaget finns bland körningens filer och i grenen $underlagsgren."
}

jamfor() { # with the paper that the nämnd was given, or with none if the form says so
  local fil=$tillfallig/underlag.json finns=true
  git show "refs/remotes/origin/$underlagsgren:underlag.json" >"$fil" 2>/dev/null || finns=false
  case "${TEXTER:-}" in
  "" | "Texterna är som i underlaget") ;;
  "Texten ändrades på sammanträdet, och ändringen är införd") val+=(--amended) ;;
  "Inget underlag skrevs här, så jämför inte texterna")
    if [ $finns = false ]; then
      echo "Inget underlag finns för $SAMMANTRADE: texterna jämförs inte." |
        tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}" >&2
      return
    fi
    ;;
  *) stopp "Fältet om texterna har ett okänt svar: $TEXTER." ;;
  esac
  [ $finns = true ] || stopp "Inget underlag finns för $SAMMANTRADE (grenen $underlagsgren), så \
texterna kan inte jämföras. Se efter att dagen och instansen är rätt. Skrevs underlaget inte här: \
välj ”Inget underlag skrevs här, så jämför inte texterna” och starta igen."
  val+=("--paper=$fil")
}

skicka_gren() { # the branch of the decision, unless origin has it
  local gren=$1
  if ! git rev-parse --verify --quiet "refs/remotes/origin/$gren^{commit}" >/dev/null; then
    git push --quiet origin "refs/heads/$gren:refs/heads/$gren" && return
    git branch --quiet -D "$gren"
    stopp "Grenen $gren nådde inte origin. Vänta en stund och starta igen."
  fi
  if git diff --quiet "refs/remotes/origin/$gren" "refs/heads/$gren"; then
    git branch --quiet --force --no-track "$gren" "refs/remotes/origin/$gren"
    echo "Grenen $gren fanns redan, med samma beslut."
    return
  fi
  git branch --quiet -D "$gren"
  stopp "Grenen $gren finns redan, men är inte likadan: förslaget, main eller dina svar har \
ändrats sedan den gjordes. Ska beslutet göras om: ta bort grenen hos origin och starta igen. Annars \
ska den föras in i main som den är."
}

beslut() {
  local sagt=$tillfallig/sagt status=0 gren
  krav DIARIENUMMER Diarienumret
  krav PARAGRAF Paragrafen
  val=("${gemensamt[@]}" "--diarienummer=$DIARIENUMMER" "--paragraf=$PARAGRAF" --yes)
  jamfor
  [ ${#bordlagt[@]} -eq 0 ] || val+=(--bordlagt "${bordlagt[@]}")
  [ ${#aterremitterat[@]} -eq 0 ] || val+=(--aterremitterat "${aterremitterat[@]}")
  "$lydelse" release decide "${grenar[@]}" "${val[@]}" 2>"$sagt" || status=$?
  cat "$sagt" >&2
  [ "$status" -eq 0 ] || exit "$status"
  gren=$(sed -n 's/^Beslutet finns nu i \(beslutat\/.*\) ([0-9a-f]*)\.$/\1/p' "$sagt")
  [ -n "$gren" ] || stopp "Det gick inte att se vilken gren beslutet ligger i. Inget är skickat."
  skicka_gren "$gren"
  echo "Beslutet ligger i grenen $gren. Begär att den förs in i main."
  if [ "${GITHUB_SERVER_URL:-}" = https://github.com ] && command -v gh >/dev/null; then
    gh pr create "--head=$gren" --base=main "--title=Beslut $gren" \
      "--body=Förberett ur formuläret Beslut." ||
      echo "Det är kanske redan begärt: se under Pull requests." >&2
  fi
}

varde() { # the key, the file: its value in the ledger
  klippt "$(sed -n "s/^$1://p" "$2" | tr -d "\"'\r")"
}

beslutets_namn() { # the one decision of the day, the paragraph and the instance
  local fil handelse
  local -a funna=()
  while IFS= read -r -d '' fil; do
    handelse=$(varde händelse "$fil")
    [[ -z $handelse || $handelse == beslut ]] || continue
    [ "$(varde paragraf "$fil" | tr '[:upper:]' '[:lower:]')" = "${PARAGRAF,,}" ] || continue
    [[ -z $INSTANS || $(varde instans "$fil") == "$INSTANS" ]] || continue
    funna+=("$(basename "$fil" .yml)")
  done < <(find register -path 'register/beslut/*' -type f -name "$SAMMANTRADE-*.yml" -print0)
  [ ${#funna[@]} -gt 0 ] || stopp "Inget beslut från $SAMMANTRADE § $PARAGRAF\
${INSTANS:+ ($INSTANS)} finns på main. För in grenen först."
  [ ${#funna[@]} -eq 1 ] || stopp "Flera beslut från $SAMMANTRADE har § $PARAGRAF: ${funna[*]}. \
Fyll i instansen och starta igen."
  namn=${funna[0]}
}

stall_in() { # a setting of git, for as long as this runs
  forut[$1]=$(git config --local --get "$1" || true)
  git config --local --replace-all "$1" "$2"
}

signera() { # the tag of the decision
  local justerat=("--justerat=$JUSTERAT")
  if [ -n "${SIGNERINGSNYCKEL:-}" ]; then
    (umask 077 && printf '%s\n' "$SIGNERINGSNYCKEL" >"$tillfallig/nyckel")
    stall_in gpg.format ssh
    stall_in user.signingKey "$tillfallig/nyckel"
  fi
  [ "$JUSTERAT" != omedelbart ] || justerat=(--omedelbart-justerat)
  "$lydelse" release tag "$namn" --sign "${justerat[@]}"
}

prova_gjord() { # a tag that was made here and never came to origin: is it the one asked for?
  local sagt
  sagt=$(git cat-file tag "refs/tags/$1" || true)
  grep -q '^-----BEGIN .*SIGNATURE-----$' <<<"$sagt" && grep -qxF "justerat: $JUSTERAT" <<<"$sagt" ||
    stopp "Taggen $1 är redan gjord här, men utan signatur eller med en annan dag för justering. \
Den är inte skickad. Ta bort den (git tag -d $1) och starta igen."
  echo "Taggen $1 var redan gjord här, men inte skickad. Den skickas nu."
}

forsegla() {
  local namn tagg hos_origin
  krav PARAGRAF Paragrafen
  krav JUSTERAT "Dagen för justering"
  JUSTERAT=${JUSTERAT,,}
  beslutets_namn
  tagg=beslut/$namn
  hos_origin=$(git ls-remote --refs origin "refs/tags/$tagg")
  if [ -z "$hos_origin" ] && git rev-parse --verify --quiet "refs/tags/$tagg" >/dev/null; then
    prova_gjord "$tagg"
  else
    signera
  fi
  git push --quiet origin "refs/tags/$tagg" ||
    stopp "Taggen $tagg är gjord men nådde inte origin. Vänta en stund och starta igen."
  "$lydelse" release verify
}

case "${1:-}" in
plan | underlag | beslut | forsegla)
  las_formularet
  hamta
  "$1"
  ;;
*)
  stopp "Säg vad som ska göras: plan, underlag, beslut eller forsegla."
  ;;
esac
