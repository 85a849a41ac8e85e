#!/usr/bin/env bash
# What several of the scripts here do. They take it in with `.`.

# sign_in SERVER USER TOKEN: git speaks to the forge as that user. The token is in the environment alone, never on
# the disk and on no command line.
sign_in() {
  export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$1/.extraheader"
  GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf '%s:%s' "$2" "$3" | base64 --wrap=0)"
  export GIT_CONFIG_VALUE_0
}

# install: Casebook, in an empty folder, by a script that git hands out, with nothing of the environment.
install() {
  local script tools kept=${CASEBOOK_CACHE:-${RUNNER_TOOL_CACHE:-$HOME/.cache}/casebook}
  tools=$(mktemp -d) && script=$(git show HEAD:%SCRIPTS%/install.sh) && (
    cd "$(mktemp -d)" &&
      env -i PATH="$PATH" HOME="$HOME" CASEBOOK_CACHE="$kept" bash -c "$script" install.sh "$tools"
  ) && export PATH="$tools:$PATH"
}

# need_jq: the image may lack it.
need_jq() {
  if ! command -v jq >/dev/null; then
    apt-get update -qq
    apt-get install -qq --yes --no-install-recommends jq
  fi
}
