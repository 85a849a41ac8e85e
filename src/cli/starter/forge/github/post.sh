#!/usr/bin/env bash
# Says on a pull request what the gate has found: one comment, in the place of the last, and the status
# `casebook/gate` on the commit. Called by casebook-gate.yml with NUMBER, HEAD, CODE and COMMENT (in
# base64), which are empty when the judging failed. Ends with 0 only when the change may be merged.
# It has the right to write, so it looks at nothing of the change.
set -euo pipefail

repository="repos/$GITHUB_REPOSITORY"
marker='<!-- casebook: verdict -->'
said=$(mktemp)

case ${CODE:-} in
  0) state=success about='Nothing speaks against merging' ;;
  1) state=failure about='May not be merged yet: see the comment' ;;
  *) state=error about='The gate could not run: see its log' ;;
esac
if [ -n "${CODE:-}" ]; then
  printf '%s' "$COMMENT" | base64 --decode >"$said"
else
  printf '%s\n' "$marker" '**The gate could not run.**' '' \
    'This says nothing about your change, and you need not do anything. Whoever looks after this site finds the reason in the log of the check.' >"$said"
fi

now=$(gh api "$repository/pulls/$NUMBER" | jq --raw-output .head.sha)
jq --null-input --arg state "$state" --arg about "$about" \
  --arg log "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" \
  '{state: $state, context: "casebook/gate", description: $about, target_url: $log}' |
  gh api --method POST --silent --input - "$repository/statuses/${HEAD:-$now}"

# What is said of an older commit would only mislead: the run for the newer one is on its way.
if [ "${HEAD:-$now}" = "$now" ]; then
  # The marker alone proves nothing, as anybody can write it. The account is GitHub's own for workflows.
  mine=$(gh api --paginate "$repository/issues/$NUMBER/comments?per_page=100" |
    jq --raw-output --slurp --arg marker "$marker" '[(add // [])[]
      | select(.user.login == "github-actions[bot]" and .user.type == "Bot")
      | select(.body | startswith($marker))
      | .id] | first // empty')
  if [ -n "$mine" ]; then
    method=PATCH path="$repository/issues/comments/$mine"
  else
    method=POST path="$repository/issues/$NUMBER/comments"
  fi
  jq --raw-input --slurp '{body: .}' "$said" | gh api --method "$method" --silent --input - "$path"
fi

[ "$state" = success ]
