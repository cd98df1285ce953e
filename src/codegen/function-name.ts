// Decides whether a function may have a name, in every language at once.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { isFunctionOfCLibrary } from "./c-library.ts";
import { BACKENDS } from "./languages.ts";

/**
 * Throws where the name is not `[A-Za-z][A-Za-z0-9_]*` of at most 63 characters (what C99 §5.2.4.1 guarantees to be
 * significant), or it or its spelling is a reserved word of one of the languages, or it is a name of C's library: a function
 * of such a name compiles, and then replaces the library's.
 */
export function checkFunctionName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name)) {
    throw refused(name, "it must be a letter followed by at most 62 letters, digits and underscores");
  }
  for (const backend of Object.values(BACKENDS)) {
    const spelled = backend.functionName(name);
    const reserved = [name, spelled, backend.packageName(spelled)].find((word) => backend.reserved.has(word));
    if (reserved !== undefined) throw refused(name, `"${reserved}" is a reserved word in ${backend.title}`);
  }
  if (isFunctionOfCLibrary(name)) throw refused(name, "it is a function of C's library, which would be replaced");
  // C17 §7.31.12 and POSIX.1-2017, 2.2.2: size_t, and others to come.
  if (name.endsWith("_t")) throw refused(name, "C keeps names that end in _t for the types of its library");
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
