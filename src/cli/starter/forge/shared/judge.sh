#!/usr/bin/env bash
# Judges one proposal. gate.sh calls it, from the branch that is published:
#
#   judge.sh REF AUTHOR APPROVALS OUT
#
# REF is the name that the forge gives to what is proposed, AUTHOR the login of who proposes it, and
# APPROVALS a file that says who has approved which commit. `casebook` is the first of its name on PATH.
# It is judged against the commit that is checked out or, in a merge queue, the commit BASE. Into the
# folder OUT come
#
#   head        the id of the commit that was judged
#   code        0: may be merged, 1: may not yet, 2: the gate could not run
#   comment.md  what to say about it
#
# What is proposed comes as objects of git and stays that. It is never checked out, so no file of it
# is there to be run, by anybody.
set -euo pipefail

ref=$1 author=$2 approvals=$3 out=$4
site='%SITE%'

git fetch --quiet --no-tags --no-recurse-submodules origin "+$ref:refs/casebook/head"
base=$(git rev-parse --verify "${BASE:-HEAD}^{commit}")
head=$(git rev-parse --verify 'refs/casebook/head^{commit}')
printf '%s\n' "$head" >"$out/head"

# The program reads what strangers wrote. It gets no token, and not for ever.
code=0
env -i PATH="$PATH" HOME="$HOME" timeout 300 \
  casebook check --root "$site" --base "$base" --head "$head" --actor="$author" \
  --forge %HOST% --approvals "$approvals" --format markdown \
  >"$out/whole.md" 2>"$out/complaint" || code=$?

# A comment has its bounds, on the forge and on the way there: whole lines up to 48,000 bytes.
if [ "$(wc -c <"$out/whole.md")" -gt 48000 ]; then
  head -c 48000 "$out/whole.md" | sed '$d' >"$out/comment.md"
  # shellcheck disable=SC2016 # Markdown, and nothing to run.
  printf '\nThere is more. `casebook check` shows all of it.\n' >>"$out/comment.md"
else
  cp "$out/whole.md" "$out/comment.md"
fi

if [ "$code" -gt 1 ] || ! head -n 1 "$out/comment.md" | grep --quiet --line-regexp '<!-- casebook: verdict -->'; then
  code=2
  cat >"$out/comment.md" <<'END'
<!-- casebook: verdict -->
**The gate could not run.**

This says nothing about your change, and you need not do anything. Whoever looks after this site finds the reason in the log of the check.
END
  # What the program says may name what a stranger chose. No line of it begins a command of the runner.
  echo 'The gate could not run:'
  head -c 4000 "$out/complaint" | sed 's/##\[/# [/g; s/^/| /'
fi
printf '%s\n' "$code" >"$out/code"
