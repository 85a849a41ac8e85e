#!/usr/bin/env bash
# Puts the moves that nobody decides on, and whose time has come, on the branch casebook/due, as one commit
# on top of what is checked out: due.sh SAID [OPTION...], with options of `git push`. That branch is not
# published: what is on it is proposed, and the gate judges it as it judges any change. Into the file SAID
# come the moves, a line each; nothing where none is due. `casebook` is the first of its name on PATH, and
# git is told by its environment how to push.
set -euo pipefail

said=$1
shift
branch=casebook/due

# The program reads what strangers wrote. It gets no token, and not for ever.
env -i PATH="$PATH" HOME="$HOME" timeout 300 casebook request due --root '%SITE%' >"$said"
if git diff --quiet; then
  cat "$said"
  : >"$said"
  exit
fi
git -c user.name=Casebook -c user.email=casebook@localhost commit --quiet --all \
  --message='Move what is due by time' --message="$(cat "$said")"
# The same once more would only have everything judged anew.
if git fetch --quiet --no-tags origin "refs/heads/$branch" 2>/dev/null &&
  git diff --quiet FETCH_HEAD HEAD && [ "$(git rev-parse FETCH_HEAD^)" = "$(git rev-parse HEAD^)" ]; then
  echo 'What is due is proposed already.'
  exit
fi
git push --quiet --force "$@" origin "HEAD:refs/heads/$branch"
