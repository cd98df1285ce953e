// Compares the largest error that nnc says it saw, after a training without further options, with the largest that densest.c
// finds in some twenty million inputs. Prints a Markdown table; judges nothing.

import { join } from "node:path";
import { root } from "../builds.ts";
import { densest } from "./densest.ts";
import { folder, nnc, trainOn } from "./run-nnc.ts";

/** Targets as nnc and as C writes them: smooth ones, kinks, jumps, infinite slopes, large and small ranges, several variables. */
const PROBLEMS: readonly (readonly [targets: readonly string[], domain: readonly string[], c: readonly string[]])[] = [
  [["exp(x)"], ["0:1"], ["exp(x)"]],
  [["exp(x)"], ["-3:3"], ["exp(x)"]],
  [["sin(2*pi*x)"], ["0:1"], ["sin(2 * M_PI * x)"]],
  [["sin(20*x)"], ["0:pi"], ["sin(20 * x)"]],
  [["cos(x)"], ["-10:10"], ["cos(x)"]],
  [["log(1+x)"], ["0:4"], ["log(1 + x)"]],
  [["log(x)"], ["0.01:10"], ["log(x)"]],
  [["tanh(3*x)"], ["-1:1"], ["tanh(3 * x)"]],
  [["tanh(50*x)"], ["-1:1"], ["tanh(50 * x)"]],
  [["1/(1+exp(-x))"], ["-8:8"], ["1 / (1 + exp(-x))"]],
  [["1/(1+25*x^2)"], ["-1:1"], ["1 / (1 + 25 * x * x)"]],
  [["1/x"], ["0.01:1"], ["1 / x"]],
  [["sqrt(x)"], ["0:1"], ["sqrt(x)"]],
  [["sqrt(x+0.01)"], ["0:1"], ["sqrt(x + 0.01)"]],
  [["sqrt(x)"], ["0:100"], ["sqrt(x)"]],
  [["cbrt(x)"], ["-1:1"], ["cbrt(x)"]],
  [["x^3-x"], ["-1.5:1.5"], ["x * x * x - x"]],
  [["x^2"], ["-1:1"], ["x * x"]],
  [["abs(x)"], ["-1:1"], ["fabs(x)"]],
  [["abs(x-0.3)"], ["0:1"], ["fabs(x - 0.3)"]],
  [["max(x,0.5)"], ["0:1"], ["fmax(x, 0.5)"]],
  [["max(sin(5*x),0.2)"], ["0:3"], ["fmax(sin(5 * x), 0.2)"]],
  [["sign(x-0.3)"], ["0:1"], ["(x > 0.3) - (x < 0.3)"]],
  [["atan(x)"], ["-5:5"], ["atan(x)"]],
  [["x*exp(-x)"], ["0:6"], ["x * exp(-x)"]],
  [["sin(x)/x"], ["0.1:20"], ["sin(x) / x"]],
  [["sin(x)*cos(y)"], ["x=0:pi", "y=0:pi"], ["sin(x) * cos(y)"]],
  [["exp(-(x^2+y^2))"], ["x=-2:2", "y=-2:2"], ["exp(-(x * x + y * y))"]],
  [["sin(x)", "cos(x)"], ["0:pi"], ["sin(x)", "cos(x)"]],
];

/** @param only text that a target has. */
export async function printSaidAndTrue(only: string): Promise<void> {
  console.log("| target | domain | said | of inputs | found in C | of inputs | found / said |");
  console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
  const ratios: number[] = [];
  for (const [targets, domain, c] of PROBLEMS) {
    if (!targets.some((target) => target.includes(only))) continue;
    const { record } = trainOn({ targets, domain });
    if (record.error === undefined) throw new Error("nnc train recorded no error");
    nnc("emit", "--quiet", "--force", "--lang", "c", "--name", "f", "-o", "f.c");
    const found = await densest(join(folder, "f.c"), c, record.domain, folder, root);
    const { maximum, samples } = record.error;
    ratios.push(found.maximum === maximum ? 1 : found.maximum / maximum);
    const cells = [`\`${targets.join(", ")}\``, domain.join(", "), maximum.toExponential(3), samples.toLocaleString("en"), found.maximum.toExponential(3), found.inputs.toLocaleString("en"), (found.maximum / maximum).toFixed(4)];
    console.log(`| ${cells.join(" | ")} |`);
  }
  const above = ratios.filter((ratio) => ratio > 1).length;
  console.log(`\nIn ${above} of ${ratios.length} trainings C found a larger error than nnc says, at the most ${Math.max(...ratios).toFixed(4)} times as large.`);
}
