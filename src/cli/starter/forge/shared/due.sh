#!/usr/bin/env bash
# Puts the moves that nobody decides on, and whose time has come, on a branch, as one commit on top of what is
# checked out: due.sh SAID BRANCH OPEN, as propose.sh calls it. That branch is not published: what is on it is
# proposed, and the gate judges it as it judges any change. Into the file SAID comes what it proposes; nothing where
# none is due, or where the same is proposed in OPEN already. `casebook` is the first of its name on PATH, and
# git is told by its environment how to push.
set -euo pipefail

said=$1 branch=$2 open=$3
moves=$(mktemp)

# The program reads what strangers wrote. It gets no token, and not for ever.
env -i PATH="$PATH" HOME="$HOME" timeout 300 casebook request due --root '%SITE%' >"$moves"
cat "$moves"
if git diff --quiet; then
  exit
fi
{
  cat <<'END'
Move what is due by time

By `content/workflow.yaml` nobody decides on these moves: their time has come.

END
  sed 's/^/- /' "$moves"
} >"$moves.md"
git -c user.name=Casebook -c user.email=casebook@localhost commit --quiet --all --file="$moves.md"
# The same once more would only have everything judged anew.
if git fetch --quiet --no-tags origin "refs/heads/$branch" 2>/dev/null &&
  git diff --quiet FETCH_HEAD HEAD && [ "$(git rev-parse FETCH_HEAD^)" = "$(git rev-parse HEAD^)" ]; then
  echo 'What is due is on its branch already.'
  [ -n "$open" ] || cp "$moves.md" "$said"
  exit
fi
git push --quiet --force origin "HEAD:refs/heads/$branch"
cp "$moves.md" "$said"
