#!/usr/bin/env bash
# How propose.sh speaks to Forgejo, with TOKEN. It takes this in with `.`, after tools.sh.

# shellcheck source=/dev/null
. "$(dirname "$0")/rest.sh"
rest "$GITHUB_SERVER_URL/api/v1/repos/$GITHUB_REPOSITORY" "Authorization: token $TOKEN" limit=50
sign_in "$GITHUB_SERVER_URL" x-access-token "$TOKEN"
need_jq

# proposal BRANCH: the number of the pull request that is open for that branch of this repository, if one is; a
# fork may have one of that name.
proposal() {
  pages 'pulls?state=open' |
    jq --slurp --raw-output --arg repository "$GITHUB_REPOSITORY" --arg branch "$1" '[(add // [])[]
      | select(.head.ref == $branch and .head.repo.full_name == $repository and .base.ref == "%BRANCH%")
      | .number] | first // empty'
}

# propose BRANCH SAID: opens one, with the title and the body of the file SAID.
propose() {
  jq --arg head "$1" '. + {head: $head, base: "%BRANCH%"}' "$2" >"$2.new"
  call POST pulls "$2.new" >/dev/null
}

# add NUMBER SAID: says the body of the file SAID in one that is open.
add() {
  jq '{body}' "$2" >"$2.more"
  call POST "issues/$1/comments" "$2.more" >/dev/null
}
