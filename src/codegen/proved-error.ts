// What a header says of an error that is proved.

import { firstOf } from "./elements.ts";
import { roundedUp } from "./rounded-up.ts";

/** Of one element of the outputs, as `certify/certificate.ts` proves it. */
export interface ProvedError {
  readonly maxAbsError: number;
  readonly networkError: number;
  readonly roundingError: number;
}

/** @param outputs in order. @param isTable whether it is a table's, of which the header says elsewhere how far it is from the network. */
export function provedErrorLines(outputs: readonly ProvedError[], isTable: boolean): readonly string[] {
  const largest = (figure: keyof ProvedError): string => roundedUp(Math.max(...outputs.map((output) => output[figure])));
  return [
    `at most ${largest("maxAbsError")} at every float32 of the domain, which is proved;`,
    ...(outputs.length === 1 ? [] : [`of the outputs in turn ${firstOf(outputs.map(({ maxAbsError }) => roundedUp(maxAbsError)))};`]),
    `the network in real arithmetic is off by at most ${largest("networkError")}${isTable ? "" : `, roundings by ${largest("roundingError")}`}`,
  ];
}
