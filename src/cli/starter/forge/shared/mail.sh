#!/usr/bin/env bash
# Takes in the mails of the desk's mailbox that no file has, as one commit on a branch: mail.sh SAID BRANCH OPEN, as
# propose.sh calls it. Into the file SAID comes what was taken in; nothing where nothing was. `casebook` is the
# first of its name on PATH, and git is told by its environment how to push.
#
# It reads the mailbox CASEBOOK_MAILBOX with CASEBOOK_MAIL_PASSWORD, and who of the desk has which address: from
# PEOPLE, or from the file CASEBOOK_PEOPLE. CASEBOOK_MAIL_SINCE may name the day before which mails are left alone.
# No mail is moved or deleted, and none is sent.
#
# A mail is known by a digest in the request that it is a part of. So while a proposal is OPEN, the site is read as it
# would be with it, and what is new comes on top: no mail is taken in twice, and what somebody has put right there
# stays. Once it is merged or closed, the branch begins anew; the mails of a closed one are taken in again.
#
# Everybody may read the log. Nothing of it comes from a mail, from a name or from the mail server.
set -euo pipefail

said=$1 branch=$2 open=$3
site='%SITE%'

if [ -n "${PEOPLE:-}" ]; then
  CASEBOOK_PEOPLE=$(mktemp)
  printf '%s\n' "$PEOPLE" >"$CASEBOOK_PEOPLE"
  export CASEBOOK_PEOPLE
fi
if [ -z "${CASEBOOK_PEOPLE:-}" ]; then
  echo 'There is no secret CASEBOOK_PEOPLE. Without it, what the committee writes to the desk would be taken for a request and published. Write a line SLUG: ADDRESS into it for each person of the desk, or {} if there is nobody.'
  exit 2
fi

# The scripts that run are those that are checked out, whatever is on the branch.
work=$(mktemp -d)/work
told=$(mktemp)
trap 'git worktree remove --force "$work"' EXIT
if [ -n "$open" ]; then
  git fetch --quiet --no-tags origin "refs/heads/$branch"
  git worktree add --quiet --detach "$work" FETCH_HEAD
  force=()
  # What that says may name what somebody wrote.
  if ! git -C "$work" -c user.name=Casebook -c user.email=casebook@localhost \
    merge --quiet --no-edit "$(git rev-parse HEAD)" >/dev/null 2>&1; then
    echo "No mail was read: $branch, which is proposed, does not go together with %BRANCH% any more. Bring it up to date, or merge or close it."
    exit 2
  fi
else
  git worktree add --quiet --detach "$work" HEAD
  force=(--force)
fi

# The program reads what strangers wrote. Of the environment it gets what it needs: no token of the forge.
fetch() (
  while read -r name; do
    case $name in
      PATH | HOME | CASEBOOK_MAILBOX | CASEBOOK_MAIL_PASSWORD | CASEBOOK_PEOPLE) ;;
      *) unset -v "$name" 2>/dev/null || true ;;
    esac
  done < <(compgen -e)
  exec timeout 480 casebook mail fetch --root "$work/$site" "$@"
)
code=0
fetch ${CASEBOOK_MAIL_SINCE:+--since "$CASEBOOK_MAIL_SINCE"} >/dev/null 2>"$told" || code=$?
if [ "$code" -gt 1 ]; then
  # shellcheck disable=SC2016 # Markdown, and nothing to run.
  echo 'The mails could not be taken in. Why may name people, so it is not printed here: `casebook mail fetch` says it at a desk, with the same mailbox and password.'
  exit 2
fi
# Numbers, and words of the program.
grep --extended-regexp --line-regexp '[0-9]+ mails? (was|were) taken in(, [0-9]+ [a-z'\'' ]+)*\.' "$told" | tail -n 1 || true

cd "$work"
if [ -d "$site/content/requests" ]; then
  git add --all -- "$site/content/requests"
fi
# list LETTER HEADING: the files that are new (A) or changed (M). Their names are letters, digits and `-`.
list() {
  local files
  files=$(git diff --cached --no-renames --name-only --diff-filter="$1")
  [ -n "$files" ] || return 0
  printf '\n%s:\n\n' "$2"
  # shellcheck disable=SC2016 # Markdown, and nothing to run.
  printf '%s\n' "$files" | sed 's/.*/- `&`/'
}
if git diff --cached --quiet; then
  exit "$code"
fi
{
  cat <<'END'
Take in what came by mail

These mails came to the desk, and no request had them yet. Addresses and numbers that Casebook knows as private were withheld. **Read each text before you merge it, as whoever wrote it would wish:** take out what is nobody else's business. What is for the desk and becomes no request gets the keyword `CasebookIgnored` in the mailbox; close this then, and what is left is proposed anew.
END
  list A 'New'
  list M 'Added to'
  if [ "$code" = 1 ]; then
    # shellcheck disable=SC2016 # Markdown, and nothing to run.
    printf '\n%s\n' 'Some mails could not be taken in: `casebook mail fetch` says at a desk which, and why.'
  fi
} >"$told"
git -c user.name=Casebook -c user.email=casebook@localhost commit --quiet --file="$told"
git push --quiet "${force[@]}" origin "HEAD:refs/heads/$branch"
cp "$told" "$said"
exit "$code"
