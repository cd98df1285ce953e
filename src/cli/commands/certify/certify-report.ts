// Says what is proved of the error of an emitted function: as text, as JSON, and what failed. Proves nothing.

import type { BoxSearch, Certification, OutputCertificate } from "../../../certify/certificate.ts";
import { unitsUp } from "../../../codegen/proved-error.ts";
import { roundedUp } from "../../../codegen/rounded-up.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import type { Goal } from "../../../verify/goal.ts";
import { toJson } from "../../json/to-json.ts";
import { layOut, showPoint } from "../../terminal/lay-out.ts";
import { certificateJson } from "./certify-json.ts";

export interface CertifyOutcome {
  readonly fileName: string;
  readonly modelSha256: string;
  readonly goal: Goal;
  readonly form: "network" | "table";
  /** What --max-error allows. */
  readonly maximumError: number | undefined;
  readonly certification: Certification;
}

/** Undefined where an error is proved that is small enough. */
export function failureOf({ certification, maximumError }: CertifyOutcome): string | undefined {
  if (certification.kind === "not proved") return certification.reason;
  const proved = Math.max(...certification.outputs.map(({ maxAbsError }) => maxAbsError));
  return maximumError === undefined || proved <= maximumError ? undefined : `what is proved is ${roundedUp(proved)}, more than ${maximumError}`;
}

/** A row for each output and a line on what it is proved of. */
export function certificateAsText(outcome: CertifyOutcome): string {
  const { certification, goal, form } = outcome;
  if (certification.kind === "not proved") return `not proved: ${certification.reason}\n`;
  if (certification.search !== undefined) {
    const isEnough = outcome.maximumError !== undefined && failureOf(outcome) === undefined;
    return searchAsText(goal, certification.outputs, { ...certification.search, isTight: certification.search.isTight || isEnough });
  }
  const [{ name, low, high }] = goal.domain;
  const heading = ["target", "error at most", "near", "of the value", "units in the last place", "of the network", form === "table" ? "of the table" : "of roundings"];
  const rows = certification.outputs.map(({ maxAbsError, at, inParts, networkError, roundingError }, place) => [
    goal.targets[place].expression,
    roundedUp(maxAbsError),
    showPoint(at, [name]),
    ...(inParts === undefined ? ["-", "-"] : [roundedUp(inParts.maxRelError), unitsUp(inParts.maxUlpError)]),
    roundedUp(networkError),
    roundingError === undefined ? "-" : roundedUp(roundingError),
  ]);
  return `${layOut([heading, ...rows])}proved for every float32 ${name} from ${low} to ${high}\n`;
}

/** Of several inputs: beside each bound the largest error that was found. */
function searchAsText({ targets, domain }: Goal, outputs: readonly OutputCertificate[], { boxes, tightness, isTight }: BoxSearch): string {
  const names = domain.map(({ name }) => name);
  const heading = ["target", "error at most", "largest found", "at", "of the network"];
  const rows = outputs.map(({ maxAbsError, at, networkError, foundError = 0 }, place) => [
    targets[place].expression,
    roundedUp(maxAbsError),
    foundError.toExponential(3),
    showPoint(at, names),
    roundedUp(networkError),
  ]);
  const intervals = domain.map(({ name, low, high }) => `${name} from ${low} to ${high}`).join(", ");
  const looked = `${showCount(boxes)} ${boxes === 1 ? "box" : "boxes"}`;
  const lines = [
    `proved for all float32 numbers ${intervals}, in ${looked}`,
    ...(isTight ? [] : [`not proved within ${tightness} times the largest error found: more --boxes take it further`]),
  ];
  return `${layOut([heading, ...rows])}${lines.join("\n")}\n`;
}

/** A document of `certificateJson`: the figures of several outputs are the largest of each. Of one input nothing is searched for. */
export function certificateAsJson(outcome: CertifyOutcome): string {
  const { fileName, modelSha256, goal, form, maximumError, certification } = outcome;
  const failure = failureOf(outcome);
  const outputs = certification.kind === "proved" ? certification.outputs : undefined;
  return toJson(certificateJson, {
    model: { file: fileName, sha256: modelSha256 },
    target: goal.targets.map(({ expression }) => expression),
    domain: goal.domain,
    form,
    maxError: maximumError ?? null,
    passed: failure === undefined,
    failure: failure ?? null,
    maxAbsError: largestOf(outputs?.map(({ maxAbsError }) => maxAbsError)),
    maxRelError: largestOf(outputs?.map(({ inParts }) => inParts?.maxRelError)),
    maxUlpError: largestOf(outputs?.map(({ inParts }) => inParts?.maxUlpError)),
    networkError: largestOf(outputs?.map(({ networkError }) => networkError)),
    roundingError: largestOf(outputs?.map(({ roundingError }) => roundingError)),
    foundError: largestOf(outputs?.map(({ foundError }) => foundError)),
    search: (certification.kind === "proved" ? certification.search : undefined) ?? null,
    outputs:
      outputs?.map(({ maxAbsError, at, inParts, networkError, roundingError, foundError }, place) => ({
        target: goal.targets[place].expression,
        maxAbsError,
        at,
        maxRelError: inParts?.maxRelError ?? null,
        maxUlpError: inParts?.maxUlpError ?? null,
        networkError,
        roundingError: roundingError ?? null,
        foundError: foundError ?? null,
      })) ?? null,
  });
}

/** Null where one is not known. */
function largestOf(figures: readonly (number | undefined)[] | undefined): number | null {
  const known = figures?.filter((figure) => figure !== undefined);
  return known === undefined || known.length < (figures?.length ?? 0) ? null : Math.max(...known);
}
