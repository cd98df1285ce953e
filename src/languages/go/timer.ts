// The program that times a Go function: package main, beside the package of the source.

import evenTable from "../../../templates/go/even-table.hbs";
import template from "../../../templates/go/timer.hbs";
import type { Timer } from "../../codegen/timer.ts";

export const timer: Timer = {
  template,
  evenTable,
  file: "timer.go",
  library: "package math",
  qualified: (name) => `network.${name}`,
  array: (_name, form, size) => (form === "arrays" ? `[][${size}]float32` : "[]float32"),
  argument: (name, form) => {
    switch (form) {
      case "number":
        return `${name}[i]`;
      case "arrays":
        return `&${name}[i]`;
      case "whole":
        return name;
    }
  },
  first: (name, form) => (form === "arrays" ? `${name}[i][0]` : `${name}[i]`),
  count: [],
  summed: (value) => `math.Float32bits(${value})`,
};
