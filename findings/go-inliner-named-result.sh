#!/bin/sh
# Go 1.24.4 counts a variable that does nothing but name a result as 5 of the 80 that a function may cost to be inlined: `sum := a; return sum` is
# called where `return a`, of the same instructions, is put in place. Machine-written Go, which names every step, meets it.
# Exits with 1 where that changes, with 4 without go.
set -eu
command -v go >/dev/null || { echo "needs go, which fetches go1.24.4"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOTOOLCHAIN=go1.24.4 GOFLAGS=-mod=mod
sum=x
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38; do sum="$sum + x"; done
printf 'module sums\n\ngo 1.24\n' > go.mod
cat > sums.go <<SOURCE
package sums

func Named(x float32) float32 {
	sum := $sum
	return sum
}

func Returned(x float32) float32 {
	return $sum
}
SOURCE
go version
go build -gcflags=-m=2 . 2> said || { cat said; exit 1; }
named=$(grep -o 'cannot inline Named: .*' said || true)
returned=$(grep -o 'can inline Returned with cost [0-9]*' said || true)
echo "$named"
echo "$returned"
[ "$named" = "cannot inline Named: function too complex: cost 83 exceeds budget 80" ] && [ "$returned" = "can inline Returned with cost 78" ]
