#!/bin/sh
exec node "$(dirname "$0")/../../build/vscode/host/code.js" "$@"
