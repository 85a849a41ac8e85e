#!/usr/bin/env bash
# Has one pull request judged, and hands the verdict to the job that says it. Called by casebook-gate.yml
# with NUMBER, and in a merge queue with QUEUE_BASE and QUEUE_HEAD: what the queue would merge into what.
# Needs GH_TOKEN with the right to read, and nothing more.
set -euo pipefail

here=$(dirname "$0")
pulls="repos/$GITHUB_REPOSITORY/pulls"
out=$(mktemp -d)

# shellcheck source=/dev/null
. "$here/tools.sh"

# pushers: who has pushed to the branch, as far as GitHub tells. The accounts of the commits come from their
# mail addresses, which anybody can write; the activity of the branch says who it really was, and is not to
# be had of a fork that is private or gone.
pushers() {
  local fork branch
  gh api --paginate "$pulls/$NUMBER/commits?per_page=100" | jq --slurp 'add // []' >"$out/commits.json"
  if [ "$(jq length "$out/commits.json")" != "$(jq .commits "$out/pull.json")" ]; then
    echo 'GitHub does not list all commits of this pull request, so nobody can say who made it. Split it.' >&2
    return 2
  fi
  fork=$(jq --raw-output '.head.repo.full_name // empty' "$out/pull.json")
  branch=$(jq --raw-output '"refs/heads/" + .head.ref | @uri' "$out/pull.json")
  if [ -z "$fork" ] || ! gh api --paginate "repos/$fork/activity?ref=$branch&per_page=100" 2>/dev/null |
    jq --slurp --slurpfile commits "$out/commits.json" '($commits[0] | map(.sha)) as $made
      | [(add // [])[] | select(.after | IN($made[])) | .actor]' >"$out/activity.json"; then
    echo 'GitHub does not say who pushed to this branch; only the commits do.'
    echo '[]' >"$out/activity.json"
  fi
  # `web-flow` is GitHub itself, which makes the commits of its editor and its buttons.
  jq --slurpfile activity "$out/activity.json" \
    '[.[] | .author, .committer] + $activity[0] | [.[] | select(.login and .login != "web-flow") | {login, id}] | unique' \
    "$out/commits.json" >"$out/pushers.json"
}

gh api "$pulls/$NUMBER" >"$out/pull.json"
author=$(jq --raw-output '.user.login // "ghost"' "$out/pull.json")
pushers
gh api --paginate "$pulls/$NUMBER/reviews?per_page=100" |
  jq --slurp --slurpfile pull "$out/pull.json" --slurpfile pushers "$out/pushers.json" '{
    approvals: [(add // [])[] | select(.user and .commit_id)
      | {login: .user.login, id: .user.id, commit: .commit_id, state}],
    pushers: $pushers[0]
  } + ($pull[0].user | if . then {author: {login, id}} else {} end)' >"$out/approvals.json"

sign_in "$GITHUB_SERVER_URL" x-access-token "$GH_TOKEN"
if [ -n "${QUEUE_HEAD:-}" ]; then
  git fetch --quiet --no-tags --no-recurse-submodules origin "$QUEUE_BASE" "$QUEUE_HEAD"
  export BASE=$QUEUE_BASE
fi
bash "$here/judge.sh" "refs/pull/$NUMBER/head" "$author" "$out/approvals.json" "$out"

# What the queue merges has to be what was judged: the pull request put onto its base, and nothing else.
if [ -n "${QUEUE_HEAD:-}" ] && [ "$(cat "$out/code")" = 0 ]; then
  merged=$(git merge-tree --write-tree "$QUEUE_BASE" "$(cat "$out/head")" | head -n 1)
  if [ "$merged" != "$(git rev-parse --verify "$QUEUE_HEAD^{tree}")" ]; then
    echo 'The merge queue holds something else than this pull request put onto its base.'
    echo 2 >"$out/code"
  fi
fi

{
  echo "head=$(cat "$out/head")"
  echo "code=$(cat "$out/code")"
  # One line of letters: nothing in it can be taken for another output.
  echo "comment=$(base64 --wrap=0 "$out/comment.md")"
} >>"$GITHUB_OUTPUT"
