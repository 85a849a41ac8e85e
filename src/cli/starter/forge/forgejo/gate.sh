#!/usr/bin/env bash
# Has pull requests judged and says on them what was found: one comment, in the place of the last, and
# the status `casebook/gate` on the commit. Called by casebook-gate.yml with TOKEN and NUMBER; without
# a NUMBER all that are open are judged. Ends with 0 only when all of them could be judged and the one
# that was named may be merged.
set -euo pipefail

here=$(dirname "$0")
api="$GITHUB_SERVER_URL/api/v1/repos/$GITHUB_REPOSITORY"
marker='<!-- casebook: verdict -->'
# The account that Forgejo and Gitea give to their workflows: no person's number is below zero.
me=-2

# call METHOD PATH [BODY]: the token comes by way of a pipe and is on no command line.
call() {
  local body=()
  if [ $# -gt 2 ]; then
    body=(--data-binary "@$3")
  fi
  printf 'header = "Authorization: token %s"\n' "$TOKEN" |
    curl --config - --silent --show-error --fail --max-time 60 --request "$1" \
      --header 'Content-Type: application/json' "${body[@]}" "$api/$2"
}

# pages PATH: every page of a list, one after another.
pages() {
  local page part
  for page in $(seq 200); do
    part=$(call GET "$1&limit=50&page=$page")
    [ "$part" != '[]' ] || return 0
    printf '%s\n' "$part"
  done
}

# say NUMBER: the comment and the status of what lies in the folder `out`.
say() {
  local state about head now mine method=POST path="issues/$1/comments"
  case $(cat "$out/code") in
    0) state=success about='Nothing speaks against merging' ;;
    1) state=failure about='May not be merged yet: see the comment' ;;
    *) state=error about='The gate could not run: see its log' ;;
  esac
  head=$(cat "$out/head")
  jq --null-input --arg state "$state" --arg about "$about" \
    '{state: $state, context: "casebook/gate", description: $about}' >"$out/status.json"
  call POST "statuses/$head" "$out/status.json" >/dev/null

  # What is said of an older commit would only mislead: the run for the newer one is on its way.
  now=$(call GET "pulls/$1" | jq --raw-output .head.sha)
  [ "$now" = "$head" ] || return 0
  call GET "issues/$1/comments" >"$out/comments.json"
  mine=$(jq --raw-output --arg marker "$marker" --argjson me "$me" '[.[]
    | select(.user.id == $me and (.body | startswith($marker))) | .id] | first // empty' "$out/comments.json")
  jq --raw-input --slurp '{body: .}' "$out/comment.md" >"$out/said.json"
  if [ -n "$mine" ]; then
    method=PATCH path="issues/comments/$mine"
    # Whoever follows the pull request is not told the same thing twice.
    jq --exit-status --argjson mine "$mine" --slurpfile said "$out/said.json" \
      'any(.[]; .id == $mine and .body == $said[0].body)' "$out/comments.json" >/dev/null && return 0
  fi
  call "$method" "$path" "$out/said.json" >/dev/null
}

judge() {
  local author
  out=$(mktemp -d)
  call GET "pulls/$1" >"$out/pull.json"
  author=$(jq --raw-output '.user.login // "ghost"' "$out/pull.json")
  pages "pulls/$1/reviews?" | jq --slurp '{approvals: [(add // []) | sort_by(.submitted_at)[]
    | select(.user and .commit_id)
    | {login: .user.login, commit: .commit_id,
       state: (if .dismissed then "dismissed" elif .state == "REQUEST_CHANGES" then "changes-requested" else .state end)}
  ]}' >"$out/approvals.json"
  bash "$here/judge.sh" "refs/pull/$1/head" "$author" "$out/approvals.json" "$out"
  say "$1"
}

export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 --wrap=0)"
export GIT_CONFIG_VALUE_0

case ${NUMBER:-} in
  *[!0-9]*) echo 'This is no number of a pull request.' && exit 2 ;;
  '')
    failed=0
    for number in $(pages 'pulls?state=open' | jq --slurp '(add // [])[] | select(.base.ref == "%BRANCH%") | .number'); do
      echo "Pull request $number"
      # One that cannot be judged does not keep the others from it.
      NUMBER=$number bash "$0" || [ $? -eq 1 ] || failed=2
    done
    exit "$failed"
    ;;
esac
judge "$NUMBER"
exit "$(cat "$out/code")"
