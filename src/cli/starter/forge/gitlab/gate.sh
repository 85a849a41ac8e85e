#!/usr/bin/env bash
# Has merge requests judged and says on them what was found: one thread, which is kept up to date, open
# from before anything is judged, and resolved once the change may be merged. Called by .gitlab-ci.yml with
# CASEBOOK_TOKEN, of an account of the gate's own. TRIGGER_PAYLOAD is what a webhook has told, if one
# did: it says which merge request to look at, and nothing else of it is believed. Where none is open,
# nothing is done.
set -euo pipefail

here=$(dirname "$0")
merge_requests="projects/$CI_PROJECT_ID/merge_requests"
marker='<!-- casebook: verdict -->'

# shellcheck source=/dev/null
. "$here/tools.sh"
# shellcheck source=/dev/null
. "$here/rest.sh"
rest "$CI_API_V4_URL" "PRIVATE-TOKEN: $CASEBOOK_TOKEN" per_page=100

# Who has approved which commit. GitLab does not say of which, so it is the last that was there at the
# time: its own notes, which nobody else can write, say when each approval was given and taken back. They
# also say who has pushed.
approvals() {
  pages "$merge_requests/$1/versions?" | jq --slurp 'add // []' >"$out/versions.json"
  pages "$merge_requests/$1/notes?sort=asc&order_by=created_at" |
    jq --slurp --slurpfile versions "$out/versions.json" --slurpfile request "$out/merge-request.json" '
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
          | {login: .author.username, id: .author.id,
             commit: ([$pushed[] | select(.at < $at) | .commit] | last // ""), state: $state}],
        pushers: ([(add // [])[]
          | select(.system and .author.username and (.body | test("^added [0-9]+ commits?\\b")))
          | .author | {login: .username, id}] | unique)
      } + ($request[0].author | if . then {author: {login: .username, id}} else {} end)' >"$out/approvals.json"
}

# begin IID: finds the thread of the gate, or makes it, and has it open while the gate works, so that no older
# verdict counts.
begin() {
  pages "$merge_requests/$1/discussions?" | jq --slurp --arg marker "$marker" --argjson me "$me" \
    '[(add // [])[] | . as $thread | .notes[0]
      | select(.author.id == $me and (.body | startswith($marker)))
      | {thread: $thread.id, note: .id, resolved: (.resolved // false), body}] | first // empty' >"$out/mine.json"
  if [ ! -s "$out/mine.json" ]; then
    jq --null-input --arg marker "$marker" '{body: ($marker + "\n**This is being judged.**\n")}' >"$out/said.json"
    call POST "$merge_requests/$1/discussions" "$out/said.json" |
      jq '{thread: .id, note: .notes[0].id, body: ""}' >"$out/mine.json"
  elif [ "$(jq .resolved "$out/mine.json")" = true ]; then
    resolve "$1" false
  fi
}

# resolve IID true|false
resolve() {
  call PUT "$merge_requests/$1/discussions/$(jq --raw-output .thread "$out/mine.json")?resolved=$2" >/dev/null || {
    echo 'The account of the gate may not resolve threads: it needs the role Developer.'
    return 2
  }
}

# say IID: in that thread, what lies in the folder `out`.
say() {
  local mine thread
  jq --raw-input --slurp '{body: .}' "$out/comment.md" >"$out/said.json"
  if ! jq --exit-status --slurpfile said "$out/said.json" '(.body | rtrimstr("\n")) == ($said[0].body | rtrimstr("\n"))' "$out/mine.json" >/dev/null; then
    mine=$(jq --raw-output .note "$out/mine.json")
    thread=$(jq --raw-output .thread "$out/mine.json")
    call PUT "$merge_requests/$1/discussions/$thread/notes/$mine" "$out/said.json" >/dev/null
  fi
  if [ "$(cat "$out/code")" = 0 ]; then
    resolve "$1" true
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
  begin "$1"
  author=$(jq --raw-output '.author.username // "ghost"' "$out/merge-request.json")
  approvals "$1"
  # Without it the judge finds no program, and says that the gate could not run.
  install || echo 'Casebook could not be installed.'
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
  need_jq
  iid=$(jq --raw-output '.object_attributes.iid // empty' "$TRIGGER_PAYLOAD")
fi
case $iid in
  *[!0-9]*) echo 'This is no number of a merge request.' && exit 2 ;;
  '')
    open=$(pages "$merge_requests?state=opened&target_branch=%BRANCH%")
    if [ -z "$open" ]; then
      echo 'There is no open merge request.'
      exit
    fi
    need_jq
    iids=$(jq --slurp '(add // [])[].iid' <<<"$open")
    ;;
  *) iids=$iid ;;
esac
failed=0
for iid in $iids; do
  echo "Merge request $iid"
  # One that cannot be judged does not keep the others from it.
  bash "$0" "$iid" || failed=2
done
exit "$failed"
