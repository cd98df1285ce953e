#!/bin/sh
# mathjs 15.2.0: a conditional in the middle of another one, `1 < 2 ? 3 < 4 ? 10 : 20 : 30`, is a SyntaxError, though nothing else can be meant: the first
# colon ends the outer one as well. In brackets of its own the inner one is read, and at the end, `1 < 2 ? 10 : 3 < 4 ? 20 : 30`, without them. C and
# JavaScript read both forms, so formulas that come from there have to be given brackets before mathjs sees them.
# Exits with 1 where that changes, with 4 without npm.
set -eu
command -v npm >/dev/null && command -v node >/dev/null || { echo "needs node and npm"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mathjs@15.2.0 >/dev/null 2>&1
cat > try.cjs <<'SCRIPT'
const { evaluate, version } = require("mathjs");
const said = (text) => { try { return String(evaluate(text)); } catch (error) { return error.name; } };
const [middle, apart, end] = ["1 < 2 ? 3 < 4 ? 10 : 20 : 30", "1 < 2 ? (3 < 4 ? 10 : 20) : 30", "1 < 2 ? 10 : 3 < 4 ? 20 : 30"];
console.log(`mathjs ${version}: in the middle ${said(middle)} (JavaScript ${eval(middle)}), there in brackets ${said(apart)}, at the end ${said(end)}`);
SCRIPT
found=$(node try.cjs)
echo "$found"
[ "$found" = "mathjs 15.2.0: in the middle SyntaxError (JavaScript 10), there in brackets 10, at the end 10" ]
