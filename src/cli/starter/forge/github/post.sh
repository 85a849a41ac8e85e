#!/usr/bin/env bash
# Says on a pull request what the gate has found: one comment, in the place of the last, and the status
# `casebook/gate` on the commit, which names the pull request that it was made for. Called by
# casebook-gate.yml with NUMBER and BEGUN, the commit that begin.sh saw; with QUEUE_HEAD in a merge queue;
# and with HEAD, CODE and COMMENT (in base64), which are empty when the judging failed. Ends with 0 only
# when the change may be merged. It has the right to write, so it looks at nothing of the change.
set -euo pipefail

repository="repos/$GITHUB_REPOSITORY"
runs="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs"
marker='<!-- casebook: verdict -->'
said=$(mktemp)

case ${CODE:-} in
  0) state=success about='nothing speaks against merging' ;;
  1) state=failure about='may not be merged yet, see the comment' ;;
  *) state=error about='the gate could not run, see its log' ;;
esac
if [ "$state" != error ]; then
  printf '%s' "$COMMENT" | base64 --decode >"$said"
else
  printf '%s\n' "$marker" '**The gate could not run.**' '' \
    'This says nothing about your change, and you need not do anything. Whoever looks after this site finds the reason in the log of the check.' >"$said"
fi

judged=${HEAD:-$BEGUN}
where=${QUEUE_HEAD:-$judged}
# Runs have rising numbers. A newer one for the same commit knows more than this, and has the word.
newest=$(gh api "$repository/commits/$where/statuses?per_page=100" |
  jq --raw-output --arg runs "$runs/" '[.[] | select(.context == "casebook/gate") | .target_url // ""
    | select(startswith($runs)) | ltrimstr($runs) | tonumber? // empty] | max // 0')
if [ "$newest" -gt "$GITHUB_RUN_ID" ]; then
  echo "A newer run ($newest) judges this commit."
  exit
fi
jq --null-input --arg state "$state" --arg about "#$NUMBER: $about" --arg log "$runs/$GITHUB_RUN_ID" \
  '{state: $state, context: "casebook/gate", description: $about, target_url: $log}' |
  gh api --method POST --silent --input - "$repository/statuses/$where"

# What is said of an older commit would only mislead: the run for the newer one is on its way.
now=$(gh api "$repository/pulls/$NUMBER" | jq --raw-output .head.sha)
if [ "$judged" = "$now" ]; then
  # The marker alone proves nothing, as anybody can write it. The account is GitHub's own for workflows.
  mine=$(gh api --paginate "$repository/issues/$NUMBER/comments?per_page=100" |
    jq --slurp --arg marker "$marker" '[(add // [])[]
      | select(.user.login == "github-actions[bot]" and .user.type == "Bot")
      | select(.body | startswith($marker))
      | {id, body}] | first // empty')
  if [ -z "$mine" ]; then
    jq --raw-input --slurp '{body: .}' "$said" |
      gh api --method POST --silent --input - "$repository/issues/$NUMBER/comments"
  # Nobody is told the same thing twice.
  elif ! jq --exit-status --rawfile said "$said" '(.body | rtrimstr("\n")) == ($said | rtrimstr("\n"))' <<<"$mine" >/dev/null; then
    jq --raw-input --slurp '{body: .}' "$said" |
      gh api --method PATCH --silent --input - "$repository/issues/comments/$(jq .id <<<"$mine")"
  fi
fi

[ "$state" = success ]
