// Lowers a Network to a Program, whose inputs and outputs are those of the network. What is computed in between is lowering.ts's.

import type { Named, Network } from "../../network/network.ts";
import type { Shape } from "../../network/shape.ts";
import type { ValueId } from "../../network/op.ts";
import { useCounts, valueOf } from "../../network/network.ts";
import { elementCount } from "../../network/shape.ts";
import { ProgramBuilder } from "../../program/builder.ts";
import { checkProgram } from "../../program/check-program.ts";
import type { BufferId, Program } from "../../program/program.ts";
import { copyElements } from "./copy-elements.ts";
import { dropUnread } from "./drop-unread.ts";
import { leastMemory } from "./least-memory.ts";
import { LAYOUTS, type Layout } from "./layout.ts";
import type { MultiplyAdd } from "./multiply-adds.ts";
import { partProducts } from "./part-products.ts";
import { beforeStatesChange, declareStates, keepStates, roomsInStates } from "./states.ts";
import { shareScratch } from "./share-scratch.ts";
import { rowMajor, type Buffered, type Room, type Storage } from "./storage.ts";
import { Lowering } from "./lowering.ts";

/** The Program that computes one call of the network. The layout changes no bit of any result; how products are added does. */
export function lower(network: Network, layout: Layout = LAYOUTS.speed, multiplyAdds: MultiplyAdd = "separate"): Program {
  const lowered = (one: Network): Program => shareScratch(partProducts(lowerWithRoomForEach(one, layout, multiplyAdds)));
  const program = layout.inRows ? leastMemory(network, lowered) : lowered(network);
  checkProgram(program);
  return program;
}

/** The same, unchecked and with working memory of its own for every value that needs some. */
export function lowerWithRoomForEach(network: Network, layout: Layout, multiplyAdds: MultiplyAdd = "separate"): Program {
  const builder = new ProgramBuilder();
  const declared = (role: "input" | "output", { name, value }: Named): BufferId => {
    const { shape, scalar } = valueOf(network, value);
    return builder.buffer({ role, name, scalar, size: elementCount(shape) });
  };
  const inputs = network.inputs.map((input) => rowMajor(declared("input", input), valueOf(network, input.value).shape));
  const outputs = network.outputs.map((output) => rowMajor(declared("output", output), valueOf(network, output.value).shape));
  const uses = useCounts(network);
  const rooms = network.outputs.flatMap(({ value }, position): (readonly [ValueId, Room])[] => {
    return uses[value] === 1 && elementCount(valueOf(network, value).shape) > 1 ? [[value, { storage: outputs[position], isReadable: false }]] : [];
  });
  const states = declareStates(builder, network);
  const lowering = new Lowering({ network, layout, multiplyAdds, builder, inputs, states, rooms: new Map([...rooms, ...roomsInStates(network, states)]) });
  lowering.run();
  const storageOf = (id: ValueId): Storage => lowering.storageOf(id);
  const shapes = network.outputs.map(({ value }) => valueOf(network, value).shape);
  const isReturned = shapes.length === 1 && elementCount(shapes[0]) === 1;
  const returned = isReturned ? beforeStatesChange(builder, network, storageOf(network.outputs[0].value), shapes[0]) : undefined;
  if (returned === undefined) network.outputs.forEach(({ value }, position) => copyToOutput(builder, shapes[position], storageOf(value), outputs[position]));
  keepStates(builder, network, states, storageOf);
  if (returned !== undefined) builder.return(returned);
  return dropUnread(builder.finish());
}

/** Where a value is computed that is an output, it is there already. */
function copyToOutput(builder: ProgramBuilder, shape: Shape, storage: Storage, target: Buffered): void {
  if (storage !== target) copyElements(builder, shape, storage, target);
}
