// The option --workspace of nnc emit.

import { WORKSPACES, type Workspace } from "../../codegen/workspace.ts";
import { oneOfWords, type Problem } from "../../diagnostics/problem.ts";
import type { OptionDefinition } from "../arguments/command.ts";

export const WORKSPACE_OPTION: OptionDefinition = {
  name: "workspace",
  kind: "value",
  describe: "where the working memory of a call is: on the stack, or in a structure that its caller passes, in C (stack)",
  choices: WORKSPACES,
};

export function readWorkspace(given: string): Workspace | Problem {
  return oneOfWords(WORKSPACES, given, `'${given}' is no place for working memory`);
}
