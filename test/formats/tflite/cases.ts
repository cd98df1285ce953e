// All models of the tests that TensorFlow's own runtimes have run.

import { FLOAT_CASES } from "./float-cases.ts";
import { QUANTISED_CASES } from "./quantised-cases.ts";
import { REMEMBERING_CASES, REMEMBERING_FLOAT_CASES } from "./remembering-cases.ts";
import type { Case } from "./single-operator.ts";

export const CASES: readonly Case[] = [
  ...FLOAT_CASES.map((one): Case => ({ runtime: "LiteRT", ...one })),
  ...QUANTISED_CASES,
  ...REMEMBERING_CASES,
  ...REMEMBERING_FLOAT_CASES,
];
