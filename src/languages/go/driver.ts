// The program around a Go function: package main, beside the package of the source.

import batchTemplate from "../../../templates/go/batch-driver.hbs";
import template from "../../../templates/go/driver.hbs";
import sweepTemplate from "../../../templates/go/sweep-driver.hbs";
import type { Driver } from "../../codegen/driver.ts";

export const driver: Driver = {
  template,
  batchTemplate,
  sweepTemplate,
  file: "driver.go",
  sourceFolder: "network/",
  qualified: (name) => `network.${name}`,
  argument: (array, byValue) => (byValue === undefined ? `&${array}` : `${array}[0]`),
  instance: (name, type) => ({ declaration: `var ${name} ${type}`, argument: `&${name}` }),
  assign: (target, call) => `${target} = ${call}`,
};
