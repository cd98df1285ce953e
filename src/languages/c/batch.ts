// The function of C that does another one for many arguments.

import type { Parameter, Spelling } from "../../codegen/language.ts";
import { TYPES } from "./types.ts";

export const batchFunction: Spelling["batch"] = ({ functionName, parameters, count, counter, single, returns, block }) => {
  const list = parameters.map(({ name, role, scalar }) => `${role === "input" ? "const " : ""}${TYPES[scalar]} *${name}`);
  const given = parameters.map((parameter) => (parameter.size === undefined ? `${parameter.name}[${counter}]` : arrayAt(parameter, counter)));
  const call = returns ? `${given[given.length - 1]} = ${single}(${given.slice(0, -1).join(", ")});` : `${single}(${given.join(", ")});`;
  const blocks =
    block === undefined
      ? []
      : [
          `    for (; ${count} - ${counter} >= ${block.calls}; ${counter} += ${block.calls}) {`,
          `        ${block.name}(${parameters.map((parameter) => arrayAt(parameter, counter)).join(", ")});`,
          "    }",
        ];
  return {
    signature: `void ${functionName}(${[...list, `size_t ${count}`].join(", ")})`,
    body: [`    size_t ${counter} = 0;`, ...blocks, `    for (; ${counter} < ${count}; ++${counter}) {`, `        ${call}`, "    }"],
  };
};

function arrayAt({ name, size }: Parameter, counter: string): string {
  return `&${name}[${size === undefined ? "" : `${size} * `}${counter}]`;
}
