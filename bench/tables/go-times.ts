// Times tables in Go beside their formulas, by `go test -bench`.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runProgram } from "../builds.ts";
import { digits, table } from "../markdown.ts";
import { median } from "../peers/median.ts";
import { emitTable, type EmittedTable } from "./functions.ts";

const COUNT = 11;

export function measureGo(functions: readonly EmittedTable[], folder: string): string {
  const rows = functions.map((one, place) => {
    const [own, formula] = timed(one, join(folder, String(place)));
    return [one.name, `${digits(own)} / ${digits(own / formula)}`];
  });
  return `## Go (${runProgram(["go", "version"]).toString().trim()})\n\n${table(["function"], ["calls in a loop"], rows)}`;
}

function timed(one: EmittedTable, folder: string): readonly [number, number] {
  mkdirSync(folder, { recursive: true });
  emitTable(one, join(folder, "table.go"));
  const emitted = readFileSync(join(folder, "table.go"), "utf8");
  writeFileSync(join(folder, "table.go"), emitted.replace(/^package .*$/m, "package timing"));
  writeFileSync(join(folder, "go.mod"), "module timing\n\ngo 1.19\n");
  writeFileSync(join(folder, "formula.go"), [
    "package timing", "", 'import "math"', "", `const low, high = float32(${one.low}), float32(${one.high})`, "",
    `func formula(x float32) float32 { return ${one.go} }`, "",
  ].join("\n"));
  copyFileSync(join(root, "bench", "tables", "timing_test.go"), join(folder, "timing_test.go"));
  const printed = runProgram(["go", "test", "-bench", ".", "-count", String(COUNT), "-benchtime", "50ms"], { folder }).toString();
  const of = (name: string): number => median([...printed.matchAll(new RegExp(`^Benchmark${name}\\S*\\s+\\d+\\s+([\\d.]+) ns/op`, "gm"))].map(([, ns]) => Number(ns)));
  return [of("Table"), of("Formula")];
}
