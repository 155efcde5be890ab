#!/usr/bin/env bash
# The steps of the workflow Beslut: what a secretary chooses in a form, told in variables.
# Every value is passed on as one word, whatever it holds.
set -euo pipefail
cd "$(dirname "$0")/.."

lydelse=${LYDELSE:-.venv/bin/lydelse}
read -r -a grenar <<<"${GRENAR:-}"
git config user.name >/dev/null || git config user.name "Lydelse"
git config user.email >/dev/null || git config user.email "lydelse@users.noreply.example"

hamta() { # the proposals, as they are at origin
  git fetch --quiet origin '+refs/heads/*:refs/remotes/origin/*' '+refs/tags/beslut/*:refs/tags/beslut/*'
}

krav() { # variable, what it is called
  if [ -z "${!1:-}" ]; then
    echo "$2 saknas. Fyll i det och starta igen." >&2
    exit 2
  fi
}

case "${1:-}" in
plan)
  hamta
  "$lydelse" release plan --meeting "$SAMMANTRADE" "${grenar[@]}" || true
  ;;

underlag)
  hamta
  "$lydelse" release paper --meeting "$SAMMANTRADE" --out underlag "${grenar[@]}"
  # what the nämnd was given is kept, so that the decision can be held against it
  index=$(mktemp -u)
  for file in underlag/*; do
    blob=$(git hash-object -w "$file")
    GIT_INDEX_FILE=$index git update-index --add --cacheinfo "100644,$blob,$(basename "$file")"
  done
  tree=$(GIT_INDEX_FILE=$index git write-tree)
  rm -f "$index"
  commit=$(git commit-tree "$tree" -m "Underlag till $SAMMANTRADE")
  git push --quiet --force origin "$commit:refs/heads/underlag/$SAMMANTRADE"
  echo "Underlaget finns bland körningens filer och i grenen underlag/$SAMMANTRADE."
  ;;

beslut)
  krav DIARIENUMMER Diarienumret
  krav PARAGRAF Paragrafen
  hamta
  val=(--meeting "$SAMMANTRADE" --diarienummer "$DIARIENUMMER" --paragraf "$PARAGRAF" --yes)
  if git show "origin/underlag/$SAMMANTRADE:underlag.json" >underlag.json 2>/dev/null; then
    val+=(--paper underlag.json)
  fi
  [ "${ANDRAT:-false}" = true ] && val+=(--amended)
  read -r -a bordlagt <<<"${BORDLAGT:-}"
  read -r -a aterremitterat <<<"${ATERREMITTERAT:-}"
  [ ${#bordlagt[@]} -gt 0 ] && val+=(--bordlagt "${bordlagt[@]}")
  [ ${#aterremitterat[@]} -gt 0 ] && val+=(--aterremitterat "${aterremitterat[@]}")
  "$lydelse" release decide "${grenar[@]}" "${val[@]}"
  gren=$(git for-each-ref --format='%(refname:short)' --sort=-creatordate "refs/heads/beslutat/$SAMMANTRADE-*" | head -n 1)
  git push --quiet origin "$gren"
  echo "Beslutet ligger i grenen $gren. Begär att den förs in i main."
  if [ "${GITHUB_SERVER_URL:-}" = https://github.com ] && command -v gh >/dev/null; then
    gh pr create --head "$gren" --base main --title "Beslut $gren" --body "Förberett ur formuläret Beslut."
  fi
  ;;

forsegla)
  krav PARAGRAF Paragrafen
  krav JUSTERAT "Dagen för justering"
  hamta
  namn=$(find register -path 'register/beslut/*' -name "$SAMMANTRADE-*-${PARAGRAF,,}.yml" -printf '%f\n' | head -n 1)
  if [ -z "$namn" ]; then
    echo "Inget beslut från $SAMMANTRADE § $PARAGRAF finns på main. För in grenen först." >&2
    exit 2
  fi
  namn=${namn%.yml}
  if [ -n "${SIGNERINGSNYCKEL:-}" ]; then
    nyckel=$(mktemp)
    trap 'rm -f "$nyckel"' EXIT
    (umask 077 && printf '%s\n' "$SIGNERINGSNYCKEL" >"$nyckel")
    git config gpg.format ssh
    git config user.signingKey "$nyckel"
  fi
  justerat=(--justerat "$JUSTERAT")
  [ "$JUSTERAT" = omedelbart ] && justerat=(--omedelbart-justerat)
  "$lydelse" release tag "$namn" --sign "${justerat[@]}"
  git push --quiet origin "refs/tags/beslut/$namn"
  "$lydelse" release verify
  ;;

*)
  echo "Säg vad som ska göras: plan, underlag, beslut eller forsegla." >&2
  exit 2
  ;;
esac
