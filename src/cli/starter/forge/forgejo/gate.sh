#!/usr/bin/env bash
# Has pull requests judged and says on them what was found: one comment, in the place of the last, and
# the status `casebook/gate` on the commit, which is `pending` before anything is judged and names the
# pull request that it was made for. Called by casebook-gate.yml with TOKEN and NUMBER; without a NUMBER
# all that are open are judged, and without any nothing is done. Ends with 0 only when all of them could
# be judged and the one that was named may be merged.
set -euo pipefail

here=$(dirname "$0")
marker='<!-- casebook: verdict -->'
# The account that Forgejo and Gitea give to their workflows: no person's number is below zero.
me=-2

# shellcheck source=/dev/null
. "$here/tools.sh"
# shellcheck source=/dev/null
. "$here/rest.sh"
rest "$GITHUB_SERVER_URL/api/v1/repos/$GITHUB_REPOSITORY" "Authorization: token $TOKEN" limit=50
sign_in "$GITHUB_SERVER_URL" x-access-token "$TOKEN"

# status NUMBER COMMIT STATE ABOUT
status() {
  jq --null-input --arg state "$3" --arg about "#$1: $4" \
    '{state: $state, context: "casebook/gate", description: $about}' >"$out/status.json"
  call POST "statuses/$2" "$out/status.json" >/dev/null
}

# say NUMBER: the comment and the status of what lies in the folder `out`.
say() {
  local head now mine method=POST path="issues/$1/comments"
  head=$(cat "$out/head")
  case $(cat "$out/code") in
    0) status "$1" "$head" success 'nothing speaks against merging' ;;
    1) status "$1" "$head" failure 'may not be merged yet, see the comment' ;;
    *) status "$1" "$head" error 'the gate could not run, see its log' ;;
  esac

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

# pushers NUMBER: who has pushed, as far as Forgejo tells. The accounts of the commits come from their mail
# addresses, which anybody can write; the pushes of the timeline say who it really was.
pushers() {
  pages "pulls/$1/commits?" | jq --slurp '[(add // [])[] | .author, .committer]' >"$out/commits.json"
  pages "issues/$1/timeline?" | jq --slurp '[(add // [])[] | select(.type == "pull_push") | .user]' >"$out/pushes.json"
  jq --slurp 'add | [.[] | select(.login) | {login} + (if .id and .id > 0 then {id} else {} end)] | unique' \
    "$out/commits.json" "$out/pushes.json" >"$out/pushers.json"
}

judge() {
  local author
  out=$(mktemp -d)
  call GET "pulls/$1" >"$out/pull.json"
  if ! jq --exit-status '.state == "open" and .base.ref == "%BRANCH%"' "$out/pull.json" >/dev/null; then
    echo 'It is not open, or does not lead into %BRANCH%.'
    echo 0 >"$out/code"
    return 0
  fi
  status "$1" "$(jq --raw-output .head.sha "$out/pull.json")" pending 'being judged'
  author=$(jq --raw-output '.user.login // "ghost"' "$out/pull.json")
  pushers "$1"
  pages "pulls/$1/reviews?" | jq --slurp --slurpfile pull "$out/pull.json" --slurpfile pushers "$out/pushers.json" \
    '{approvals: [(add // []) | sort_by(.submitted_at)[]
      | select(.user and .commit_id)
      | {login: .user.login, id: .user.id, commit: .commit_id,
         state: (if .dismissed then "dismissed" elif .state == "REQUEST_CHANGES" then "changes-requested" else .state end)}
      | if .id and .id > 0 then . else del(.id) end],
      pushers: $pushers[0]
    } + ($pull[0].user | if . then {author: ({login} + (if .id and .id > 0 then {id} else {} end))} else {} end)' >"$out/approvals.json"
  # Without it the judge finds no program, and says that the gate could not run.
  install || echo 'Casebook could not be installed.'
  bash "$here/judge.sh" "refs/pull/$1/head" "$author" "$out/approvals.json" "$out"
  say "$1"
}

case ${NUMBER:-} in
  *[!0-9]*) echo 'This is no number of a pull request.' && exit 2 ;;
  '')
    # Nothing is installed when there is nothing to judge.
    open=$(pages 'pulls?state=open')
    if [ -z "$open" ]; then
      echo 'There is no open pull request.'
      exit
    fi
    need_jq
    failed=0
    for number in $(jq --slurp '(add // [])[] | select(.base.ref == "%BRANCH%") | .number' <<<"$open"); do
      echo "Pull request $number"
      # One that cannot be judged does not keep the others from it.
      NUMBER=$number bash "$0" || [ $? -eq 1 ] || failed=2
    done
    exit "$failed"
    ;;
esac
need_jq
judge "$NUMBER"
exit "$(cat "$out/code")"
