#!/bin/sh
# Go 1.24.4 proves no bound through two steps of a choice: where an index beyond a table becomes the last place, or the first one if that is
# nearer, both constants and both in range, the access is still checked. The same in two statements in turn, each of which leaves an index in
# range of one end, is not, nor is min(max(i, 0), last).
# Exits with 1 where that changes, with 4 without go.
set -eu
command -v go >/dev/null || { echo "needs go, which fetches go1.24.4"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOTOOLCHAIN=go1.24.4 GOFLAGS=-mod=mod
printf 'module clamps\n\ngo 1.24\n' > go.mod
cat > clamps.go <<'SOURCE'
package clamps

var table [1025]float32

func Nested(i uint32, below bool) float32 {
	place := i
	if i > 1024 {
		place = 1024
		if below {
			place = 0
		}
	}
	return table[place] // nested
}

func InTurn(i int) float32 {
	if i < 0 {
		i = 0
	}
	if i > 1024 {
		i = 1024
	}
	return table[i] // in turn
}

func Builtins(i int) float32 {
	return table[min(max(i, 0), 1024)] // builtins
}
SOURCE
go version
go build -gcflags=-d=ssa/check_bce . 2> said || { cat said; exit 1; }
cat said
checked=$(sed -n 's/^\.\/clamps\.go:\([0-9]*\):.*Found IsInBounds$/\1/p' said | while read -r line; do sed -n "${line}s/.*\/\/ //p" clamps.go; done)
echo "checked: $checked"
[ "$checked" = nested ]
