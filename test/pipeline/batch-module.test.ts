// Where a module for many calls is refused: the whole diagnostic of each.

import { expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../src/diagnostics/render-diagnostic.ts";
import { wantedModule } from "../../src/pipeline/batch-module.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import type { Program } from "../../src/program/program.ts";
import { OPTION_SPELLING } from "../../src/shell/option-spelling.ts";
import { denseNetwork, requestFor } from "../fixtures.ts";

const { program } = requestFor(denseNetwork([1, 2, 1], 1), "tested");
const WANTED = { language: "ts", math: "own", batch: true } as const;
const CANNOT = "error: the function cannot be computed in vectors of WebAssembly\n  at --simd\n";

/** x, of a type that lanes of 32 bits do not hold. */
function ofDoubles(): Program {
  const builder = new ProgramBuilder();
  const input = builder.buffer({ role: "input", name: "x", scalar: "f64", size: 1 });
  builder.buffer({ role: "output", name: "y", scalar: "f64", size: 1 });
  builder.return(e.load(input, e.constantIndex(0)));
  return builder.finish();
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError) return renderDiagnostic(error.diagnostic, OPTION_SPELLING);
    throw error;
  }
  return "not refused";
}

test("where everything is right there is one", () => {
  expect(wantedModule(program, WANTED).calls).toBe(16);
});

test.each([
  ["without a function for many arguments", { ...WANTED, batch: false }, program, "  note: one call alone fills no vectors\n  hint: give --batch as well, or leave it out"],
  ["in C", { ...WANTED, language: "c" }, program, "  note: sources of C run no WebAssembly, those of TypeScript do\n  hint: leave it out"],
  ["in Go", { ...WANTED, language: "go" }, program, "  note: sources of Go run no WebAssembly, those of TypeScript do\n  hint: leave it out"],
  ["with the platform's functions", { ...WANTED, math: "libm" }, program, "  note: WebAssembly has no functions of the platform, whose bits single calls have\n  hint: leave it or --math out"],
  ["of float64", WANTED, ofDoubles(), "  note: it remembers its calls, or computes with what lanes of 32 bits do not hold\n  hint: leave it out"],
] as const)("%s", (_, wanted, of, rest) => {
  expect(refusal(() => wantedModule(of, wanted))).toBe(`${CANNOT}${rest}`);
});
