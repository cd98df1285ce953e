#!/bin/sh
# Rhino 1.7.14 makes of `0 - x`, with the 0 written out, a change of x's sign: of x = +0 it is -0, where ECMA-262 (Number::subtract) has +0. With the 0 in
# a variable it is right. Functions that tell zeros apart, as 1/x does, give other results for it than other engines.
# Unpacks Debian's package into a temporary folder. Exits with 1 where that changes, with 4 where it cannot be had or there is no Java or Node.js.
set -eu
for program in apt-get dpkg-deb java node; do command -v "$program" >/dev/null || { echo "needs $program"; exit 4; }; done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download librhino-java=1.7.14.1-0+deb12u1 >/dev/null 2>&1 || { echo "needs the package librhino-java 1.7.14.1"; exit 4; }
dpkg-deb -x librhino-java_*.deb .
script='var x = 0; var zero = 0; var text = (1 / (0 - x)) + " " + (1 / (zero - x));'
node=$(node -e "$script console.log(text)")
echo "node $(node --version): $node"
for level in -1 9; do
    seen=$(java -cp usr/share/java/js-1.7.14.jar org.mozilla.javascript.tools.shell.Main -opt "$level" -e "$script print(text)")
    echo "rhino 1.7.14 -opt $level: $seen"
    [ "$seen" = "-Infinity Infinity" ] || exit 1
done
[ "$node" = "Infinity Infinity" ]
