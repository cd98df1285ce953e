// What `nnc check --exhaustive` finds of emitted functions at every float32 of their domains, in C, Go and TypeScript: the hash of the bits of
// all results, and the largest errors.

import * as z from "zod/mini";
import { nnc, runProgram } from "../builds.ts";
import { table } from "../markdown.ts";
import type { EmittedTable } from "./functions.ts";

const worst = z.object({ error: z.number(), at: z.number() });
/** What is read of the report. */
const report = z.object({
  numbers: z.number(),
  results: z.array(
    z.object({
      language: z.string(),
      hashes: z.array(z.number()),
      errors: z.array(z.object({ absolute: worst, relative: z.nullable(worst), ulp: worst })),
    }),
  ),
});

type Report = z.infer<typeof report>;

const LANGUAGES = ["c", "go", "ts"];

export function measureEveryBit(functions: readonly EmittedTable[]): string {
  const [article] = functions;
  const rows = functions.map((one) => hashes(`${one.name}, as a table`, checked(one, "table", LANGUAGES)));
  const all = [...rows, hashes(`${article.name}, as a network`, checked(article, "network", LANGUAGES))];
  return `## Every bit\n\n${table(["function"], ["numbers", "hash in C, gcc -O2", "in Go", "in TypeScript"], all)}`;
}

export function measureEveryFloat(functions: readonly EmittedTable[]): string {
  const rows = functions.map((one) => errors(`${one.name}, as a table`, checked(one, "table", ["c"])));
  const [article] = functions;
  const all = [...rows, errors(`${article.name}, as a network`, checked(article, "network", ["c"]))];
  return `## The largest error\n\n${table(["function"], ["numbers", "largest error", "at", "relative", "at", "units in the last place", "at"], all)}`;
}

function hashes(name: string, { numbers, results }: Report): readonly string[] {
  return [name, numbers.toLocaleString("en"), ...LANGUAGES.map((wanted) => results.find(({ language }) => language === wanted)?.hashes.join(", ") ?? "–")];
}

function errors(name: string, { numbers, results: [{ errors: [{ absolute, relative, ulp }] }] }: Report): readonly string[] {
  const figures = [absolute, relative, ulp].flatMap((worst) => (worst === null ? ["–", ""] : [worst.error.toExponential(3), worst.at.toPrecision(9)]));
  return [name, numbers.toLocaleString("en"), ...figures];
}

function checked({ model, allowed }: EmittedTable, form: "table" | "network", languages: readonly string[]): Report {
  const near = form === "table" && allowed !== undefined ? ["--max-error", allowed] : [];
  const words = ["check", model, "--exhaustive", "--form", form, ...near, "--lang", languages.join(","), "--json", "--quiet"];
  return report.parse(JSON.parse(runProgram([process.execPath, nnc.program, ...words]).toString()));
}
