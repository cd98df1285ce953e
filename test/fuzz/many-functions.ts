// One program of each language that calls many functions of a unit, one after the other: what is compiled once for many networks. Reads
// for each function its records from standard input, and writes the results of each to standard output.

import { driverView, type DriverView } from "../../src/codegen/driver.ts";
import { emitUnit, type Package } from "../../src/codegen/package.ts";
import { spellUnit } from "../../src/codegen/spell-unit.ts";
import { SPOKEN, type LanguageName } from "../../src/languages/index.ts";
import type { Unit } from "../../src/program/unit.ts";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { runSources } from "../../src/verify/run-emitted.ts";
import type { Form } from "./forms.ts";

/** How a unit becomes sources: nnc's own way, or a wrong one that the comparisons have to find. */
export type Emit = typeof emitUnit;

const HEADING = { version: "0.0.0", summary: "Random networks.", banner: [] };

interface Called {
  readonly view: DriverView;
  readonly calls: number;
}

type DriverText = (called: readonly Called[], name: string) => string;

const DRIVERS: Readonly<Record<LanguageName, DriverText>> = {
  c: (called) =>
    [
      "#include <stdio.h>",
      "#include <stdlib.h>",
      ...new Set(called.flatMap(({ view }) => view.preamble)),
      ...called.flatMap(({ view }) => view.prototypes.map((prototype) => `${prototype};`)),
      "static void get(void *to, size_t size) { if (fread(to, size, 1, stdin) != 1) exit(1); }",
      "static void put(const void *from, size_t size) { if (fwrite(from, size, 1, stdout) != 1) exit(1); }",
      ...called.flatMap(({ view: { inputs, outputs, call }, calls }, id) => [
        `static void run${id}(void) {`,
        ...[...inputs, ...outputs].map(({ declaration }) => `    static ${declaration}`),
        `    for (int count = 0; count < ${calls}; ++count) {`,
        ...inputs.map(({ name }) => `        get(${name}, sizeof ${name});`),
        `        ${call}`,
        ...outputs.map(({ name }) => `        put(${name}, sizeof ${name});`),
        "    }",
        "}",
      ]),
      "int main(void) {",
      ...called.map((_, id) => `    run${id}();`),
      "    return fflush(stdout) == 0 ? 0 : 1;",
      "}",
      "",
    ].join("\n"),
  go: (called) =>
    [
      "package main",
      'import ("bufio"; "encoding/binary"; "os"; network "nncprogram/network")',
      "var in = bufio.NewReaderSize(os.Stdin, 1<<16)",
      "var out = bufio.NewWriterSize(os.Stdout, 1<<16)",
      "func get(to []float32) { if binary.Read(in, binary.LittleEndian, to) != nil { os.Exit(1) } }",
      "func put(from []float32) { if binary.Write(out, binary.LittleEndian, from) != nil { os.Exit(1) } }",
      ...called.flatMap(({ view: { inputs, outputs, call }, calls }, id) => [
        `func run${id}() {`,
        ...[...inputs, ...outputs].map(({ declaration }) => `	${declaration}`),
        `	for count := 0; count < ${calls}; count++ {`,
        ...inputs.map(({ name }) => `		get(${name}[:])`),
        `		${call}`,
        ...outputs.map(({ name }) => `		put(${name}[:])`),
        "	}",
        "}",
      ]),
      "func main() {",
      ...called.map((_, id) => `	run${id}()`),
      "	if out.Flush() != nil { os.Exit(1) }",
      "}",
      "",
    ].join("\n"),
  ts: (called, name) =>
    [
      'import { readFileSync, writeSync } from "node:fs";',
      `import * as network from "./${name}.js";`,
      "const given = new Float32Array(new Uint8Array(readFileSync(0)).buffer);",
      "let at = 0;",
      "const results = [];",
      "const get = (array) => { array.set(given.subarray(at, at += array.length)); };",
      "const put = (array) => { for (const number of array) results.push(number); };",
      ...called.flatMap(({ view: { inputs, outputs, call }, calls }, id) => [
        `function run${id}() {`,
        ...[...inputs, ...outputs].map(({ declaration }) => `  ${declaration}`),
        `  for (let count = 0; count < ${calls}; count++) {`,
        ...inputs.map((input) => `    get(${input.name});`),
        `    ${call}`,
        ...outputs.map((output) => `    put(${output.name});`),
        "  }",
        "}",
      ]),
      ...called.map((_, id) => `run${id}();`),
      "const bytes = new Uint8Array(Float32Array.from(results).buffer);",
      "for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written);",
      "",
    ].join("\n"),
};

/**
 * What the compiled functions give for all forms: of each output the numbers of all calls.
 *
 * @throws DiagnosticError where compiling or running fails.
 */
export async function runForms(
  forms: readonly Form[],
  toolchain: Toolchain<LanguageName>,
  folder: string,
  emit: Emit = emitUnit,
): Promise<readonly (readonly Float32Array[])[]> {
  const unit: Unit = { name: "fuzz", functions: forms.map(({ program }, id) => ({ name: `form_${id}`, program, exported: true })) };
  const { language, driver } = SPOKEN[toolchain.language];
  const spelled = spellUnit(unit, language, "own");
  const called = forms.map(({ calls }, id) => ({ view: driverView({ language, driver }, unit, id, spelled), calls }));
  const sources: Package = emit(language, unit, HEADING);
  const text = DRIVERS[toolchain.language](called, unit.name);
  const bytes = await runSources(sources, new Map([[driver.file, text]]), toolchain, folder, recordsOf(forms));
  return taken(new Float32Array(Uint8Array.from(bytes).buffer), forms);
}

/** For each call of each form the numbers of all inputs. */
function recordsOf(forms: readonly Form[]): Uint8Array {
  const numbers = forms.flatMap(({ inputs, calls }) => {
    return Array.from({ length: calls }, (_, call) => inputs.map((values) => values.subarray((call * values.length) / calls, ((call + 1) * values.length) / calls))).flat();
  });
  return Buffer.concat(numbers.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)));
}

function taken(numbers: Float32Array, forms: readonly Form[]): readonly (readonly Float32Array[])[] {
  let at = 0;
  return forms.map(({ expected, calls }) => {
    const arrays = expected.map(({ length }) => new Float32Array(length));
    for (let call = 0; call < calls; call++) {
      for (const array of arrays) {
        const size = array.length / calls;
        array.set(numbers.subarray(at, at + size), call * size);
        at += size;
      }
    }
    return arrays;
  });
}
