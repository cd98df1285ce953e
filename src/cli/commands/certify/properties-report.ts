// Says what was found out of properties: as text, as JSON, and what failed. Proves nothing.

import type { Evaluated, Figure, Finding, Verdict } from "../../../certify/properties/finding.ts";
import { roundedUp } from "../../../codegen/rounded-up.ts";
import type { DomainVariable } from "../../../network/model.ts";
import { toJson } from "../../json/to-json.ts";
import { layOut } from "../../terminal/lay-out.ts";
import { propertiesJson } from "./certify-json.ts";

export interface PropertiesOutcome {
  readonly fileName: string;
  readonly modelSha256: string;
  readonly domain: readonly DomainVariable[];
  /** Of the elements of the outputs. */
  readonly outputNames: readonly string[];
  readonly form: "network" | "table";
  readonly findings: readonly Finding[];
}

/** Undefined where every property is proved: else those that are not. */
export function unprovedOf({ findings }: PropertiesOutcome): string | undefined {
  const failed = findings.filter(({ verdict }) => verdict.kind !== "proved").map(({ property, verdict }) => `${property} is ${verdict.kind}`);
  return failed.length === 0 ? undefined : [...new Set(failed)].join(", ");
}

/** A row for each finding, and lines on what they are of. */
export function propertiesAsText(outcome: PropertiesOutcome): string {
  const { findings, domain, outputNames } = outcome;
  const names = domain.map(({ name }) => name);
  const rows = findings.map(({ property, output, input, verdict }) => [
    property,
    outputNames[output],
    input === undefined ? "-" : names[input],
    verdict.kind,
    saidOf(verdict, outputNames[output], names),
  ]);
  const where = domain.map(({ name, low, high }) => `${name} from ${low} to ${high}`).join(", ");
  return `${layOut([["property", "output", "input", "verdict", "what is known"], ...rows])}of ${where}\n`;
}

function saidOf(verdict: Verdict, output: string, names: readonly string[]): string {
  const figures = verdict.figures.map(showFigure);
  switch (verdict.kind) {
    case "proved":
      return [...(verdict.direction === undefined ? [] : [verdict.direction]), ...figures, OF[verdict.of]].join(", ");
    case "refuted":
      return [verdict.witness.map((one) => showEvaluated(one, output, names)).join("; "), ...figures].join(", ");
    case "undecided":
      return [verdict.reason, ...figures].join(", ");
  }
}

const OF = {
  emitted: "of what is emitted, every rounding included",
  network: "of the network in real arithmetic",
} as const;

/** `least 0.9954`: digits are left out on the side where it stays true. */
function showFigure({ name, value, isBound }: Figure): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words} ${isBound === "upper" ? roundedUp(value) : negated(roundedUp(-value))}`;
}

function negated(digits: string): string {
  return digits.startsWith("-") ? digits.slice(1) : digits === "0" ? digits : `-${digits}`;
}

/** Nine digits, which name one float32, so that a witness can be tried. */
function showEvaluated({ at, value }: Evaluated, output: string, names: readonly string[]): string {
  const [result, ...inputs] = [value, ...at].map((number) => String(Number(number.toPrecision(9))));
  return `${output} is ${result} at ${inputs.map((input, place) => `${names[place]} = ${input}`).join(", ")}`;
}

/** A document of `propertiesJson`. */
export function propertiesAsJson(outcome: PropertiesOutcome): string {
  const { fileName, modelSha256, domain, outputNames, form, findings } = outcome;
  const failure = unprovedOf(outcome);
  return toJson(propertiesJson, {
    model: { file: fileName, sha256: modelSha256 },
    domain,
    form,
    passed: failure === undefined,
    failure: failure ?? null,
    properties: findings.map(({ property, output, input, verdict }) => ({
      property,
      output: outputNames[output],
      input: input === undefined ? null : domain[input].name,
      verdict: verdict.kind,
      of: verdict.kind === "proved" ? verdict.of : null,
      direction: verdict.kind === "proved" ? (verdict.direction ?? null) : null,
      figures: Object.fromEntries(verdict.figures.map(({ name, value }) => [name, value])),
      witness: verdict.kind === "refuted" ? verdict.witness : null,
      reason: verdict.kind === "undecided" ? verdict.reason : null,
    })),
  });
}
