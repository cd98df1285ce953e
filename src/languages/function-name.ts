// Decides whether a function may have a name, in every language at once, and makes a name that it may have of any text.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { Language } from "../codegen/language.ts";
import { LANGUAGES, spokenName, type WrittenIn } from "./index.ts";

/** Of a name that nothing better is known for. */
const NAMELESS = "network";
const LONGEST = 63;

/**
 * Throws where the name is not `[A-Za-z][A-Za-z0-9_]*` of at most 63 characters (what C99 §5.2.4.1 guarantees to be
 * significant), or it or its spelling is a reserved word of one of the languages, or one of them refuses it; a language that a user describes is asked like
 * the others.
 *
 * @param asked the language that is to be written, whose reasons are told first.
 */
export function checkFunctionName(name: string, asked?: WrittenIn): void {
  const note = refusalOf(name, asked);
  if (note === undefined) return;
  throw new DiagnosticError({
    id: "function-name-invalid",
    message: `"${name}" cannot be the name of a function`,
    place: setting("name"),
    note,
    hint: prose`choose another one: ${setting("name", legalName(name, asked))}`,
  });
}

function refusalOf(name: string, asked: WrittenIn | undefined): string | undefined {
  if (!/^[A-Za-z]\w*$/.test(name) || name.length > LONGEST) return "it must be a letter followed by at most 62 letters, digits and underscores";
  const first = asked === undefined ? [] : [firstAsked(asked)];
  for (const language of [...first, ...LANGUAGES.filter((one) => !first.includes(one))]) {
    const { title, naming, reserved } = language;
    const spelled = naming.function(name);
    const taken = [name, spelled, naming.package(spelled)].find((word) => reserved.has(word));
    const note = naming.refusal(name) ?? (taken === undefined ? undefined : `"${taken}" is a reserved word in ${title}`);
    if (note !== undefined) return first.length === 0 || first.includes(language) ? note : `${note}: a name must do in every language`;
  }
  return undefined;
}

/** Of a variant, the language whose statements it has. */
function firstAsked(asked: WrittenIn): Language {
  if (typeof asked !== "string") return asked.language;
  const spoken = spokenName(asked);
  return LANGUAGES.find(({ name }) => name === spoken) ?? LANGUAGES[0];
}

/**
 * A name that is accepted, made of any text: `my-model` becomes `my_model`, `3d` `network_3d`, `exp` and `main`, which C has a use for,
 * `exp_network` and `main_network`; `network` where no letter is left.
 */
export function legalName(text: string, asked?: WrittenIn): string {
  const joined = text.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  const begun = /^\d/.test(joined) ? `${NAMELESS}_${joined}` : joined;
  const name = /[A-Za-z]/.test(begun) ? begun.slice(0, LONGEST - NAMELESS.length - 1).replace(/_+$/, "") : NAMELESS;
  return refusalOf(name, asked) === undefined ? name : `${name}_${NAMELESS}`;
}

/** What a model tells that may name its function. */
export interface NameSources {
  readonly targets: readonly string[] | undefined;
  /** Columns of data that the outputs approximate. */
  readonly columns: readonly string[] | undefined;
  /** Without its folder; `-` of standard input. */
  readonly fileName: string;
}

/** What nnc calls the file of a model that nobody named. */
const UNNAMED = "nnc-model";

/**
 * `pseudo_exp` for a model of exp(x), else the only output column of its data, else its file, as `legalName` writes them, where somebody named that;
 * always a name that is accepted.
 */
export function defaultFunctionName({ targets, columns, fileName }: NameSources): string {
  const [target] = targets ?? [];
  const called = targets?.length === 1 ? /^(?!t\()([a-z][a-z0-9]{0,55})\([a-zA-Z]\w*\)$/.exec(target ?? "")?.[1] : undefined;
  if (called !== undefined) return `pseudo_${called}`;
  const [column, ...others] = columns ?? [];
  if (column !== undefined && others.length === 0) return legalName(column);
  const stem = fileName.replace(/(?<=.)\.(?:onnx|tflite|npz|model|safetensors)$/i, "").replace(/\.checkpoint$/, "");
  return stem === UNNAMED ? "network" : legalName(stem);
}
