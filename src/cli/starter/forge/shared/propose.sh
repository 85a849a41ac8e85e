#!/usr/bin/env bash
# Proposes what the clock has found to do, in one pull request that is added to while it is open:
#
#   propose.sh due     moves that nobody decides on, as far as their time has come (due.sh)
#   propose.sh mail    what came in by mail (mail.sh)
#
# Called by a workflow with the token, from the branch that is published. What these two scripts find they put on
# a branch of their own, casebook/due or casebook/mail, and say in a file: a title, an empty line, and a
# text. Where there is nothing new, that file stays empty and nothing is said.
set -euo pipefail

here=$(dirname "$0")
kind=$1
branch=casebook/$kind

if [ "$kind" = mail ] && [ -z "${CASEBOOK_MAILBOX:-}" ]; then
  echo 'There is no secret CASEBOOK_MAILBOX, so no mail is read here.'
  exit
fi

# shellcheck source=/dev/null
. "$here/tools.sh"
# shellcheck source=/dev/null
. "$here/forge.sh"

said=$(mktemp)
open=$(proposal "$branch")
install
code=0
bash "$here/$kind.sh" "$said" "$branch" "$open" || code=$?
if [ -s "$said" ]; then
  jq --null-input --rawfile said "$said" '$said / "\n\n" | {title: .[0], body: (.[1:] | join("\n\n"))}' >"$said.json"
  if [ -n "$open" ]; then
    add "$open" "$said.json"
  else
    propose "$branch" "$said.json"
  fi
fi
exit "$code"
