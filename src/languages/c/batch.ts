// The function of C that does another one for many arguments.

import type { Parameter, Spelling } from "../../codegen/language.ts";
import type { Dialect } from "./dialect.ts";

export const batchFunction = ({ types }: Dialect): Spelling["batch"] => ({ functionName, parameters, count, counter, single, passed, result, workspace, block }) => {
  const list = parameters.map(({ name, role, scalar }) => `${role === "input" ? "const " : ""}${types[scalar]} *${name}`);
  const given = passed.map((parameter) => (parameter.size === undefined ? `${parameter.name}[${counter}]` : arrayAt(parameter, counter)));
  const calling = [...given, ...(workspace === undefined ? [] : [workspace.name])].join(", ");
  const taken = workspace === undefined ? [] : [`struct ${workspace.type} *${workspace.name}`];
  const kept = result === undefined ? "" : `${result.name}[${counter}] = `;
  const blocks =
    block === undefined
      ? []
      : [
          `    for (; ${count} - ${counter} >= ${block.calls}u; ${counter} += ${block.calls}u) {`,
          `        ${block.name}(${parameters.map((parameter) => arrayAt(parameter, counter)).join(", ")});`,
          "    }",
        ];
  return {
    signature: `void ${functionName}(${[...list, `size_t ${count}`, ...taken].join(", ")})`,
    body: [`    size_t ${counter} = 0;`, ...blocks, `    for (; ${counter} < ${count}; ++${counter}) {`, `        ${kept}${single}(${calling});`, "    }"],
  };
};

function arrayAt({ name, size }: Parameter, counter: string): string {
  return `&${name}[${size === undefined ? "" : `${size}u * `}${counter}]`;
}
