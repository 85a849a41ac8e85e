#!/usr/bin/env bash
# How the scripts here speak to the forge's interface, with curl. They take it in with `.`, and say first with
# `rest` where it is.

# rest ADDRESS HEADER LENGTH: the header has the token, and LENGTH is what sets how long a page of a list is.
rest() {
  api=$1 header=$2 length=$3
}

# call METHOD PATH [BODY]: the token comes by way of a pipe and is on no command line.
call() {
  local body=()
  if [ $# -gt 2 ]; then
    body=(--data-binary "@$3")
  fi
  printf 'header = "%s"\n' "$header" |
    curl --config - --silent --show-error --fail --max-time 60 --request "$1" \
      --header 'Content-Type: application/json' "${body[@]}" "$api/$2"
}

# pages PATH: every page of a list, one after another.
pages() {
  local page part
  for page in $(seq 200); do
    part=$(call GET "$1&$length&page=$page")
    [ "$part" != '[]' ] || return 0
    printf '%s\n' "$part"
  done
}
