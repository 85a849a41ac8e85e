#!/usr/bin/env bash
# Has merge requests judged and says on them what was found: one thread, which is kept up to date, open
# while the change may not be merged and resolved once it may. Called by .gitlab-ci.yml with
# CASEBOOK_TOKEN, of an account of the gate's own. TRIGGER_PAYLOAD is what a webhook has told, if one
# did: it says which merge request to look at, and nothing else of it is believed.
set -euo pipefail

here=$(dirname "$0")
api="$CI_API_V4_URL"
merge_requests="projects/$CI_PROJECT_ID/merge_requests"
marker='<!-- casebook: verdict -->'

# call METHOD PATH [BODY]: the token comes by way of a pipe and is on no command line.
call() {
  local body=()
  if [ $# -gt 2 ]; then
    body=(--data-binary "@$3")
  fi
  printf 'header = "PRIVATE-TOKEN: %s"\n' "$CASEBOOK_TOKEN" |
    curl --config - --silent --show-error --fail --max-time 60 --request "$1" \
      --header 'Content-Type: application/json' "${body[@]}" "$api/$2"
}

# pages PATH: every page of a list, one after another.
pages() {
  local page part
  for page in $(seq 200); do
    part=$(call GET "$1&per_page=100&page=$page")
    [ "$part" != '[]' ] || return 0
    printf '%s\n' "$part"
  done
}

# Who has approved which commit. GitLab does not say of which, so it is the last that was there at the
# time: its own notes, which nobody else can write, say when each approval was given and taken back.
approvals() {
  pages "$merge_requests/$1/versions?" | jq --slurp 'add // []' >"$out/versions.json"
  pages "$merge_requests/$1/notes?sort=asc&order_by=created_at" |
    jq --slurp --slurpfile versions "$out/versions.json" '
      def time: capture("^(?<day>.{19})([.][0-9]+)?(?<sign>Z|[+-])(?<hours>[0-9]{2})?:?(?<minutes>[0-9]{2})?$")
        | (.day + "Z" | fromdateiso8601)
          - ((if .sign == "-" then -1 else 1 end) * ((.hours // "0" | tonumber) * 3600 + (.minutes // "0" | tonumber) * 60));
      ($versions[0] | map({commit: .head_commit_sha, at: (.created_at | time)}) | sort_by(.at)) as $pushed
      | {approvals: [(add // [])[]
          | select(.system and .author.username)
          | (.body | ascii_downcase
             | if . == "approved this merge request" then "approved"
               elif . == "unapproved this merge request" then "dismissed"
               elif startswith("requested changes") then "changes-requested" else empty end) as $state
          | (.created_at | time) as $at
          | {login: .author.username, commit: ([$pushed[] | select(.at < $at) | .commit] | last // ""), state: $state}
        ]}' >"$out/approvals.json"
}

# say IID: the thread of what lies in the folder `out`.
say() {
  local mine thread resolved=false
  [ "$(cat "$out/code")" != 0 ] || resolved=true
  pages "$merge_requests/$1/discussions?" | jq --slurp --arg marker "$marker" --argjson me "$me" \
    '[(add // [])[] | . as $thread | .notes[0]
      | select(.author.id == $me and (.body | startswith($marker)))
      | {thread: $thread.id, note: .id, resolved: (.resolved // false), body}] | first // empty' >"$out/mine.json"
  jq --raw-input --slurp '{body: .}' "$out/comment.md" >"$out/said.json"
  if [ ! -s "$out/mine.json" ]; then
    call POST "$merge_requests/$1/discussions" "$out/said.json" | jq '{thread: .id, resolved: false}' >"$out/mine.json"
  elif ! jq --exit-status --slurpfile said "$out/said.json" '(.body | rtrimstr("\n")) == ($said[0].body | rtrimstr("\n"))' "$out/mine.json" >/dev/null; then
    mine=$(jq --raw-output .note "$out/mine.json")
    thread=$(jq --raw-output .thread "$out/mine.json")
    call PUT "$merge_requests/$1/discussions/$thread/notes/$mine" "$out/said.json" >/dev/null
  fi
  if [ "$(jq .resolved "$out/mine.json")" != "$resolved" ]; then
    thread=$(jq --raw-output .thread "$out/mine.json")
    call PUT "$merge_requests/$1/discussions/$thread?resolved=$resolved" >/dev/null ||
      echo 'The account of the gate may not resolve threads: it needs the role Developer.'
  fi
}

judge() {
  local author
  out=$(mktemp -d)
  call GET "$merge_requests/$1" >"$out/merge-request.json"
  if ! jq --exit-status '.state == "opened" and .target_branch == "%BRANCH%"' "$out/merge-request.json" >/dev/null; then
    echo 'It is not open, or does not lead into %BRANCH%.'
    return 0
  fi
  author=$(jq --raw-output '.author.username // "ghost"' "$out/merge-request.json")
  approvals "$1"
  bash "$here/judge.sh" "refs/merge-requests/$1/head" "$author" "$out/approvals.json" "$out"
  say "$1"
  [ "$(cat "$out/code")" != 2 ]
}

if [ $# -gt 0 ]; then
  me=$(call GET user | jq .id)
  judge "$1"
  exit
fi

iid=
if [ -n "${TRIGGER_PAYLOAD:-}" ]; then
  iid=$(jq --raw-output '.object_attributes.iid // empty' "$TRIGGER_PAYLOAD")
fi
case $iid in
  *[!0-9]*) echo 'This is no number of a merge request.' && exit 2 ;;
  '') iids=$(pages "$merge_requests?state=opened&target_branch=%BRANCH%" | jq --slurp '(add // [])[].iid') ;;
  *) iids=$iid ;;
esac
failed=0
for iid in $iids; do
  echo "Merge request $iid"
  # One that cannot be judged does not keep the others from it.
  bash "$0" "$iid" || failed=2
done
exit "$failed"
