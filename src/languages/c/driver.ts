// The program around a C function.

import batchTemplate from "../../../templates/c/batch-driver.hbs";
import template from "../../../templates/c/driver.hbs";
import type { Driver } from "../../codegen/driver.ts";

export const driver: Driver = {
  template,
  batchTemplate,
  file: "main.c",
  sourceFolder: "",
  qualified: (name) => name,
  argument: (array, byValue) => (byValue === undefined ? array : `${array}[0]`),
  instance: (name, type) => ({ declaration: `struct ${type} ${name};`, argument: `&${name}` }),
  assign: (target, call) => `${target} = ${call};`,
};
