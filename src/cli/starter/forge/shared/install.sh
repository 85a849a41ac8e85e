#!/usr/bin/env bash
# Puts Casebook into a folder, for the other scripts here: install.sh FOLDER. It takes one archive, from
# one address, and only if it has the sum that stands here. It works in empty folders and looks at no file
# of the repository. Archives are kept by their sum where the machine stays (CASEBOOK_CACHE), and the sum
# is checked each time, so nobody need trust what was kept.
set -euo pipefail

# The address of an archive (.tar.gz) of Casebook for the machines that run this, and its SHA-256.
program='%PROGRAM%'
sha256='%SHA256%'

if [ -z "$program" ] || [ -z "$sha256" ]; then
  cat >&2 <<'END'
Casebook is not set up here yet. In %SCRIPTS%/install.sh, write the address of an archive (.tar.gz) of Casebook as `program` (line 9) and its SHA-256 as `sha256` (line 10).
END
  exit 2
fi

folder=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kept="${CASEBOOK_CACHE:-$HOME/.cache/casebook}/$sha256.tar.gz"
archive="$work/$sha256.tar.gz"

is_right() {
  printf '%s  %s\n' "$sha256" "$archive" | sha256sum --check --status
}

# A copy is checked and unpacked, which nobody else can change in between.
if ! { [ -f "$kept" ] && cp "$kept" "$archive" && is_right; }; then
  curl --disable --silent --show-error --fail --location --proto '=https' --proto-redir '=https' \
    --retry 3 --max-time 120 --output "$archive" "$program"
  if ! is_right; then
    echo "The archive at $program does not have the SHA-256 $sha256, so it was not unpacked." >&2
    exit 2
  fi
  # Kept under a name of its own first: another run may be looking. Where nothing can be kept, it is fetched again.
  if mkdir -p "${kept%/*}" 2>/dev/null && cp "$archive" "$kept.$$" 2>/dev/null; then
    mv -f "$kept.$$" "$kept"
  fi
fi

mkdir "$work/unpacked"
tar --extract --gzip --no-same-owner --file "$archive" --directory "$work/unpacked"
found=$(find "$work/unpacked" -maxdepth 2 -type f -name casebook)
if [ ! -x "$found" ]; then
  echo "The archive at $program holds no program named \`casebook\`, or several." >&2
  exit 2
fi
mkdir -p "$folder"
mv -f "$found" "$folder/casebook"
"$folder/casebook" --version
