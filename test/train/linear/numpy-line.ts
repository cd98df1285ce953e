// numpy's own answers for the line of the article.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const SCRIPT = fileURLToPath(new URL("numpy_line.py", import.meta.url));
const pair = z.object({ W: z.number(), b: z.number() });
const answer = z.object({
  steps: z.array(
    z.object({ t: z.array(z.number()), y: z.array(z.number()), parameters: pair, byHand: pair, byBackPropagation: pair, next: pair, updated: pair }),
  ),
  axis: z.array(z.number()),
  loss: z.array(z.number()),
});

/** Trains on e^x from W = b = 0 by float32 batches; also the loss on a square grid of so many points over [−1, 3]². */
export function numpyLine(batches: readonly (readonly number[])[], rate: number, grid = 2): z.infer<typeof answer> {
  const output = execFileSync("/usr/bin/python3", [SCRIPT], { input: JSON.stringify({ batches, rate, grid }), encoding: "utf8", maxBuffer: 2 ** 26 });
  return answer.parse(JSON.parse(output));
}
