// What nnc bench prints of figures, which are given here: as text and as JSON.

import { describe, expect, test } from "vitest";
import type { Row, Section } from "../../../../src/benchmark/measurement.ts";
import { benchAsJson, benchAsText, type BenchOutcome } from "../../../../src/cli/commands/bench/bench-report.ts";

const error = (maximum: number): Row["error"] => ({ maximum, at: [0.5], rootMeanSquare: maximum / 3, samples: 20_000, maximumUlp: 4, ulpAt: [0.25] });
const UNKNOWN = { instructions: undefined, code: undefined, data: undefined, stack: undefined } as const;

const GCC: Section = {
  language: "c",
  compiler: "gcc",
  version: "12.2.0",
  options: ["-O2"],
  rows: [
    {
      contender: "emitted", title: "emitted, a table of 1,025 cells", independent: 1.3, dependent: 5.625, instructions: 18.4, code: 64, data: 8204, stack: 8,
      error: error(9.5e-7), difference: 0,
    },
    {
      contender: "inline", title: "emitted, inlined", independent: 0.78, dependent: 6.5, ...UNKNOWN, instructions: 16, error: error(9.5e-7), difference: 0,
    },
    {
      contender: "batch", title: "emitted, many at once", independent: 0.52, dependent: undefined, instructions: 11, code: 1306, data: 9000, stack: 1432,
      error: error(9.5e-7), difference: 0,
    },
    {
      contender: "network", title: "emitted as a network", independent: 1234.5, dependent: 123, instructions: 12_345, code: 1429, data: 2440, stack: 0,
      error: error(0), difference: 9e-7,
    },
  ],
  leftOut: [
    { contender: "onnx2c", title: "onnx2c", kind: "missing", reason: "on the PATH" },
    { contender: "emx-onnx-cgen", title: "emx-onnx-cgen", kind: "failed", reason: "its source does not compile" },
  ],
};
const NODE: Section = {
  language: "ts", compiler: "node", version: "20.20.2", options: [],
  rows: [
    { contender: "emitted", title: "emitted, a table of 1,025 cells", independent: 3, dependent: 12, ...UNKNOWN, error: error(9.5e-7), difference: 0 },
    { contender: "formula", title: "formula by Math", independent: 0.024, dependent: 25, ...UNKNOWN, error: error(6e-8), difference: 1e-6 },
  ],
  leftOut: [],
};
const PYTHON: Section = {
  language: "python", compiler: "onnxruntime", version: "1.32.0", options: [],
  rows: [{ contender: "onnxruntime", title: "onnxruntime", independent: 5976, dependent: 6365, ...UNKNOWN, error: error(9e-7), difference: 2e-7 }],
  leftOut: [],
};

const outcome: BenchOutcome = {
  fileName: "exp.onnx",
  modelSha256: "ab",
  targets: ["exp(x)"],
  domain: [{ name: "x", low: 0, high: 1 }],
  isDomainKnown: true,
  compared: 20_000,
  benchmark: { sections: [GCC, NODE, PYTHON], leftOut: [], uncounted: undefined },
  missing: [{ name: "clang", install: "sudo apt-get install clang" }],
};

