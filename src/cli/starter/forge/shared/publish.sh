#!/usr/bin/env bash
# Puts the built site on the branch that it is served from, as one commit that takes the place of the
# last: the branch has no history, so it never grows. Needs PAGES, the branch, and TOKEN.
set -euo pipefail

built='%SITE%/public'
next=$(mktemp -d)
cp -R "$built/." "$next"
# Casebook's own notes, and what the program of GitHub Pages would make of the files.
rm -rf "$next"/.casebook*
touch "$next/.nojekyll"

# shellcheck source=/dev/null
. "$(dirname "$0")/tools.sh"
sign_in "$GITHUB_SERVER_URL" x-access-token "$TOKEN"

# A domain of one's own stands in a file of the branch, where the settings of the forge have put it.
if git fetch --quiet --no-tags origin "refs/heads/$PAGES" 2>/dev/null; then
  for name in CNAME .domains; do
    if [ ! -e "$next/$name" ] && git cat-file -e "FETCH_HEAD:$name" 2>/dev/null; then
      git cat-file blob "FETCH_HEAD:$name" >"$next/$name"
    fi
  done
fi

source=$(git rev-parse HEAD)
where=$(git remote get-url origin)
git -C "$next" init --quiet
git -C "$next" add --all --force
git -C "$next" -c user.name=Casebook -c user.email=casebook@localhost \
  commit --quiet --message="The site of $source"
git -C "$next" push --quiet --force "$where" "HEAD:refs/heads/$PAGES"
