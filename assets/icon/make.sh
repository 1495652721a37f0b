#!/usr/bin/env bash
# Draws the icon in every size and form from the two SVGs beside this script.
# Needs rsvg-convert (librsvg2-bin), icotool (icoutils), png2icns (icnsutils), optipng and python3.
set -euo pipefail
cd "$(dirname "$0")"

hicolor=../share/icons/hicolor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# draw SVG PIXELS FILE
draw() {
    rsvg-convert --width "$2" --height "$2" --output "$3" "$1"
    optipng -quiet -strip all -o5 "$3"
}

# Which drawing a size wants.
source_of() {
    if [ "$1" -le 32 ]; then echo small.svg; else echo sendoff.svg; fi
}

for size in 16 22 24 32 48 64 96 128 256 512; do
    mkdir -p "$hicolor/${size}x$size/apps"
    draw "$(source_of $size)" $size "$hicolor/${size}x$size/apps/sendoff.png"
done
mkdir -p "$hicolor/scalable/apps"
cp sendoff.svg "$hicolor/scalable/apps/sendoff.svg"

# Windows: the sizes of its scales from 100 to 250 %. The largest stays a PNG inside.
for size in 16 20 24 32 40 48 64 256; do
    draw "$(source_of $size)" $size "$work/$size.png"
done
icotool --create --output ../windows/sendoff.ico \
    "$work"/{16,20,24,32,40,48,64}.png --raw "$work/256.png"

# macOS keeps a margin of a tenth around an icon; its smallest sizes have no room for one.
sed 's/viewBox="0 0 256 256"/viewBox="-16 -16 288 288"/' sendoff.svg >"$work/macos.svg"
for size in 64 128 256 512 1024; do
    draw "$work/macos.svg" $size "$work/macos-$size.png"
done
png2icns "$work/plain.icns" "$work"/{16,32}.png >/dev/null
# The larger ones go in as they are; png2icns would make JPEG 2000 of them, five times as large.
python3 - "$work" ../macos/sendoff.icns <<'PY'
import pathlib, struct, sys
work, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
kinds = {"ic07": "macos-128", "ic08": "macos-256", "ic09": "macos-512", "ic10": "macos-1024",
         "ic11": "32", "ic12": "macos-64", "ic13": "macos-256", "ic14": "macos-512"}
body = (work / "plain.icns").read_bytes()[8:]
for kind, name in kinds.items():
    picture = (work / f"{name}.png").read_bytes()
    body += kind.encode() + struct.pack(">I", 8 + len(picture)) + picture
target.write_bytes(b"icns" + struct.pack(">I", 8 + len(body)) + body)
PY
