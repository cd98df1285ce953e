// The least a program does that prints the parameters of a network: reads float32 from a file, writes each with nine digits, six a
// line, to another. node print-numbers.mjs NUMBERS OUTPUT

import { readFileSync, writeFileSync } from "node:fs";

const [, , input, output] = process.argv;
const bytes = readFileSync(input);
const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const lines = [];
for (let start = 0; start < numbers.length; start += 6) {
  lines.push(`    ${Array.from(numbers.subarray(start, start + 6), (number) => `${number.toPrecision(9)}f`).join(", ")},\n`);
}
writeFileSync(output, lines.join(""));
