#!/usr/bin/env bash
# Finds the pull request that is to be judged, and gives its commit the status `pending`, so that no older
# verdict counts while the gate works. Called by casebook-gate.yml with NUMBER, or after a review with the
# FORK and the FORK_BRANCH that are proposed, or with QUEUE_REF and QUEUE_HEAD of a merge queue. It has
# the right to give a status, so it looks at nothing of the change.
set -euo pipefail

repository="repos/$GITHUB_REPOSITORY"

# The open pull request from that branch of that fork; GitHub allows no second one into the same branch.
reviewed() {
  gh api --paginate "$repository/pulls?state=open&base=%BRANCH%&per_page=100" |
    jq --raw-output --slurp --arg fork "$FORK" --arg branch "$FORK_BRANCH" '[(add // [])[]
      | select(.head.repo.full_name == $fork and .head.ref == $branch)
      | .number] | first // empty'
}

# A queue names its branches gh-readonly-queue/BRANCH/pr-NUMBER-COMMIT.
queued() {
  local name=${QUEUE_REF##*/pr-}
  printf '%s' "${name%%-*}"
}

if [ -n "${QUEUE_HEAD:-}" ]; then
  number=$(queued)
else
  number=${NUMBER:-$(reviewed)}
fi
case $number in
  '') echo 'There is no open pull request to judge.' && exit ;;
  *[!0-9]*) echo 'This is no number of a pull request.' && exit 2 ;;
esac

pull=$(gh api "$repository/pulls/$number")
if ! jq --exit-status '.state == "open" and .base.ref == "%BRANCH%"' <<<"$pull" >/dev/null; then
  echo 'This pull request is not open or does not lead into %BRANCH%, so it is not judged.'
  exit
fi
head=$(jq --raw-output .head.sha <<<"$pull")
where=${QUEUE_HEAD:-$head}
jq --null-input --arg about "#$number: being judged" \
  --arg log "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" \
  '{state: "pending", context: "casebook/gate", description: $about, target_url: $log}' |
  gh api --method POST --silent --input - "$repository/statuses/$where"
{
  echo "number=$number"
  echo "head=$head"
} >>"$GITHUB_OUTPUT"