describe("as text", () => {
  test("a table for each compiler, then what the columns mean and who is left out", () => {
    expect(benchAsText(outcome)).toBe(`exp.onnx, exp(x): arguments drawn from x in [0, 1]

C, gcc 12.2.0 -O2
                                    ns  waiting     ÷  instructions   code   data  stack  largest error
emitted, a table of 1,025 cells   1.30     5.63  1.00            18     64  8,204      8        9.50e-7
emitted, inlined                  0.78     6.50  0.60            16      -      -      -        9.50e-7
emitted, many at once             0.52        -  0.40            11  1,306  9,000  1,432        9.50e-7
emitted as a network             1,235      123   950        12,345  1,429  2,440      0              0

TypeScript, node 20.20.2
                                   ns  waiting       ÷  largest error
emitted, a table of 1,025 cells  3.00     12.0    1.00        9.50e-7
formula by Math                  0.02     25.0  0.0080        6.00e-8

Python, onnxruntime 1.32.0
                ns  waiting      ÷  largest error
onnxruntime  5,976    6,365  4,597        9.00e-7

ns: nanoseconds of a call, the median of rounds in turn; waiting: where each call waits for the one before; ÷: by those of the emitted function
code, data: bytes of the object file, without libraries'; stack: bytes of the function that takes the most, by -fstack-usage
largest error: seen in 20,000 inputs
left out: emx-onnx-cgen: its source does not compile
not found and left out: clang (sudo apt-get install clang), onnx2c (on the PATH)
`);
  });

  test("without a target how far others are from the emitted function, and where arguments are from", () => {
    const rows = [{ ...NODE.rows[0], error: undefined }, { ...NODE.rows[1], title: "another", error: undefined }];
    const domain = Array.from({ length: 6 }, (_, place) => ({ name: `x[${place}]`, low: -1, high: 1 }));
    const benchmark = { sections: [{ ...NODE, rows }], leftOut: [], uncounted: undefined };
    expect(benchAsText({ ...outcome, targets: undefined, domain, isDomainKnown: false, benchmark, missing: [] })).toBe(
      `exp.onnx: arguments drawn from x[0] in [-1, 1], x[1] in [-1, 1], x[2] in [-1, 1], x[3] in [-1, 1], …, for the model records no domain

TypeScript, node 20.20.2
                                   ns  waiting       ÷  difference
emitted, a table of 1,025 cells  3.00     12.0    1.00           0
another                          0.02     25.0  0.0080     1.00e-6

ns: nanoseconds of a call, the median of rounds in turn; waiting: where each call waits for the one before; ÷: by those of the emitted function
difference: the largest from the emitted function, seen in 20,000 inputs; no target is known, so no error either
`,
    );
  });

  test("why no instructions are counted: valgrind is not there, or cannot run a program", () => {
    const [first, ...rest] = GCC.rows;
    const uncounted = (why: string | undefined): string =>
      benchAsText({
        ...outcome,
        benchmark: { sections: [{ ...GCC, rows: [{ ...first, instructions: undefined }, ...rest] }], leftOut: [], uncounted: why },
      });
    expect(uncounted("valgrind is not on the PATH")).toContain("\nno instructions were counted: valgrind is not on the PATH\n");
    expect(uncounted(undefined)).toContain(
      "\nwhere no instructions stand, valgrind cannot run the program: it may use instructions that valgrind does not know\n",
    );
  });
});

test("as JSON", () => {
  const benchmark = { sections: [{ ...GCC, rows: [GCC.rows[0], GCC.rows[2]] }], leftOut: [], uncounted: undefined };
  expect(JSON.parse(benchAsJson({ ...outcome, benchmark }))).toEqual({
    version: 1,
    model: { file: "exp.onnx", sha256: "ab" },
    target: ["exp(x)"],
    domain: [{ name: "x", low: 0, high: 1 }],
    inputs: 20_000,
    sections: [
      {
        language: "c",
        compiler: "gcc",
        version: "12.2.0",
        options: ["-O2"],
        rows: [
          {
            contender: "emitted", title: "emitted, a table of 1,025 cells", nanoseconds: 1.3, waitingNanoseconds: 5.625, ratio: 1, instructions: 18.4,
            codeBytes: 64, dataBytes: 8204, stackBytes: 8, error: error(9.5e-7), difference: 0,
          },
          {
            contender: "batch", title: "emitted, many at once", nanoseconds: 0.52, waitingNanoseconds: null, ratio: 0.4, instructions: 11,
            codeBytes: 1306, dataBytes: 9000, stackBytes: 1432, error: error(9.5e-7), difference: 0,
          },
        ],
        leftOut: GCC.leftOut,
      },
    ],
    leftOut: [],
    uncounted: null,
    missing: ["clang"],
  });
});
