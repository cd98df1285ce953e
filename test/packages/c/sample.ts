// The C package of two models that its tools are tried on.

import { emitPackage } from "../../../src/codegen/packaging/emit-package.ts";
import type { Package } from "../../../src/codegen/package.ts";
import { c } from "../../../src/languages/c/language.ts";
import { packageStyle } from "../../../src/languages/c/package.ts";
import { sampleMembers, samplePackage } from "../../codegen/packaging/sample-package.ts";

export const SAMPLE: Package = emitPackage(packageStyle, sampleMembers(c, 2), samplePackage(c, 2));

/** A program of C and C++ that calls both functions; it ends with 0 where they compute the right bits. */
export const PROGRAM = `#include "pseudo_exp.h"
#include "three_to_two.h"

int main(void) {
    const float x[3] = {0.5f, 0.5f, 0.5f};
    float y[2];
    three_to_two(x, y);
    return pseudo_exp(0.5f) > 0.0f || y[0] > 0.0f || y[1] > -1.0f ? pseudo_exp_selftest() | three_to_two_selftest() : 2;
}
`;
