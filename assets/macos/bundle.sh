#!/usr/bin/env bash
# Puts a built program into `Sendoff.app`, signed for this computer alone: `assets/macos/bundle.sh PROGRAM FOLDER`.
set -euo pipefail
program=${1:?the built program} folder=${2:?where Sendoff.app shall be}
here=$(cd "$(dirname "$0")" && pwd)

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/../../Cargo.toml")
contents=$folder/Sendoff.app/Contents
mkdir -p "$contents/MacOS" "$contents/Resources"
sed "s/VERSION/$version/" "$here/Info.plist" >"$contents/Info.plist"
cp "$here/sendoff.icns" "$contents/Resources/"
cp "$program" "$contents/MacOS/sendoff"
# Without a signature at all, a program does not start on Apple's own processors.
codesign --force --sign - "$folder/Sendoff.app"
