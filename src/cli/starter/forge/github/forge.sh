#!/usr/bin/env bash
# How propose.sh speaks to GitHub, with GH_TOKEN. It takes this in with `.`, after tools.sh.

repository="repos/$GITHUB_REPOSITORY"
sign_in "$GITHUB_SERVER_URL" x-access-token "$GH_TOKEN"

# proposal BRANCH: the number of the pull request that is open for that branch of this repository, if one is.
proposal() {
  gh api "$repository/pulls?state=open&head=${GITHUB_REPOSITORY%%/*}:$1&base=%BRANCH%" |
    jq --raw-output '.[0].number // empty'
}

# propose BRANCH SAID: opens one, with the title and the body of the file SAID.
propose() {
  jq --arg head "$1" '. + {head: $head, base: "%BRANCH%"}' "$2" |
    gh api --method POST --silent --input - "$repository/pulls"
}

# add NUMBER SAID: says the body of the file SAID in one that is open.
add() {
  jq '{body}' "$2" | gh api --method POST --silent --input - "$repository/issues/$1/comments"
}
