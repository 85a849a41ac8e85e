#!/usr/bin/env bash
# Installs Casebook for the other scripts here. What it is made from is trusted: a version of
# crates.io, which can never be replaced by another under the same number, or, where this repository
# holds Casebook's own sources, those of the branch that is checked out, which is never a stranger's.
set -euo pipefail

version=%VERSION%

if [ -f Cargo.toml ] && grep --quiet --line-regexp 'name = "casebook"' Cargo.toml; then
  exec cargo install --quiet --locked --path .
fi
if [ "$(casebook --version 2>&1 || true)" != "casebook $version" ]; then
  exec cargo install --quiet --locked --version "=$version" casebook
fi
