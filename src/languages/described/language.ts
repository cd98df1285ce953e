// Makes a Language of a description and a template: names, rounding and spelling follow from what the description says.

import type { Language, Naming } from "../../codegen/language.ts";
import { asciiIdentifier, camelCase, numberedLetters, numberedWord, pascalCase } from "../../codegen/name-scope.ts";
import type { Template } from "../../codegen/render-template.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Description, NameCase } from "./description.ts";
import { roundingOf, spellingOf } from "./spelling.ts";

/** @param path of the description, for what is said of a key that it has not and a Program needs. */
export function languageOfDescription(description: Description, template: Template, path: string): Language {
  const { title, extension, reserved } = description;
  const lacks = (key: string): never => {
    throw new DiagnosticError({
      id: "language-description-lacks",
      message: `the model cannot be written in ${title} as ${path} describes it`,
      note: `its function needs "${key}", which is not there`,
      hint: "add it: docs/templates.md says what it means",
    });
  };
  const rounding = roundingOf(description, lacks);
  const spelling = spellingOf(description, rounding, lacks);
  return {
    name: title,
    title,
    extension,
    aliases: [],
    reserved: new Set(reserved),
    naming: namingOf(description),
    rounding,
    usesVectors: false,
    template,
    header: undefined,
    spelling: () => spelling,
  };
}

function namingOf({ names: { functions, variables, tables } }: Description): Naming {
  return {
    identifier: (hint) => inCase(asciiIdentifier(hint), variables),
    declared: (name) => name,
    numbered: variables === "snake_case" || variables === "UPPER_CASE" ? numberedWord : numberedLetters,
    refusal: () => undefined,
    function: (name) => inCase(name, functions),
    table: (functionName, hint) => inCase(`${functionName}_${asciiIdentifier(hint)}`, tables),
    batch: (functionName) => functionName,
    type: (name) => name,
    helper: (unitName, name) => inCase(`${unitName}_${name}`, functions),
    package: (functionName) => functionName,
  };
}

/** A name of letters, digits and underscores, whose words are told apart by underscores or capitals. */
function inCase(name: string, wanted: NameCase): string {
  const apart = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").split("_").filter((word) => word !== "").join("_");
  switch (wanted) {
    case "snake_case":
      return apart.toLowerCase();
    case "UPPER_CASE":
      return apart.toUpperCase();
    case "camelCase":
      return camelCase(apart);
    case "PascalCase":
      return pascalCase(apart);
  }
}
