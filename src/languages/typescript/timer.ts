// The program that times a TypeScript function: JavaScript, which is run as it is.

import evenTable from "../../../templates/ts/even-table.hbs";
import template from "../../../templates/ts/timer.hbs";
import type { Timer } from "../../codegen/timer.ts";

export const timer: Timer = {
  template,
  evenTable,
  file: "main.js",
  library: "Math",
  qualified: (name) => name,
  array: (name, form, size) => (form === "arrays" ? `arraysOf(${name}Numbers, ${size})` : `${name}Numbers`),
  argument: (name, form) => (form === "whole" ? name : `${name}[i]`),
  first: (name, form) => (form === "arrays" ? `${name}[i][0]` : `${name}[i]`),
  count: [],
  summed: (value) => value,
};
