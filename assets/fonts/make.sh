#!/bin/sh
# Makes the fonts in this folder from their published packages:
#   Inter   npm @expo-google-fonts/inter   SIL Open Font License 1.1 (LICENSE-OFL.txt)
#   Lucide  npm lucide-static              ISC                       (LICENSE-LUCIDE.txt)
# Needs: npm, and pyftsubset from pip's `fonttools`. Run it from anywhere; it writes next to itself.
# Lucide's code points change between releases: after a new version, compare what this prints with
# `src/ui/icon.rs` (a test there fails when a glyph is missing).
set -eu

INTER=0.4.2
LUCIDE=1.62.0
ICONS='
    arrow-down arrow-left arrow-right arrow-up at-sign building-2 calendar chart-bar-big check chevron-down
    chevron-left chevron-right chevron-up circle circle-alert circle-check circle-question-mark clock copy
    download ellipsis external-link eye eye-off file-text folder-open globe grip-vertical hash hourglass
    image inbox info key-round link lock log-out message-square monitor moon paperclip pencil plus quote
    refresh-cw repeat-2 search send settings smile sun trash-2 triangle-alert undo-2 upload user users
    video wifi-off x'

# What Inter is asked to cover: Latin with all its extensions, Greek, Cyrillic, Vietnamese, punctuation,
# currency, super- and subscripts, the four plain arrows and a little mathematics. Symbols that are also
# emoji (hearts, check marks, hooked arrows) are left out on purpose, so that the emoji font draws them.
TEXT='U+0000-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2000-203B,U+203D-2048,U+204A-206F'
TEXT="$TEXT,U+2070-209F,U+20A0-20CF,U+2116,U+2122,U+2126,U+212E,U+2150-218F,U+2190-2193"
TEXT="$TEXT,U+2202,U+2206,U+220F,U+2211,U+2212,U+221A,U+221E,U+222B,U+2248,U+2260,U+2264,U+2265"
TEXT="$TEXT,U+25CA,U+25CF,U+25FB,U+FFFD"

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "@expo-google-fonts/inter@$INTER" "lucide-static@$LUCIDE" >/dev/null
mkdir inter lucide
tar -xzf expo-google-fonts-inter-*.tgz -C inter --strip-components=1
tar -xzf lucide-static-*.tgz -C lucide --strip-components=1

# The outline of `.notdef` stays: a character that no font on the computer has shows as a box, not as nothing.
# No `calt` and no ligatures: Inter's would show "->" as an arrow and "3x4" with a multiplication sign,
# and this program promises to show what was typed.
for weight in 400Regular:Regular 500Medium:Medium 600SemiBold:SemiBold; do
    pyftsubset "inter/${weight%%:*}/Inter_${weight%%:*}.ttf" --unicodes="$TEXT" \
        --layout-features=ccmp,locl,kern,mark,mkmk --no-prune-unicode-ranges --notdef-outline \
        --output-file="$here/Inter-${weight##*:}.ttf"
done
cp inter/LICENSE_FONT "$here/LICENSE-OFL.txt"

points=$(ICONS="$ICONS" python3 - <<'PY'
import json, os, sys
table = json.load(open("lucide/font/codepoints.json"))
points = {name: table[name] for name in os.environ["ICONS"].split()}
for name, point in sorted(points.items()):
    print(f"{name:22} U+{point:04X}", file=sys.stderr)
print(",".join(f"U+{point:04X}" for point in points.values()))
PY
)
pyftsubset lucide/font/lucide.ttf --unicodes="$points" --layout-features='' --output-file="$here/Lucide.ttf"
cp lucide/LICENSE "$here/LICENSE-LUCIDE.txt"
