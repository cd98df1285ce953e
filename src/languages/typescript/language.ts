// TypeScript with erasable types only, where float32 is a number rounded by Math.fround, and JavaScript, which has the same statements without them.
// How these are written is spelling.ts's.

import declarations from "../../../templates/ts/declarations.d.ts.hbs";
import javascriptSource from "../../../templates/ts/source.js.hbs";
import typescriptSource from "../../../templates/ts/source.ts.hbs";
import type { Language } from "../../codegen/language.ts";
import { asciiIdentifier, camelCase, joinedWords, numberedLetters, pascalCase } from "../../codegen/name-scope.ts";
import { exact, spellingWith, stateHead } from "./spelling.ts";
import { ARRAYS, round, variableType } from "./types.ts";
import { ANNOTATIONS, COMMENTS } from "./typing.ts";

const KEYWORDS =
  "abstract any arguments as async await boolean break case catch class const constructor continue debugger declare " +
  "default delete do else enum eval export extends false finally for from function get if implements import in infer " +
  "instanceof interface is keyof let module namespace never new null number object of package private protected public " +
  "readonly require return set static string super switch symbol this throw true try type typeof undefined unique " +
  "unknown using var void while with yield globalThis NaN Infinity Math Float32Array fround " +
  "Float64Array Int8Array Uint8Array Int16Array Uint16Array Int32Array Uint32Array Number RangeError WebAssembly atob";

/** What both have in common. */
const COMMON: Omit<Language, "name" | "title" | "extension" | "aliases" | "template" | "spelling"> = {
  reserved: new Set(KEYWORDS.split(" ")),
  naming: {
    identifier: (hint) => joinedWords(asciiIdentifier(hint)),
    numbered: numberedLetters,
    refusal: () => undefined,
    function: camelCase,
    table: (_functionName, hint) => hint,
    batch: (functionName) => `${functionName}Array`,
    type: pascalCase,
    helper: (_unitName, name) => camelCase(name),
    package: (functionName) => functionName,
  },
  rounding: { kind: "spelled", round, exact },
  usesVectors: false,
  writtenOut: { mostStatements: 350, mostInputs: 8 },
  runsWebAssembly: true,
  selfTest: { name: () => "selfTest", says: (fact) => `tells whether ${fact}` },
  header: undefined,
};

const TYPESCRIPT = spellingWith(ANNOTATIONS);
const JAVASCRIPT = spellingWith(COMMENTS);

export const typescript: Language<"ts"> = {
  ...COMMON,
  name: "ts",
  title: "TypeScript",
  extension: "ts",
  otherExtensions: ["mts"],
  aliases: ["typescript"],
  template: typescriptSource,
  spelling: () => TYPESCRIPT,
};

/** No language of the registry: what is proved of TypeScript holds of it. */
export const javascript: Language<"js"> = {
  ...COMMON,
  name: "js",
  title: "JavaScript",
  extension: "js",
  otherExtensions: ["mjs"],
  aliases: ["javascript"],
  template: javascriptSource,
  spelling: () => JAVASCRIPT,
  declarations: {
    extensions: [
      { own: "d.ts", source: "js" },
      { own: "d.mts", source: "mjs" },
    ],
    language: typescript,
    template: declarations,
    function: (signature) => `${signature.replace(/^export /, "export declare ")};`,
    state: (type, initialiser, fields) => [
      ...stateHead("export declare class", type, initialiser),
      ...fields.map(({ name, scalar, size }) => (size === 1 ? `  ${name}: ${variableType(scalar)};` : `  readonly ${name}: ${ARRAYS[scalar]};`)),
      "}",
    ],
  },
};
