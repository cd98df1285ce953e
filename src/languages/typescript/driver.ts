// The program around a TypeScript function: JavaScript, which is run as it is.

import batchTemplate from "../../../templates/ts/batch-driver.hbs";
import template from "../../../templates/ts/driver.hbs";
import sweepTemplate from "../../../templates/ts/sweep-driver.hbs";
import type { Driver } from "../../codegen/driver.ts";

export const driver: Driver = {
  template,
  batchTemplate,
  sweepTemplate,
  file: "main.js",
  sourceFolder: "",
  qualified: (name) => `network.${name}`,
  argument: (array, byValue) => (byValue === undefined ? array : byValue === "bool" ? `${array}[0] !== 0` : `${array}[0]`),
  instance: (name, type) => ({ declaration: `const ${name} = new ${type}();`, argument: name }),
  assign: (target, call) => `${target} = ${call};`,
};
