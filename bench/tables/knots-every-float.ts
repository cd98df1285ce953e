// How far tables with knots of their own are from a steep network at every float32 of its domain, in C, beside what their headers prove.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeModel } from "../../src/formats/index.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { nnc, runNnc } from "../builds.ts";
import { table } from "../markdown.ts";
import { everyFloat } from "./every-float.ts";

/** Where it bends, and by how much: numbers that float32 holds; float64 follows their sums closely. */
const BENDS = [[0, 0.3], [0.1, 0.7], [0.5, 65535.7], [0.5 + 2 ** -17, -65535], [0.7, -3.1], [0.9, 0.2]].map((bend) => bend.map(Math.fround));
const EXACT = BENDS.map(([place, bend]) => `${bend} * fmax(x - ${place}, 0)`).join(" + ");

export function measureKnotErrors(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const [model, source] = [join(folder, "steep.onnx"), join(folder, "table.c")];
  writeFileSync(model, writeModel({ network: steep(), record: undefined }, "0"));
  const rows = (["speed", "size"] as const).flatMap((optimize) => ["1e-2", "1e-6"].map((allowed) => {
    const chosen = ["--form", "table", "--domain", "0:1", "--max-error", allowed, "--optimize", optimize];
    runNnc(nnc, ["emit", model, ...chosen, "--name", "table", "-o", source, "--force"]);
    const { error, at, tried } = everyFloat({ low: 0, high: 1, double: EXACT }, source, folder);
    const text = readFileSync(source, "utf8");
    const [segments, proved] = [/each of (\d+) segments/, /never further than (\S+)/].map((said) => said.exec(text)?.[1] ?? "");
    return [`${allowed}, --optimize ${optimize}`, segments, proved, error.toExponential(3), String(at), tried.toLocaleString("en")];
  }));
  return `## A steep network\n\n${table(["allowed"], ["segments", "never further than", "at every float32", "at", "numbers"], rows)}`;
}

function steep(): Network {
  const builder = new NetworkBuilder();
  const origin = { file: "steep.onnx", place: "bench" };
  const x = builder.input("x", [1, 1], origin);
  const parameter = (name: string, shape: readonly number[], values: readonly number[]) => builder.parameter(name, shape, Float32Array.from(values), origin);
  const weights = parameter("W1", [BENDS.length, 1], BENDS.map(() => 1));
  const biases = parameter("b1", [BENDS.length], BENDS.map(([place]) => -place));
  const hidden = builder.operation(relu, [builder.operation(gemm, [x, weights, biases], { transposeB: 1 }, "l1", origin)], {}, "h1", origin);
  const bends = parameter("W2", [1, BENDS.length], BENDS.map(([, bend]) => bend));
  return builder.finish([{ name: "y", value: builder.operation(gemm, [hidden, bends], { transposeB: 1 }, "y", origin) }]);
}
