#!/usr/bin/env bash
# How propose.sh speaks to GitLab, with CASEBOOK_TOKEN. It takes this in with `.`, after tools.sh.

# shellcheck source=/dev/null
. "$(dirname "$0")/rest.sh"
rest "$CI_API_V4_URL/projects/$CI_PROJECT_ID" "PRIVATE-TOKEN: $CASEBOOK_TOKEN" per_page=100
git remote set-url origin "$CI_SERVER_URL/$CI_PROJECT_PATH.git"
sign_in "$CI_SERVER_URL" oauth2 "$CASEBOOK_TOKEN"
need_jq

# proposal BRANCH: the number of the merge request that is open for that branch of this project, if one is; a fork
# may have one of that name.
proposal() {
  pages "merge_requests?state=opened&source_branch=$(jq --null-input --raw-output --arg branch "$1" '$branch | @uri')&target_branch=%BRANCH%" |
    jq --slurp --raw-output '[(add // [])[] | select(.source_project_id == .project_id) | .iid] | first // empty'
}

# propose BRANCH SAID: opens one, with the title and the body of the file SAID.
propose() {
  jq --arg branch "$1" '{source_branch: $branch, target_branch: "%BRANCH%", title, description: .body}' "$2" >"$2.new"
  call POST merge_requests "$2.new" >/dev/null
}

# add NUMBER SAID: says the body of the file SAID in one that is open.
add() {
  jq '{body}' "$2" >"$2.more"
  call POST "merge_requests/$1/notes" "$2.more" >/dev/null
}
