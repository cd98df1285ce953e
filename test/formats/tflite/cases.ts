// All models of the tests that LiteRT has run.

import { FLOAT_CASES } from "./float-cases.ts";
import type { Case } from "./single-operator.ts";

export const CASES: readonly Case[] = [...FLOAT_CASES];
