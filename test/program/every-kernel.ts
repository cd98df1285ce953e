// A program that calls every kernel with the same two numbers.

import { checkProgram } from "../../src/program/check-program.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { apply, constantIndex, load } from "../../src/program/expression.ts";
import { KERNELS } from "../../src/program/kernels/index.ts";
import { KERNEL_NAMES } from "../../src/program/operator-name.ts";
import type { Program } from "../../src/program/program.ts";

export function everyKernel(): Program {
  const builder = new ProgramBuilder();
  const inputs = builder.buffer({ role: "input", name: "x", scalar: "f32", size: 2 });
  const results = builder.buffer({ role: "output", name: "y", scalar: "f32", size: KERNEL_NAMES.length });
  KERNEL_NAMES.forEach((name, place) => {
    const operands = KERNELS[name].operands.map((_, operand) => load(inputs, constantIndex(operand)));
    builder.store(results, constantIndex(place), apply(name, operands));
  });
  const program = builder.finish();
  checkProgram(program);
  return program;
}
