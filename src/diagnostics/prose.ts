// Text that speaks of settings as data, so that whoever shows it spells them: the command line as options, a program as fields.
// Prints nothing.

/** What a user of nnc sets, as a program writes it: what rooms below the command line may speak of. */
export const SETTING_NAMES = [
  "activation",
  "around",
  "baseline",
  "batch",
  "data",
  "dim",
  "domain",
  "exhaustive",
  "fix",
  "format",
  "hidden",
  "header",
  "holdOut",
  "initialiser",
  "inputs",
  "iterations",
  "lang",
  "jumps",
  "keepFloat",
  "learningRate",
  "loss",
  "math",
  "maxError",
  "missing",
  "module",
  "multiplyAdd",
  "name",
  "numbers",
  "optimiser",
  "outputActivation",
  "outputs",
  "package",
  "packageLicense",
  "packageUrl",
  "packageVersion",
  "properties",
  "recipe",
  "require",
  "result",
  "outside",
  "form",
  "resume",
  "samples",
  "schedule",
  "seed",
  "selfTest",
  "shape",
  "simd",
  "smallest",
  "splitSeed",
  "stack",
  "start",
  "state",
  "steps",
  "stream",
  "target",
  "task",
  "template",
  "update",
  "weight",
  "workspace",
] as const;

export type SettingName = (typeof SETTING_NAMES)[number];

/** A setting that is spoken of, with a value for it or without. */
export interface Mention {
  readonly setting: SettingName;
  readonly value?: string | undefined;
}

/** Text in which settings may be mentioned. */
export type Prose = string | readonly (string | Mention)[];

/** How a setting is written. */
export type Spelling = (mention: Mention) => string;

/** As a program writes a setting: `holdOut`, or `holdOut: 0` with a value. */
export const LIBRARY_SPELLING: Spelling = ({ setting: name, value }) => (value === undefined ? name : `${name}: ${value}`);

/** Mentions a setting: `prose\`give ${setting("holdOut", "0")}\``. */
export function setting(name: SettingName, value?: string): Mention {
  return { setting: name, value };
}

/** A template for text with mentions; what is text already is taken over as it is. */
export function prose(texts: TemplateStringsArray, ...parts: readonly (Prose | Mention | number)[]): Prose {
  const pieces = texts.flatMap((text, position) => [text, ...(position < parts.length ? piecesOf(parts[position]) : [])]);
  return pieces.filter((piece) => piece !== "");
}

/** The text with every setting spelled. */
export function spell(text: Prose, spelling: Spelling): string {
  if (typeof text === "string") return text;
  return text.map((piece) => (typeof piece === "string" ? piece : spelling(piece))).join("");
}

function piecesOf(part: Prose | Mention | number): readonly (string | Mention)[] {
  if (typeof part === "number") return [String(part)];
  if (typeof part === "string" || "setting" in part) return [part];
  return part;
}
