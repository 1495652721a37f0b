#!/usr/bin/env bash
# The real window on a screen of its own: typed into and posted from with real key presses, and photographed.
#
# usage: tests/real_window.sh PROGRAM [PICTURE]
# Fails unless what was typed arrived at the sandbox, once, exactly.
set -euo pipefail
program=$(realpath "$1")
picture=${2:-assets/screenshot.png}
profile=$(mktemp -d)
text='Hello from a real window (with brackets) #sendoff'

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
until_true "a screen" test -s "$profile/display"
DISPLAY=:$(cat "$profile/display")
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1 SENDOFF_NO_KEYRING=1
unset WAYLAND_DISPLAY

"$program" --sandbox --profile-dir "$profile/p" &
window=$!
until_true "a window" xdotool search --name '^Sendoff$'
id=$(xdotool search --name '^Sendoff$' | head -n 1)
until_true "signed in" grep -rq "Northwind" "$profile/p/data/sandbox/config/accounts.ron"
xdotool windowfocus "$id"

xdotool type --window "$id" --delay 20 "$text"
until_true "the draft is saved" grep -rqF "$text" "$profile/p/data/sandbox/data/drafts"
import -window "$id" "$profile/before.png"
xdotool key --window "$id" ctrl+Return
receipts=$profile/p/data/sandbox/data/receipts
until_true "the receipt" grep -rqF "$text" "$receipts"
[ "$(ls "$receipts" | wc -l)" = 1 ] || { echo "not exactly one receipt" >&2; exit 1; }

# The receipt's link leads to the sandbox's own page, with the whole text.
link=$(grep -rhoE 'http://127\.0\.0\.1:[0-9]+/feed/update/[^"]+' "$receipts" | head -n 1)
page=$(python3 - "$link" <<'PY'
import html, re, sys, urllib.request
print(html.unescape(re.sub(r"<[^>]+>", "", urllib.request.urlopen(sys.argv[1]).read().decode())))
PY
)
case "$page" in
    *"$text"*) ;;
    *) echo "the page does not show the text" >&2; exit 1 ;;
esac
import -window "$id" "$picture"
echo "posted once from a real window; picture: $picture"
