// Small programs in each language that double every float32 of their standard input, for the tests of the toolchains.

import type { LanguageName } from "../../src/languages/index.ts";
import type { SourceFile } from "../../src/toolchain/write-files.ts";

const doubleInC = `#include <stdio.h>

float twice(float x);

int main(void) {
  float values[1024];
  size_t count;
  while ((count = fread(values, sizeof values[0], 1024, stdin)) > 0) {
    size_t i;
    for (i = 0; i < count; i++) values[i] = twice(values[i]);
    if (fwrite(values, sizeof values[0], count, stdout) != count) return 1;
  }
  return fflush(stdout) == 0 ? 0 : 1;
}
`;

const doubleInGo = `package main

import (
	"encoding/binary"
	"io"
	"math"
	"os"

	"nncprogram/twice"
)

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	for at := 0; at+4 <= len(input); at += 4 {
		x := math.Float32frombits(binary.LittleEndian.Uint32(input[at:]))
		binary.LittleEndian.PutUint32(input[at:], math.Float32bits(twice.Twice(x)))
	}
	if _, err := os.Stdout.Write(input); err != nil {
		panic(err)
	}
}
`;

const doubleInJavaScript = `import { readFileSync, writeSync } from "node:fs";
import { twice } from "./twice.js";

const input = readFileSync(0);
const output = new DataView(new ArrayBuffer(input.length));
for (let at = 0; at + 4 <= input.length; at += 4) output.setFloat32(at, twice(input.readFloatLE(at)), true);
const bytes = new Uint8Array(output.buffer);
for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
`;

/** Programs that double float32 values, each of more than one file. */
export const doublingPrograms: Readonly<Record<LanguageName, readonly SourceFile[]>> = {
  c: [
    { path: "main.c", text: doubleInC },
    {
      path: "source/twice.c",
      text: '#include "../include/twice.h"\n\nfloat twice(float x) {\n  return 2.0f * x;\n}\n',
    },
    { path: "include/twice.h", text: "float twice(float x);\n" },
  ],
  go: [
    { path: "main.go", text: doubleInGo },
    {
      path: "twice/twice.go",
      text: "package twice\n\nfunc Twice(x float32) float32 {\n\treturn 2 * x\n}\n",
    },
  ],
  ts: [
    { path: "main.js", text: doubleInJavaScript },
    {
      path: "twice.ts",
      text: "export function twice(x: number): number {\n  return Math.fround(2 * x);\n}\n",
    },
  ],
};

/** Programs with a type error in line 1 of their first file. */
export const wrongPrograms: Readonly<Record<LanguageName, readonly SourceFile[]>> = {
  c: [{ path: "wrong.c", text: "int main(void) { return undeclared_name; }\n" }],
  go: [{ path: "wrong.go", text: "package main; func main() { undeclaredName() }\n" }],
  ts: [{ path: "main.ts", text: "export const wrong: number = undeclaredName;\n" }],
};

/** Programs that write to stderr and end with exit code 3. */
export const failingPrograms: Readonly<Record<LanguageName, readonly SourceFile[]>> = {
  c: [
    {
      path: "failing.c",
      text: '#include <stdio.h>\n\nint main(void) {\n  fputs("no luck\\n", stderr);\n  return 3;\n}\n',
    },
  ],
  go: [
    {
      path: "failing.go",
      text: 'package main\n\nimport "os"\n\nfunc main() {\n\tos.Stderr.WriteString("no luck\\n")\n\tos.Exit(3)\n}\n',
    },
  ],
  ts: [
    {
      path: "main.ts",
      text: `declare const process: { stderr: { write(text: string): void }; exitCode: number };
process.stderr.write("no luck\\n");
process.exitCode = 3;
export {};
`,
    },
  ],
};
