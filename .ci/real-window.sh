#!/usr/bin/env bash
# The built program in a real window on a screen of its own: `.ci/real-window.sh PROGRAM`.
# What the window must do is in `tests/real_window.sh`.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "${1:?the program to run}")
export LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

bash tests/real_window.sh "$program"
