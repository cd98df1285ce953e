// Names the values of a network that is written: names of values are hints and may repeat, in ONNX a name stands for one value.

import type { Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";

export interface WrittenNames {
  /** A name that nothing has yet, like this one. */
  readonly unique: (hint: string) => string;
  /** By id. */
  readonly values: readonly string[];
  /** The outputs, in order: the value's name, or where `isCopy` one of its own, which takes an Identity to give it. */
  readonly outputs: readonly { readonly name: string; readonly value: ValueId; readonly isCopy: boolean }[];
}

/** Inputs and outputs keep the names they have as far as these are told apart; all else gives way. */
export function writtenNames(network: Network): WrittenNames {
  const used = new Set<string>();
  const unique = (hint: string): string => {
    const base = hint === "" ? "value" : hint;
    let name = base;
    for (let suffix = 2; used.has(name); suffix++) name = `${base}_${suffix}`;
    used.add(name);
    return name;
  };
  const names = new Map<ValueId, string>();
  for (const { name, value } of network.inputs) names.set(value, unique(name));
  const outputs = network.outputs.map(({ name, value }, position) => {
    const known = names.get(value);
    const isFirst = network.outputs.findIndex((output) => output.value === value) === position;
    if (isFirst && known === name) return { name, value, isCopy: false };
    const own = unique(name);
    if (known === undefined) names.set(value, own);
    return { name: own, value, isCopy: known !== undefined };
  });
  return { unique, values: network.values.map(({ name }, id) => names.get(id) ?? unique(name)), outputs };
}
