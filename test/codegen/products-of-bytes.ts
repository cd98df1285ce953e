// A program that adds up products of neighbouring integers of 8 bits, extreme ones among them, and what a program of C around it prints. Tests nothing.

import type { EmitRequest } from "../../src/codegen/package.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { addIndex, constantIndex, constantOf, convert, load, multiply, add } from "../../src/program/expression.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { requestOfProgram } from "../fixtures.ts";

interface Shape {
  readonly count: number;
  /** Between neighbours in x. */
  readonly step: number;
  readonly isHalved?: boolean;
}

/** Two sums of products of x and a row of weights, and one of x and of u: x and u are arguments. */
export function productsOfBytes({ count, step, isHalved = false }: Shape): Program {
  const builder = new ProgramBuilder();
  const x = builder.buffer({ role: "input", name: "x", scalar: "i8", size: count * step });
  const u = builder.buffer({ role: "input", name: "u", scalar: "u8", size: count });
  const y = builder.buffer({ role: "output", name: "y", scalar: "i32", size: 3 });
  const values = Int8Array.from({ length: 2 * count }, (_, place) => (place === 1 ? -128 : ((place * 89) % 255) - 127));
  const w = builder.buffer({ role: "table", name: "w", scalar: "i8", size: 2 * count, values, rowLength: count, comment: "" });
  const sums = [0, 1, 2].map((number) => builder.variable(`sum${number}`, constantOf("i32", 0)));
  builder.for("k", count, (k) => {
    const whole = (buffer: number, index: typeof k) => builder.let("factor", convert(load(buffer, index), "i32", "round"));
    const element = whole(x, addIndex(constantIndex(0), k, step));
    const factors = [whole(w, k), whole(w, addIndex(k, constantIndex(count))), whole(u, k)];
    factors.forEach((factor, number) => {
      const product = builder.let("product", multiply(factor, element));
      sums[number].set(add(sums[number].read, isHalved ? builder.let("more", add(product, constantOf("i32", 1))) : product));
    });
  });
  sums.forEach(({ read }, number) => builder.store(y, constantIndex(number), read));
  return builder.finish();
}

const COUNT = 12;
const X = Int8Array.of(-128, -128, 127, 127, 0, -1, 1, 100, -77, -128, 127, 5);
const U = Uint8Array.of(255, 255, 0, 1, 128, 127, 255, 254, 3, 255, 255, 9);

export function request(): EmitRequest {
  return requestOfProgram(productsOfBytes({ count: COUNT, step: 1 }), "products");
}

/** Prints the sums. */
export const MAIN = `#include <stdint.h>
#include <stdio.h>
void products(const int8_t x[12], const uint8_t u[12], int32_t y[3]);
int main(void) {
    static const int8_t x[12] = {${X.join(", ")}};
    static const uint8_t u[12] = {${U.join(", ")}};
    int32_t y[3];
    products(x, u, y);
    printf("%ld %ld %ld\\n", (long)y[0], (long)y[1], (long)y[2]);
    return 0;
}
`;

/** What it must print, by nnc's interpreter. */
export function expectedSums(): string {
  return `${[...interpretValues(request().program, [X, U], 1)[0]].join(" ")}\n`;
}
