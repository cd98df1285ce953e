// The program around a C function.

import batchTemplate from "../../../templates/c/batch-driver.hbs";
import template from "../../../templates/c/driver.hbs";
import sweepTemplate from "../../../templates/c/sweep-driver.hbs";
import type { Driver } from "../../codegen/driver.ts";
import { DOUBLE_FUNCTIONS } from "./library.ts";

export const driver: Driver = {
  template,
  batchTemplate,
  sweepTemplate,
  formulaWords: DOUBLE_FUNCTIONS,
  file: "main.c",
  sourceFolder: "",
  qualified: (name) => name,
  argument: (array, byValue) => (byValue === undefined ? array : `${array}[0]`),
  instance: (name, type) => ({ declaration: `struct ${type} ${name};`, argument: `&${name}` }),
  assign: (target, call) => `${target} = ${call};`,
};
