// The options of functions that say how far what is emitted is from what it should be.

import * as z from "zod/mini";
import { FORMS, type Form } from "../codegen/form.ts";
import { OPTIMISATIONS, type Optimisation } from "../codegen/lower/layout.ts";
import { NUMBERS, type Numbers } from "../network/table-numbers.ts";
import { domain, expressions, oneOf } from "./options.ts";
import type { Domain } from "./written-domain.ts";

export interface JudgedOptions {
  /** What the function should be, where the model does not record it: one expression for each output. */
  readonly target?: string | readonly string[] | undefined;
  /** Where it should be that; the recorded domain, or x in [0, 1], where it is left out. */
  readonly domain?: Domain | undefined;
  /** As of `emit`. */
  readonly optimize?: Optimisation | undefined;
  /** As of `emit`; `maxError` is what a table may be wrong by. */
  readonly form?: Form | undefined;
  /** As of `emit`. */
  readonly numbers?: Numbers | undefined;
}

export const JUDGED_FIELDS = {
  target: z.optional(expressions),
  domain: z.optional(domain),
  optimize: z.optional(oneOf(OPTIMISATIONS)),
  form: z.optional(oneOf(FORMS)),
  numbers: z.optional(oneOf(NUMBERS)),
} satisfies { readonly [Name in keyof Required<JudgedOptions>]: z.ZodMiniType<JudgedOptions[Name]> };
