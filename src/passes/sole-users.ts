// Who uses a value, where that is one operation and nobody else.

import { keptValues, type Network } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";

/** For each value the operation that takes it, once; undefined where there are several, where there is none, and for what outlives the call. */
export function soleUsers({ values, outputs, carried }: Network): readonly (ValueId | undefined)[] {
  const users = values.map((): ValueId[] => []);
  values.forEach((value, id) => {
    if (value.kind === "operation") value.arguments.forEach((argument) => users[argument].push(id));
  });
  const given = new Set(keptValues({ outputs, carried }));
  return users.map((of, id) => (of.length === 1 && !given.has(id) ? of[0] : undefined));
}
