// Functions that remember their calls, compiled with every toolchain and compared with the interpreter over whole sequences, bit for bit.

import { expect, test } from "vitest";
import { SEQUENCE } from "../../src/codegen/sequence.ts";
import { chooseGolden } from "../../src/codegen/self-test/choose-golden.ts";
import { pairStates } from "../../src/network/pair-states.ts";
import { checkModel } from "../../src/verify/check-model.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { fewInputs, requestFor } from "../fixtures.ts";
import { OPEN_NETWORKS } from "../network/stateful-networks.ts";

test.each(OPEN_NETWORKS.map((open) => [open.name, open] as const))("%s", async (name, { network, pairs }) => {
  const request = requestFor(pairStates(network, pairs), name);
  const { toolchains } = await checkModel({ ...request, selfTest: chooseGolden(request.program, undefined) }, undefined, ALL_TOOLCHAINS, { effort: fewInputs(10 * SEQUENCE) });
  expect(toolchains.map(({ toolchain, evaluated, firstDifference }) => ({ toolchain, evaluated, firstDifference }))).toEqual(
    ALL_TOOLCHAINS.map((one) => ({ toolchain: one.name, evaluated: 10 * SEQUENCE, firstDifference: undefined })),
  );
});
