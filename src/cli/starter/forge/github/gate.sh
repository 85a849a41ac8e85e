#!/usr/bin/env bash
# Has one pull request judged, and hands the verdict to the job that says it. Called by
# casebook-gate.yml with NUMBER, or after a review with the FORK and the FORK_BRANCH that are proposed.
# Needs GH_TOKEN with the right to read, and nothing more.
set -euo pipefail

here=$(dirname "$0")
pulls="repos/$GITHUB_REPOSITORY/pulls"
out=$(mktemp -d)

judge() {
  local number=$1 author
  gh api "$pulls/$number" >"$out/pull.json"
  if [ "$(jq --raw-output .base.ref "$out/pull.json")" != '%BRANCH%' ]; then
    echo 'This pull request does not lead into %BRANCH%, so it is not judged.'
    return
  fi
  author=$(jq --raw-output '.user.login // "ghost"' "$out/pull.json")
  gh api --paginate "$pulls/$number/reviews?per_page=100" | jq --slurp '{
    approvals: [(add // [])[] | select(.user and .commit_id) | {login: .user.login, commit: .commit_id, state}]
  }' >"$out/approvals.json"

  export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
  GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GH_TOKEN" | base64 --wrap=0)"
  export GIT_CONFIG_VALUE_0
  bash "$here/judge.sh" "refs/pull/$number/head" "$author" "$out/approvals.json" "$out"

  {
    echo "number=$number"
    echo "head=$(cat "$out/head")"
    echo "code=$(cat "$out/code")"
    # One line of letters: nothing in it can be taken for another output.
    echo "comment=$(base64 --wrap=0 "$out/comment.md")"
  } >>"$GITHUB_OUTPUT"
}

# The open pull request from that branch of that fork; GitHub allows no second one into the same branch.
reviewed() {
  gh api --paginate "$pulls?state=open&base=%BRANCH%&per_page=100" |
    jq --raw-output --slurp --arg fork "$FORK" --arg branch "$FORK_BRANCH" '[(add // [])[]
      | select(.head.repo.full_name == $fork and .head.ref == $branch)
      | .number] | first // empty'
}

number=${NUMBER:-$(reviewed)}
case $number in
  '') echo 'There is no open pull request to judge.' ;;
  *[!0-9]*) echo 'This is no number of a pull request.' && exit 2 ;;
  *) judge "$number" ;;
esac
