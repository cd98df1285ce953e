#!/bin/sh
# Rhino 1.7.14 makes of `0 - x`, with the 0 written out, a change of x's sign: of x = +0 it is -0, where ECMA-262 (Number::subtract) has +0. With the 0 in
# a variable it is right. Functions that tell zeros apart, as 1/x does, give other results for it than other engines.
# Exits with 1 where that changes, with 4 where there is no such Rhino (Debian: rhino) or no Node.js.
set -eu
command -v rhino >/dev/null && command -v node >/dev/null || { echo "needs rhino and node"; exit 4; }
case "$(dpkg-query --show --showformat '${Version}' rhino 2>/dev/null)" in 1.7.14*) ;; *) echo "needs rhino 1.7.14"; exit 4 ;; esac
script='var x = 0; var zero = 0; var text = (1 / (0 - x)) + " " + (1 / (zero - x));'
node=$(node -e "$script console.log(text)")
echo "node $(node --version): $node"
for level in -1 9; do
    seen=$(rhino -opt "$level" -e "$script print(text)")
    echo "rhino -opt $level: $seen"
    [ "$seen" = "-Infinity Infinity" ] || exit 1
done
[ "$node" = "Infinity Infinity" ]
