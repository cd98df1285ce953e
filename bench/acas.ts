// Tries to prove the published properties 1 to 4 of an ACAS Xu network (five inputs, six layers of 50 rectifiers) of what nnc emits for it, every
// rounding to float32 included: `npm run bench:acas -- FILE.nnet [--only 1,2] [--minutes 10]`, minutes of processor time for each. The file is one that
// the caller has.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { OutputSum } from "../src/analysis/output-sum.ts";
import { decideOverBoxes, type Claim, type Decision } from "../src/certify/properties/decide-over-boxes.ts";
import { knownOver } from "../src/certify/properties/known-over-box.ts";
import { resultsAt } from "../src/certify/properties/results-at.ts";
import { lower } from "../src/codegen/lower/lower.ts";
import { runPasses } from "../src/passes/index.ts";
import type { Bounds } from "../src/program/domains/affine-algebra.ts";
import type { Program } from "../src/program/program.ts";
import { readNnet, type ScaledNetwork } from "./acas/nnet.ts";
import { ACAS_PROPERTIES, type AcasProperty, type Term } from "./acas/properties.ts";
import { table } from "./markdown.ts";

/** Verdict and seconds of alpha-beta-CROWN on network 1,1, a start of some seven seconds included (VNN-COMP 2022, ChristopherBrix/vnncomp2022_results). */
const PUBLISHED: Readonly<Record<string, string>> = { "1": "holds, 8.9", "2": "holds, 9.9", "3": "holds, 13.6", "4": "holds, 8.9" };

const { values, positionals: [file] } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "1,2,3,4" }, minutes: { type: "string", default: "10" } },
});
if (file === undefined) throw new Error("usage: npm run bench:acas -- FILE.nnet [--only 1,2] [--minutes 10]");
const subject = readNnet(readFileSync(file, "utf8"), basename(file));
const program = lower(runPasses(subject.network));
const wanted = values.only.split(",");
const rows = ACAS_PROPERTIES.filter(({ name }) => wanted.includes(name)).map((property) => {
  const started = processorSeconds();
  const decision = decide(program, subject, property, Number(values.minutes) * 60);
  const seconds = processorSeconds() - started;
  console.error(`${property.name}: ${verdict(decision, subject)}, ${decision.boxes} boxes, ${seconds.toFixed(1)} s`);
  return [property.name, property.says, verdict(decision, subject), decision.boxes.toLocaleString("en"), seconds.toFixed(1), PUBLISHED[property.name]];
});
console.log(table(["property", "says", "of what nnc emits"], ["boxes", "processor seconds", "alpha-beta-CROWN, network 1,1"], rows));

/** Of which other programs change less than of time. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function decide(computed: Program, scaled: ScaledNetwork, property: AcasProperty, seconds: number): Decision {
  const end = processorSeconds() + seconds;
  return decideOverBoxes({
    known: knownOver(computed),
    at: (points) => resultsAt(computed, points),
    box: property.domain.map(([low, high], input) => scaledBounds(low, high, input, scaled)),
    claim: claimOf(property, scaled),
    goesOn: () => processorSeconds() < end,
  });
}

/** The ends of the interval, rounded to float32. */
function scaledBounds(low: number, high: number, input: number, { means, ranges }: ScaledNetwork): Bounds {
  const [from, to] = [low, high].map((end) => Math.fround((end - means[input]) / ranges[input]));
  return { low: from, high: to };
}

function claimOf({ oneOf }: AcasProperty, { outputs, outputMean, outputRange }: ScaledNetwork): Claim {
  const scoreOf = (score: number): number => (score - outputMean) / outputRange;
  const valueOf = (term: Term, results: readonly number[]): number => ("output" in term ? results[term.output] : scoreOf(term.score));
  const partsOf = (term: Term): OutputSum => ({
    weights: Array.from({ length: outputs }, (_, output) => Number("output" in term && term.output === output)),
    constant: "output" in term ? 0 : scoreOf(term.score),
  });
  const differenceOf = (plus: Term, minus: Term): OutputSum => {
    const [one, other] = [partsOf(plus), partsOf(minus)];
    return { weights: one.weights.map((weight, output) => weight - other.weights[output]), constant: one.constant - other.constant };
  };
  return {
    margins: oneOf.map(({ plus, minus }) => differenceOf(plus, minus)),
    needs: "one",
    holds: (results) => oneOf.some(({ plus, minus }) => valueOf(plus, results) > valueOf(minus, results)),
  };
}

function verdict(decision: Decision, { means, ranges }: ScaledNetwork): string {
  switch (decision.kind) {
    case "proved":
      return "proved";
    case "refuted":
      return `refuted at ${decision.at.map((x, input) => x * ranges[input] + means[input]).join(", ")}`;
    case "undecided":
      return `not decided; proved of ${(decision.share * 100).toFixed(2)} % of the box`;
  }
}
