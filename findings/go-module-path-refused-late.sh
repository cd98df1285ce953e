#!/bin/sh
# The go command builds and vets a module whose path ends in /v1, which no path may, or that is of gopkg.in without a version, without a word; only a
# module that requires it is refused. So what makes modules must check their paths itself.
# Exits with 1 where go behaves otherwise, with 4 where there is no go.
set -eu
command -v go >/dev/null || { echo "needs go"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export GOFLAGS=-mod=mod GOPROXY=off GOTOOLCHAIN=local GOWORK=off GOCACHE="$folder/cache"
go version
status=0
try() { # try PATH EXPECTED: the message where the module is required
  rm -rf "$folder/made" "$folder/user"
  mkdir "$folder/made" "$folder/user"
  printf 'module %s\n\ngo 1.18\n' "$1" > "$folder/made/go.mod"
  printf 'package made\n\nfunc Half(x float32) float32 { return x / 2 }\n' > "$folder/made/made.go"
  (cd "$folder/made" && go build ./... && go vet ./...) && alone=accepted || alone=refused
  printf 'module example.com/user\n\ngo 1.18\n\nrequire %s v1.0.0\n\nreplace %s => ../made\n' "$1" "$1" > "$folder/user/go.mod"
  printf 'package main\n\nimport made "%s"\n\nfunc main() { println(made.Half(1)) }\n' "$1" > "$folder/user/main.go"
  message=$( (cd "$folder/user" && go build -o "$folder/program" .) 2>&1 || true)
  echo "module $1: alone $alone; required: $(echo "$message" | tr '\n' ' ')"
  case "$alone $message" in accepted*"$2"*) ;; *) status=1 ;; esac
}
try example.com/made/v1 "malformed module path"
try gopkg.in/made "malformed module path"
exit $status
