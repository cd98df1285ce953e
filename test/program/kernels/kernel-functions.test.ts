// What sources have of each kernel beside its numbers: the names of the function and of its arguments.

import { expect, test } from "vitest";
import { kernelFunction } from "../../../src/program/kernel-program.ts";
import { KERNELS } from "../../../src/program/kernels/index.ts";
import { KERNEL_NAMES } from "../../../src/program/operator-name.ts";

test.each(KERNEL_NAMES)("%s is called so, and takes x, or x and y", (name) => {
  const { name: called, program } = kernelFunction(name);
  const inputs = program.buffers.filter(({ role }) => role === "input").map((buffer) => buffer.name);
  expect([KERNELS[name].name, called, inputs]).toEqual([name, name, name === "pow" ? ["x", "y"] : ["x"]]);
});
