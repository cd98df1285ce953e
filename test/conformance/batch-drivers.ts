// Programs that call the function for many arguments once: arrays from standard input, one after the other, results to standard output,
// behind each array of results one number that is none; then, of functions of numbers, the results again, computed in place.

import type { LanguageName } from "../../src/languages/index.ts";

export interface BatchCalled {
  readonly calls: number;
  /** Numbers that a call takes of each array, and gives. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Whether it is called in place as well. */
  readonly inPlace: boolean;
}

/** What stands behind results. */
export const BEHIND = -7;

function namesOf({ inputs, outputs }: BatchCalled): readonly (readonly string[])[] {
  return [inputs.map((_, at) => `in${at}`), outputs.map((_, at) => `out${at}`)];
}

export const BATCH_DRIVERS: Readonly<Record<LanguageName, { readonly file: string; readonly text: (called: BatchCalled) => string }>> = {
  c: {
    file: "driver.c",
    text(called) {
      const { calls, inputs, outputs, inPlace } = called;
      const types = [...inputs.map(() => "const float *"), ...outputs.map(() => "float *"), "size_t"];
      const [ins, outs] = namesOf(called);
      return [
        "#include <stdio.h>",
        `void tested_n(${types.join(", ")});`,
        ...inputs.map((size, at) => `static float in${at}[${size * calls}];`),
        ...outputs.map((size, at) => `static float out${at}[${size * calls + 1}];`),
        "int main(void) {",
        ...inputs.map((size, at) => `    if (fread(in${at}, sizeof(float), ${size * calls}, stdin) != ${size * calls}) return 1;`),
        ...outputs.map((size, at) => `    out${at}[${size * calls}] = ${BEHIND}.0f;`),
        `    tested_n(${[...ins, ...outs].join(", ")}, ${calls});`,
        ...outs.map((name) => `    if (fwrite(${name}, sizeof ${name}, 1, stdout) != 1) return 1;`),
        ...(inPlace ? [`    tested_n(${[...ins, "in0"].join(", ")}, ${calls});`, "    if (fwrite(in0, sizeof in0, 1, stdout) != 1) return 1;"] : []),
        "    return 0;",
        "}",
        "",
      ].join("\n");
    },
  },
  go: {
    file: "driver.go",
    text(called) {
      const { calls, inputs, outputs, inPlace } = called;
      const [ins, outs] = namesOf(called);
      const written = (name: string): string => `	_ = binary.Write(os.Stdout, binary.LittleEndian, ${name})`;
      return [
        'package main',
        'import (',
        '	"encoding/binary"',
        '	"os"',
        '	network "nncprogram/network"',
        ')',
        'func main() {',
        ...inputs.map((size, at) => `	in${at} := make([]float32, ${size * calls})`),
        ...ins.map((name) => `	_ = binary.Read(os.Stdin, binary.LittleEndian, ${name})`),
        ...outputs.flatMap((size, at) => [`	out${at} := make([]float32, ${size * calls + 1})`, `	out${at}[${size * calls}] = ${BEHIND}`]),
        `	network.TestedSlice(${[...ins, ...outs.map((name, at) => `${name}[:${outputs[at] * calls}]`)].join(", ")})`,
        ...outs.map(written),
        ...(inPlace ? [`	network.TestedSlice(${[...ins, "in0"].join(", ")})`, written("in0")] : []),
        "}",
        "",
      ].join("\n");
    },
  },
  ts: {
    file: "main.js",
    text(called) {
      const { calls, inputs, outputs, inPlace } = called;
      const [ins, outs] = namesOf(called);
      return [
        'import { readFileSync, writeSync } from "node:fs";',
        'import { testedArray } from "./tested.js";',
        "const given = new Float32Array(new Uint8Array(readFileSync(0)).buffer);",
        "let at = 0;",
        "const take = (count) => given.slice(at, (at += count));",
        "const write = (array) => { const bytes = new Uint8Array(array.buffer); for (let done = 0; done < bytes.length; ) done += writeSync(1, bytes, done); };",
        ...inputs.map((size, i) => `const in${i} = take(${size * calls});`),
        ...outputs.map((size, i) => `const out${i} = new Float32Array(${size * calls + 1}).fill(${BEHIND});`),
        `testedArray(${[...ins, ...outs].join(", ")});`,
        ...outs.map((name) => `write(${name});`),
        ...(inPlace ? [`testedArray(${[...ins, "in0"].join(", ")});`, "write(in0);"] : []),
        "",
      ].join("\n");
    },
  },
};
