// What a header says of an error that is proved.

import { firstOf } from "./elements.ts";
import { roundedUp } from "./rounded-up.ts";

/** Of one element of the outputs, as `certify/certificate.ts` proves it. */
export interface ProvedError {
  readonly maxAbsError: number;
  /** In parts of the target, and in units in the last place of float32; absent where the target may be 0. */
  readonly inParts?: { readonly maxRelError: number; readonly maxUlpError: number } | undefined;
  readonly networkError: number;
  readonly roundingError: number;
}

/** @param outputs in order. @param isTable whether it is a table's, of which the header says elsewhere how far it is from the network. */
export function provedErrorLines(outputs: readonly ProvedError[], isTable: boolean): readonly string[] {
  const largest = (figure: "maxAbsError" | "networkError" | "roundingError"): string => roundedUp(Math.max(...outputs.map((output) => output[figure])));
  const [only, ...others] = outputs;
  return [
    `at most ${largest("maxAbsError")} at every float32 of the domain, which is proved;`,
    ...(others.length > 0 ? [`of the outputs in turn ${firstOf(outputs.map(ofOne))};`] : inParts(only).map((parts) => `that is at most ${parts};`)),
    `the network in real arithmetic is off by at most ${largest("networkError")}${isTable ? "" : `, roundings by ${largest("roundingError")}`}`,
  ];
}

/** `3.350e-2`, `7.594e-2 (1.103e-1 of the value, 1.1e+6 units in the last place)` */
function ofOne(output: ProvedError): string {
  const [parts] = inParts(output);
  return roundedUp(output.maxAbsError) + (parts === undefined ? "" : ` (${parts})`);
}

/** Nothing where it is as large as the value is. */
function inParts({ inParts: found }: ProvedError): readonly string[] {
  if (found === undefined || found.maxRelError >= 1) return [];
  return [`${roundedUp(found.maxRelError)} of the value, ${unitsUp(found.maxUlpError)} units in the last place`];
}

/** In one decimal place, never less than the value. */
export function unitsUp(units: number): string {
  return units < 1e6 ? String(Math.ceil(units * 10) / 10) : roundedUp(units);
}
