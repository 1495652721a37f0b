#!/usr/bin/env bash
# The real window on a screen of its own: typed into and posted from with real key presses, and photographed.
#
# usage: tests/real_window.sh PROGRAM [PICTURE]
# Fails unless what was typed and attached arrived at the sandbox, once, exactly.
set -euo pipefail
program=$(realpath "$1")
picture=${2:-assets/screenshot.png}
profile=$(mktemp -d)
sandbox=$profile/p/data/sandbox
text='Hello from a real window (with brackets) #sendoff'
next='Our kite flew today: 30 metres of line, no wind to speak of. #kites'

cleanup() {
    if [ -n "${window:-}" ]; then
        kill "$window" 2>/dev/null || true
        wait "$window" 2>/dev/null || true
    fi
    kill "${screen:-}" 2>/dev/null || true
    rm -rf "$profile"
}
trap cleanup EXIT

# Calls a check until it holds; a slow machine gets half a minute.
until_true() {
    local what=$1
    shift
    for _ in $(seq 150); do
        if "$@" >/dev/null 2>&1; then return; fi
        sleep 0.2
    done
    echo "never happened: $what" >&2
    exit 1
}

exec 3>"$profile/display"
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
# Whole once its line is.
until_true "the number of a screen" grep -qE '^[0-9]+$' "$profile/display"
DISPLAY=:$(cat "$profile/display")
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1 SENDOFF_NO_KEYRING=1
until_true "a screen that answers" xdotool getdisplaygeometry
unset WAYLAND_DISPLAY

# The picture in the README is one of a bright day.
mkdir -p "$sandbox/config"
printf '(kind: "sendoff settings", version: 1, body: (theme: Light, undo_secs: 0))' >"$sandbox/config/settings.ron"
chmod 600 "$sandbox/config/settings.ron"
python3 - "$profile/kite.png" <<'PY'
import struct, sys, zlib
width, height = 900, 600
def pixel(x, y):
    if abs(x - 450) + abs(y - 250) < 130:
        return (214, 68, 58) if (x < 450) == (y < 250) else (245, 190, 70)
    return (120 + y // 8, 170 + y // 12, 225)
rows = b"".join(b"\0" + bytes(c for x in range(width) for c in pixel(x, y)) for y in range(height))
def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
PY

"$program" --sandbox --profile-dir "$profile/p" "$profile/kite.png" &
window=$!
until_true "a window" xdotool search --name '^Sendoff$'
id=$(xdotool search --name '^Sendoff$' | head -n 1)
until_true "signed in" grep -rq "Northwind" "$sandbox/config/accounts.ron"
until_true "the picture is in the draft" grep -rqF "kite.png" "$sandbox/data/drafts"
xdotool windowfocus "$id"

xdotool type --window "$id" --delay 20 "$text"
until_true "the draft is saved" grep -rqF "$text" "$sandbox/data/drafts"
xdotool key --window "$id" ctrl+Return
receipts=$sandbox/data/receipts
until_true "the receipt" grep -rqF "$text" "$receipts"
[ "$(ls "$receipts" | wc -l)" = 1 ] || { echo "not exactly one receipt" >&2; exit 1; }

# The receipt's link leads to the sandbox's own page, with the whole text and the picture.
link=$(grep -rhoE 'http://127\.0\.0\.1:[0-9]+/feed/update/[^"]+' "$receipts" | head -n 1)
page=$(python3 - "$link" <<'PY'
import html, re, sys, urllib.request
page = urllib.request.urlopen(sys.argv[1]).read().decode()
print(len(re.findall(r"<img[^>]+src=", page)), html.unescape(re.sub(r"<[^>]+>", "", page)))
PY
)
case "$page" in
    1*"$text"*) ;;
    *) echo "the page does not show the text and the picture: $page" >&2; exit 1 ;;
esac

# A second start hands its picture to the window that is open. The next post is begun, for the picture of the window.
"$program" --sandbox --profile-dir "$profile/p" "$profile/kite.png"
until_true "the second picture is in the draft" grep -rqF "kite.png" "$sandbox/data/drafts"
xdotool windowfocus "$id"
xdotool type --window "$id" --delay 20 "$next"
until_true "the next draft is saved" grep -rqF "$next" "$sandbox/data/drafts"
import -window "$id" "$picture"
kill "$window"
wait "$window" || true
window=

# Opened once more, the draft is there and can be gone on with; when that was is told, in order.
measured=$("$program" --sandbox --profile-dir "$profile/p" --measure 2>/dev/null)
python3 - "$measured" <<'PY'
import json, sys
told = json.loads(sys.argv[1])
times = [told[name] for name in ("main", "window", "first_frame", "editable")]
assert times == sorted(times) and 0 <= times[0] and times[3] < 30_000, told
PY
echo "posted once from a real window, opened again: $measured; picture: $picture"
