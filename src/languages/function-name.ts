// Decides whether a function may have a name, in every language at once.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { LANGUAGES } from "./index.ts";

/**
 * Throws where the name is not `[A-Za-z][A-Za-z0-9_]*` of at most 63 characters (what C99 §5.2.4.1 guarantees to be
 * significant), or it or its spelling is a reserved word of one of the languages, or one of them refuses it.
 */
export function checkFunctionName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name)) {
    throw refused(name, "it must be a letter followed by at most 62 letters, digits and underscores");
  }
  for (const { title, naming, reserved } of LANGUAGES) {
    const spelled = naming.function(name);
    const taken = [name, spelled, naming.package(spelled)].find((word) => reserved.has(word));
    if (taken !== undefined) throw refused(name, `"${taken}" is a reserved word in ${title}`);
  }
  for (const { naming } of LANGUAGES) {
    const note = naming.refusal(name);
    if (note !== undefined) throw refused(name, note);
  }
}

function refused(name: string, note: string): DiagnosticError {
  return new DiagnosticError({
    id: "function-name-invalid",
    message: `"${name}" cannot be the name of a function`,
    place: setting("name"),
    note,
    hint: prose`choose another one: ${setting("name", "pseudo_exp")}`,
  });
}

/** `pseudo_exp` for a model of exp(x), else `network`; always a name that is accepted. */
export function defaultFunctionName(targets: readonly string[] | undefined): string {
  const [target] = targets ?? [];
  const called = targets?.length === 1 ? /^(?!t\()([a-z][a-z0-9]{0,55})\([a-zA-Z]\w*\)$/.exec(target ?? "")?.[1] : undefined;
  return called === undefined ? "network" : `pseudo_${called}`;
}
