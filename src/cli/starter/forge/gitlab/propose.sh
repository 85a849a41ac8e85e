#!/usr/bin/env bash
# Proposes the moves that are due by time, in one merge request that is kept up to date. Called by
# .gitlab-ci.yml with CASEBOOK_TOKEN, from the branch that is published; `casebook` is the first of its
# name on PATH. Where nothing is due, nothing is done.
set -euo pipefail

git remote set-url origin "$CI_SERVER_URL/$CI_PROJECT_PATH.git"
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$CI_SERVER_URL/.extraheader"
GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'oauth2:%s' "$CASEBOOK_TOKEN" | base64 --wrap=0)"
export GIT_CONFIG_VALUE_0

# GitLab makes the merge request of what is pushed, or leaves the one that is open.
bash "$(dirname "$0")/due.sh" "$(mktemp)" --push-option=merge_request.create \
  --push-option='merge_request.target=%BRANCH%' --push-option='merge_request.title=Move what is due by time'
