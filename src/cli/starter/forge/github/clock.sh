#!/usr/bin/env bash
# Has each open pull request judged anew that the gate has not refused: what was good yesterday need not be
# today, when somebody's term has ended or a time limit has run out. Called by casebook-clock.yml with
# GH_TOKEN. It starts the gate once for each and looks at nothing of the changes.
set -euo pipefail

repository="repos/$GITHUB_REPOSITORY"
pulls=$(gh api --paginate "$repository/pulls?state=open&base=%BRANCH%&per_page=100" |
  jq --raw-output --slurp '(add // [])[] | "\(.number) \(.head.sha)"')
if [ -z "$pulls" ]; then
  echo 'There is no open pull request.'
  exit
fi
failed=0
while read -r number head; do
  # The statuses of the commit, the newest first. Without any, or left pending, the gate has missed it.
  state=$(gh api "$repository/commits/$head/statuses?per_page=100" |
    jq --raw-output '[.[] | select(.context == "casebook/gate") | .state] | first // "pending"')
  case $state in
    failure) continue ;;
  esac
  echo "Pull request $number ($state) is judged anew."
  # One that cannot be started does not keep the others from it.
  jq --null-input --arg number "$number" '{ref: "%BRANCH%", inputs: {number: $number}}' |
    gh api --method POST --silent --input - "$repository/actions/workflows/casebook-gate.yml/dispatches" || failed=2
done <<<"$pulls"
exit "$failed"
