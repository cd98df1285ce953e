// The program that times a C function.

import evenTable from "../../../templates/c/even-table.hbs";
import template from "../../../templates/c/timer.hbs";
import type { Timer } from "../../codegen/timer.ts";

export const timer: Timer = {
  template,
  evenTable,
  file: "main.c",
  library: "libm",
  qualified: (name) => name,
  array: () => "float *",
  argument: (name, form, size) => {
    switch (form) {
      case "number":
        return at(name, size);
      case "arrays":
        return `&${at(name, size)}`;
      case "whole":
        return name;
    }
  },
  first: (name, _form, size) => at(name, size),
  count: ["count"],
  foreignFunction(name, inputs, outputs) {
    const parameters = [...inputs.map((input) => `const float *${input}`), ...outputs.map((output) => `float *${output}`)];
    return `void ${name}(${parameters.join(", ")})`;
  },
  summed: (value) => `bits_of(${value})`,
};

function at(name: string, size: number): string {
  return size === 1 ? `${name}[i]` : `${name}[${size} * i]`;
}
