// The GEMM benchmark runs from its documented command and prints one row of finite figures per product.
// It judges no speed: that depends on what else the machine does.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runBenchmark(...parameters: readonly string[]): Outcome {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  return spawnSync(process.execPath, ["scripts/bench.mjs", ...parameters], { cwd: root, encoding: "utf8" });
}

it("prints the machine and a Markdown table", () => {
  const { status, stdout } = runBenchmark("bench/gemm.ts", "8", "24");
  expect(status).toBe(0);
  const [machine, blank, head, rule, ...rows] = stdout.trimEnd().split("\n");
  expect(machine).toMatch(new RegExp(`^GEMM, float32, one thread, GFLOP/s: .+, Node ${process.version}$`));
  expect([blank, head]).toEqual(["", "| product | purpose | WebAssembly | peak | % of peak | ÷ naive | JavaScript | naive | JavaScript ÷ naive |"]);
  expect(rule).toBe("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  expect(rows.map((row) => row.replace(/(?: \| \d+\.\d\d){7} \|$/, ""))).toEqual([
    "| 8×8 · 8×8 | square",
    "| 24×24 · 24×24 | square",
    "| 100×1 · 1×16ᵀ | forward",
    "| 16×100ᵀ · 100×1 | weight gradient",
    "| 100×16 · 16×32ᵀ | forward",
    "| 32×100ᵀ · 100×16 | weight gradient",
    "| 100×32 · 32×16 | input gradient",
    "| 100×32 · 32×1ᵀ | forward",
    "| 1×100ᵀ · 100×32 | weight gradient",
    "| 100×1 · 1×32 | input gradient",
  ]);
});

it("refuses sizes and files that are none", () => {
  expect(runBenchmark("bench/gemm.ts", "0")).toMatchObject({
    status: 2, stdout: "", stderr: "usage: node scripts/bench.mjs bench/gemm.ts [SIZE...]\n",
  });
  expect(runBenchmark("bench/missing.ts")).toMatchObject({
    status: 2, stdout: "", stderr: "usage: node scripts/bench.mjs bench/NAME.ts [ARGUMENT...]\n",
  });
});
