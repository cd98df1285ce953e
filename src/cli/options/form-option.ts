// The option --form, of commands that emit.

import { FORMS, type Form } from "../../codegen/form.ts";
import { oneOfWords, type Problem } from "../../diagnostics/problem.ts";
import type { OptionDefinition } from "../arguments/command.ts";

export const FORM_OPTION: OptionDefinition = {
  name: "form",
  kind: "value",
  describe:
    "what is computed: the layers of the network; of one input also a table of lines, far faster; or the table where its error is no larger: auto (network)",
  choices: FORMS,
};

export function readForm(given: string): Form | Problem {
  return oneOfWords(FORMS, given, `'${given}' is no form of a function`);
}
