// The initialisers. Adding one is a file beside this one and a line here.

import type { Chosen } from "../choices.ts";
import { readChoice } from "../choices.ts";
import { folding } from "./folding.ts";
import { glorotUniform } from "./glorot-uniform.ts";
import { heNormal } from "./he-normal.ts";
import type { Initialiser } from "./initialiser.ts";
import { kinkSpreading } from "./kink-spreading.ts";
import { lecunNormal } from "./lecun-normal.ts";

export const INITIALISERS: readonly Initialiser[] = Object.freeze([lecunNormal, glorotUniform, heNormal, kinkSpreading, folding]);

/**
 * The initialiser that a text such as `he` or `kink-spreading` names.
 *
 * @throws DiagnosticError (usage, at the setting `initialiser`).
 */
export function parseInitialiser(text: string): Chosen<Initialiser> {
  return readChoice(text, INITIALISERS, { one: "initialiser", many: "initialisers" });
}
