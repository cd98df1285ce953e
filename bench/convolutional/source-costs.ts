// What the C source of a network costs to make and to compile, beside onnx2c's: seconds of a process and the most memory it ever had, and bytes of source.
// One after the other in every round. Needs GNU time.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isOnPath, nnc, runProgram } from "../builds.ts";
import { digits, table } from "../markdown.ts";
import { median } from "../peers/median.ts";

const ROUNDS = 5;
const FIGURES = ["generation, s", "generation, MB", "gcc -O2, s", "gcc -O2, MB"] as const;

interface Generation {
  readonly name: string;
  /** Of a process that writes SOURCE. */
  readonly words: readonly string[];
  readonly source: string;
}

const GENERATIONS: readonly [Generation, Generation] = [
  { name: "nnc", source: "made-nnc.c", words: [process.execPath, nnc.program, "emit", "model.onnx", "--name", "nnc", "-o", "made-nnc.c", "--force", "--quiet"] },
  { name: "onnx2c", source: "made-onnx2c.c", words: ["sh", "-c", "onnx2c -f onnx2c model.onnx > made-onnx2c.c"] },
];

/** A table of medians, onnx2c's and the ratio; a sentence where it or GNU time is not there. @param folder that holds model.onnx. */
export function sourceCosts(folder: string): string {
  const missing = ["onnx2c", "/usr/bin/time"].filter((program) => !isOnPath(program));
  if (missing.length > 0) return `Generation is not compared: ${missing.join(" and ")} not on the PATH.`;
  const rounds = Array.from({ length: ROUNDS }, () => GENERATIONS.map(({ words, source }) => {
    const made = costOf(words, folder);
    const compiled = costOf(["gcc", "-std=c11", "-O2", "-w", "-c", source, "-o", "made.o"], folder);
    return [made.seconds, made.megabytes, compiled.seconds, compiled.megabytes];
  }));
  const rows = FIGURES.map((figure, place) => {
    const [own, other] = GENERATIONS.map((_, one) => rounds.map((round) => round[one][place]));
    return [figure, digits(median(own)), digits(median(other)), digits(median(own.map((value, round) => value / other[round])))];
  });
  const [own, other] = GENERATIONS.map(({ source }) => statSync(join(folder, source)).size);
  return table(["figure"], ["nnc", "onnx2c", "ratio"], [...rows, ["source, bytes", String(own), String(other), digits(own / other)]]);
}

/** Processor time, which other programs change least. */
function costOf(words: readonly string[], folder: string): { readonly seconds: number; readonly megabytes: number } {
  const file = join(folder, "cost.txt");
  runProgram(["/usr/bin/time", "-o", file, "-f", "%U %S %M", ...words], { folder });
  const [user, system, kibibytes] = readFileSync(file, "utf8").trim().split(" ").map(Number);
  return { seconds: user + system, megabytes: kibibytes / 1024 };
}
