// TypeScript with erasable types only, where float32 is a number rounded by Math.fround. How its statements are written is spelling.ts's.

import source from "../../../templates/ts/source.ts.hbs";
import type { Language } from "../../codegen/language.ts";
import { asciiIdentifier, camelCase, joinedWords, numberedLetters, pascalCase } from "../../codegen/name-scope.ts";
import { exact, SPELLING } from "./spelling.ts";
import { round } from "./types.ts";

const KEYWORDS =
  "abstract any arguments as async await boolean break case catch class const constructor continue debugger declare " +
  "default delete do else enum eval export extends false finally for from function get if implements import in infer " +
  "instanceof interface is keyof let module namespace never new null number object of package private protected public " +
  "readonly require return set static string super switch symbol this throw true try type typeof undefined unique " +
  "unknown using var void while with yield globalThis NaN Infinity Math Float32Array fround " +
  "Float64Array Int8Array Uint8Array Int16Array Uint16Array Int32Array Uint32Array Number RangeError WebAssembly atob";

export const typescript: Language<"ts"> = {
  name: "ts",
  title: "TypeScript",
  extension: "ts",
  aliases: ["typescript", "js", "javascript"],
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
  template: source,
  header: undefined,
  spelling: () => SPELLING,
};
