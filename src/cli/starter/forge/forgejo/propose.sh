#!/usr/bin/env bash
# Proposes the moves that are due by time, in one pull request that is kept up to date. Called by
# casebook-due.yml with TOKEN, from the branch that is published; `casebook` is the first of its name on
# PATH. Where nothing is due, nothing is done.
set -euo pipefail

pulls="$GITHUB_SERVER_URL/api/v1/repos/$GITHUB_REPOSITORY/pulls"
said=$(mktemp)
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 --wrap=0)"
export GIT_CONFIG_VALUE_0

# call METHOD [BODY]: the token comes by way of a pipe and is on no command line.
call() {
  local method=$1
  shift
  printf 'header = "Authorization: token %s"\n' "$TOKEN" |
    curl --config - --silent --show-error --fail --max-time 60 --request "$method" \
      --header 'Content-Type: application/json' "$@"
}

bash "$(dirname "$0")/due.sh" "$said"
if [ ! -s "$said" ]; then
  exit
fi
# The image may lack it.
if ! command -v jq >/dev/null; then
  apt-get update -qq
  apt-get install -qq --yes --no-install-recommends jq
fi
# The one of this repository's own branch; a fork may have one of that name.
open=$(call GET "$pulls?state=open&limit=50" | jq --arg repository "$GITHUB_REPOSITORY" \
  '[.[] | select(.head.ref == "casebook/due" and .head.repo.full_name == $repository)] | length')
if [ "$open" = 0 ]; then
  jq --null-input --rawfile said "$said" '{
    title: "Move what is due by time", head: "casebook/due", base: "%BRANCH%",
    body: ("By `content/workflow.yaml` nobody decides on these moves: their time has come.\n\n" + $said)
  }' >"$said.json"
  call POST --data-binary "@$said.json" "$pulls" >/dev/null
fi
