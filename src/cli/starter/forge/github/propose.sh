#!/usr/bin/env bash
# Proposes the moves that are due by time, in one pull request that is kept up to date. Called by
# casebook-due.yml with GH_TOKEN, from the branch that is published; `casebook` is the first of its name on
# PATH. Where nothing is due, nothing is done.
set -euo pipefail

repository="repos/$GITHUB_REPOSITORY"
said=$(mktemp)
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GH_TOKEN" | base64 --wrap=0)"
export GIT_CONFIG_VALUE_0

bash "$(dirname "$0")/due.sh" "$said"
if [ ! -s "$said" ]; then
  exit
fi
open=$(gh api "$repository/pulls?state=open&head=${GITHUB_REPOSITORY%%/*}:casebook/due&base=%BRANCH%" | jq length)
if [ "$open" = 0 ]; then
  jq --null-input --rawfile said "$said" '{
    title: "Move what is due by time", head: "casebook/due", base: "%BRANCH%",
    body: ("By `content/workflow.yaml` nobody decides on these moves: their time has come.\n\n" + $said)
  }' | gh api --method POST --silent --input - "$repository/pulls"
fi
