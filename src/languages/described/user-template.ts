// Compiles a template that a user wrote, where it names paths alone that there are. What it may name is the view's; nothing it says is run but that.

import Handlebars from "handlebars";
import type { Template } from "../../codegen/render-template.ts";
import { SOURCE_SHAPE } from "../../codegen/view-shape.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { templateFaults } from "./template-faults.ts";

/** As the templates of nnc's own languages are compiled. */
const OPTIONS = { noEscape: true, strict: true, knownHelpersOnly: true, knownHelpers: { each: true, if: true } };

/** The marks of what is put into a text later. */
const RESERVED_CHARACTER = /[\uE000\uE001]/;

/**
 * @param path for what is said of it.
 * @throws DiagnosticError (usage) where the text is no template, does what templates may not, or names what there is not; when it is filled, where
 * the process may compile nothing.
 */
export function userTemplate(text: string, path: string): Template {
  if (RESERVED_CHARACTER.test(text)) throw refused(path, "it has a character that nnc keeps to itself, U+E000 or U+E001");
  const [fault] = templateFaults(parsed(text, path), SOURCE_SHAPE);
  if (fault !== undefined) throw refused(`${path}:${fault.line}:${fault.column}`, fault.text);
  const compiled = Handlebars.compile<object>(text, OPTIONS);
  return { name: path, compiled: (view: object) => filled(compiled, view, path) };
}

function parsed(text: string, path: string): hbs.AST.Program {
  try {
    return Handlebars.parseWithoutProcessing(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw refused(path, error.message);
  }
}

/** What is compiled first here is JavaScript. */
function filled(compiled: (view: object) => string, view: object, path: string): string {
  try {
    return compiled(view);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    throw new DiagnosticError({
      id: "template-not-compiled",
      message: `${path} cannot be compiled here`,
      note: "a template is made into JavaScript, and this process may make none of texts",
      hint: "start Node.js without what disallows code generation from strings",
    });
  }
}

function refused(place: string, note: string): DiagnosticError {
  return new DiagnosticError({
    id: "template-invalid",
    message: "the template cannot be used",
    place,
    note,
    hint: "docs/templates.md says what a template may do, and what it may name",
  });
}
