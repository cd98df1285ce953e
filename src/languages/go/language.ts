// Go 1.18. How its statements are written is spelling.ts's.

import source from "../../../templates/go/source.go.hbs";
import type { Language } from "../../codegen/language.ts";
import { asciiIdentifier, camelCase, joinedWords, numberedLetters, pascalCase } from "../../codegen/name-scope.ts";
import { spelling } from "./spelling.ts";

const KEYWORDS =
  "break case chan const continue default defer else fallthrough for func go goto if import interface map package range " +
  "return select struct switch type var init main";
/** Hiding these is legal but surprises readers. */
const PREDECLARED =
  "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 " +
  "uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make max min new " +
  "panic print println real recover";

export const go: Language<"go"> = {
  name: "go",
  title: "Go",
  extension: "go",
  aliases: ["golang"],
  reserved: new Set(`${KEYWORDS} ${PREDECLARED}`.split(" ")),
  naming: {
    identifier: (hint) => joinedWords(asciiIdentifier(hint)),
    numbered: numberedLetters,
    refusal: () => undefined,
    function: pascalCase,
    table: (functionName, hint) => camelCase(functionName) + pascalCase(hint),
    batch: (functionName) => `${functionName}Slice`,
    type: pascalCase,
    helper: (unitName, name) => camelCase(unitName) + pascalCase(name),
    package: (functionName) => functionName.toLowerCase(),
  },
  rounding: { kind: "native" },
  usesVectors: false,
  writtenOut: { mostStatements: 350, mostInputs: 32 },
  selfTest: {
    name: (functionName) => `${functionName}SelfTest`,
    says: (fact) => `reports whether ${fact}`,
  },
  template: source,
  header: undefined,
  spelling,
};
