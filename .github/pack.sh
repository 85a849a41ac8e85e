#!/usr/bin/env bash
# Packs a built program as a release has it: pack.sh VERSION TARGET. release.yml calls it on each machine that builds.
# The names are those that `package.metadata.binstall` in Cargo.toml gives; a test holds the two together.
set -euo pipefail

version=$1 target=$2
name="casebook-$version-$target"
ending=
case $target in *-windows-*) ending=.exe ;; esac

rm -rf dist
mkdir -p "dist/$name"
cp "target/$target/release/casebook$ending" README.md LICENSE-MIT LICENSE-APACHE THIRD-PARTY.md "dist/$name"
cd dist
case $target in
  *-windows-*) 7z a -bd "$name.zip" "$name" >/dev/null ;;
  *) tar -czf "$name.tar.gz" "$name" ;;
esac
rm -rf "$name"
