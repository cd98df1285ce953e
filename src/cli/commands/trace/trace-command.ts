// nnc trace: shows the first steps of gradient descent on a straight line, figure by figure.

import * as z from "zod/mini";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../../../diagnostics/ids.ts";
import type { Problem } from "../../../diagnostics/problem.ts";
import { didYouMean } from "../../../diagnostics/suggest.ts";
import { goalOf } from "../../../run/goal.ts";
import { DEFAULT_TARGET } from "../../../run/settings/defaults.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { readNumber, readNumbers } from "../../../run/settings/numbers.ts";
import type { LinearProblem } from "../../../train/linear/linear-problem.ts";
import { ARTICLE_LINE } from "../../../train/linear/linear-problem.ts";
import type { LinearSamples } from "../../../train/linear/line-samples.ts";
import { ARTICLE_SAMPLES } from "../../../train/linear/line-samples.ts";
import { traceLinear } from "../../../train/linear/descent-trace.ts";
import { DEFAULT_SEED } from "../../../train/recipes.ts";
import { defineCommand } from "../../arguments/define-command.ts";
import { excludeEachOther } from "../../arguments/exclusive-options.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import { DOMAIN_OPTION, TARGET_OPTION } from "../../options/shared-options.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { traceAsCsv, traceAsJson, traceAsText } from "./trace-output.ts";

const DEFAULT_STEPS = 5;
const ARTICLE = "article";

const schema = z.object({
  steps: z.optional(text(readNumber)),
  samples: z.optional(text(readSamples)),
  seed: z.optional(text(readNumber)),
  batch: z._default(text(readNumber), 1),
  learningRate: z._default(text(readNumber), ARTICLE_LINE.learningRate),
  start: z._default(text(readStart), ARTICLE_LINE.start),
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  json: flag,
  csv: flag,
});

type Settings = z.infer<typeof schema>;

export const trace = defineCommand({
  positionals: [],
  options: [
    { name: "steps", kind: "value", describe: `how many steps (${DEFAULT_STEPS}, or as many as --samples are enough for)` },
    {
      name: "samples",
      kind: "value",
      describe: `the x of the steps, one after the other: x1,x2,…; ${ARTICLE} for those of the article on e^x`,
      choices: [ARTICLE],
    },
    { name: "seed", kind: "value", describe: `of the samples where none are given: 0 to 4294967295 (${DEFAULT_SEED})` },
    { name: "batch", kind: "value", describe: "samples per step (1)" },
    { name: "learning-rate", kind: "value", describe: `α, the share of the gradient that is a step (${ARTICLE_LINE.learningRate})` },
    { name: "start", kind: "value", describe: "W,b before the first step (0,0)" },
    { ...TARGET_OPTION, describe: `what the line is to follow, an expression of one variable (${DEFAULT_TARGET})` },
    { ...DOMAIN_OPTION, describe: "where: LO:HI of the variable x, or NAME=LO:HI; pi is a number (0:1)" },
    { name: "json", kind: "flag", describe: "print it as JSON, with x, t, y and the loss, every number in full" },
    { name: "csv", kind: "flag", describe: "print it as CSV, likewise" },
  ],
  examples: [
    [`nnc trace --samples ${ARTICLE}`, "the five steps that the article prints"],
    ["nnc trace --steps 3 --seed 1 --batch 20", "20 random samples a step"],
    ["nnc trace --target 'sin(x)' --domain -pi:pi --csv", "another function"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const { batch, json, csv, start, learningRate } = settings;
  if (json && csv) throw excludeEachOther("--json", "--csv");
  const samples = chooseSamples(settings);
  const steps = chooseSteps(settings, samples);
  const { target, domain } = await chooseTarget(settings);
  const recorded = traceLinear({ target, domain, start, learningRate, batch, steps, samples });
  const seed = samples.kind === "drawn" ? samples.seed : undefined;
  if (json) await terminal.print(traceAsJson(recorded, { target: target.expression, domain, learningRate, batch, seed }));
  else await terminal.print(csv ? traceAsCsv(recorded, batch) : traceAsText(recorded, batch));
  return 0;
}

function chooseSamples({ samples, seed }: Settings): LinearSamples {
  if (samples === undefined) return { kind: "drawn", seed: seed ?? DEFAULT_SEED };
  if (seed === undefined) return { kind: "given", values: samples };
  throw usage("seed-with-samples", "--seed has no use where the samples are given", "--seed", "leave out --seed or --samples");
}

/** All the samples that are given make whole steps, unless --steps asks for fewer. */
function chooseSteps({ steps, batch }: Settings, samples: LinearSamples): number {
  if (steps !== undefined) return steps;
  if (samples.kind === "drawn") return DEFAULT_STEPS;
  const { length } = samples.values;
  if (length % batch === 0 || !(Number.isInteger(batch) && batch > 0)) return length / batch;
  throw usage(
    "samples-in-part-batches",
    `the number of samples, ${length}, is no multiple of the batch, ${batch}`,
    "--samples",
    "choose another --batch, or say how many --steps",
  );
}

async function chooseTarget(settings: Settings): Promise<Pick<LinearProblem, "target" | "domain">> {
  if (settings.target.length > 1) {
    throw usage(
      "line-of-several-targets",
      `a line follows one target, and ${settings.target.length} are given`,
      "--target",
      "give one",
    );
  }
  const goal = await goalOf(undefined, settings.target.length > 0 ? settings.target : [DEFAULT_TARGET], settings.domain);
  const [target] = goal?.targets ?? [];
  const [domain, surplus] = goal?.domain ?? [];
  if (surplus !== undefined) {
    throw usage(
      "line-of-several-variables",
      `y = W*x + b has one variable, and ${domain.name} and ${surplus.name} are given`,
      "--domain",
      "give one",
    );
  }
  return { target, domain };
}

function readSamples(given: string): readonly number[] | Problem {
  if (given.trim() === ARTICLE) return ARTICLE_SAMPLES;
  const values = readNumbers(given);
  if (!("problem" in values)) return values;
  return { ...values, hint: didYouMean(given, [ARTICLE]) ?? `separate numbers by commas, such as 0.2,0.4, or write ${ARTICLE}` };
}

function readStart(given: string): { readonly W: number; readonly b: number } | Problem {
  const values = readNumbers(given);
  if ("problem" in values) return { ...values, hint: "write W,b, such as 0,0" };
  if (values.length !== 2) return { problem: `'${given}' is not two numbers`, hint: "write W,b, such as 0,0" };
  return { W: values[0], b: values[1] };
}

function usage(id: DiagnosticId, message: string, place: string, hint: string): DiagnosticError {
  return new DiagnosticError({ id, message, place, hint });
}
