// Ops that move elements, as numpy defines them: arrays and loops, sharing nothing with the computations of the ops.

import { listOf, numberOf } from "../../src/network/attributes.ts";
import { cellOf } from "./naive-pointwise.ts";
import { NAIVE_UPDATES } from "./naive-updates.ts";
import { axesOf, element, positions, tensor, type NaiveCall, type NaiveOps, type Tensor } from "./tensor.ts";

export const NAIVE_MOVEMENT: NaiveOps = {
  ...NAIVE_UPDATES,
  cell_border: ({ args: [borders, cell], attributes, shape }) => {
    const position = counted(cell.data[0], borders.shape[0] - 1) + numberOf(attributes, "side");
    return tensor(shape, (place) => element(borders, [position, ...place]));
  },
  cell_entry: ({ args: [cells, cell], attributes, shape }) => {
    const position = counted(cell.data[0], cells.shape[0]);
    return tensor(shape, (place) => element(cells, [position, ...place, numberOf(attributes, "entry")]));
  },
  center_crop_pad: ({ args: [x], shape }) => {
    const offset = x.shape.map((extent, axis) => (shape[axis] > extent ? -Math.floor((shape[axis] - extent) / 2) : Math.floor((extent - shape[axis]) / 2)));
    return tensor(shape, (at) => {
      const own = at.map((place, axis) => place + offset[axis]);
      return own.every((place, axis) => place >= 0 && place < x.shape[axis]) ? element(x, own) : 0;
    });
  },
  compress: ({ args: [x], attributes }) => take(x, chosen(listOf(attributes, "condition")), numberOf(attributes, "axis")),
  compress_all: ({ args: [{ data }], attributes }) => take({ shape: [data.length], data }, chosen(listOf(attributes, "condition")), 0),
  concat: ({ args, attributes }) => concat(args, numberOf(attributes, "axis")),
  depth_to_space: (call) => depthToSpace(call),
  element_after: ({ args: [list, position], attributes }) => {
    const offset = numberOf(attributes, "offset");
    const place = position === undefined ? 0 : counted(position.data[0], list.data.length - offset);
    return { shape: [], data: [list.data[place + offset]] };
  },
  frame: ({ args: [x], attributes, shape }) =>
    tensor(shape, (at) => {
      const own = at.map((place, axis) => place - listOf(attributes, "before")[axis]);
      const isInside = own.every((place, axis) => place >= 0 && place < x.shape[axis]);
      return isInside ? element(x, own) : numberOf(attributes, "value");
    }),
  gather: ({ args: [x, at], attributes }) => {
    const [axis] = axesOf([numberOf(attributes, "axis")], x.shape.length);
    return tensor(x.shape.toSpliced(axis, 1, ...at.shape), (place) => {
      const position = element(at, place.slice(axis, axis + at.shape.length));
      return element(x, place.toSpliced(axis, at.shape.length, counted(position, x.shape[axis])));
    });
  },
  gather_elements: ({ args: [x, at], attributes }) => {
    const [axis] = axesOf([numberOf(attributes, "axis")], x.shape.length);
    return tensor(at.shape, (place) => element(x, place.with(axis, counted(element(at, place), x.shape[axis]))));
  },
  gather_nd: ({ args: [x, at], attributes }) => {
    const batch = numberOf(attributes, "batch_dims");
    const length = at.shape[at.shape.length - 1];
    const leading = at.shape.slice(0, -1);
    return tensor([...leading, ...x.shape.slice(batch + length)], (place) => {
      const tuple = [...Array(length).keys()].map((i) => counted(element(at, [...place.slice(0, leading.length), i]), x.shape[batch + i]));
      return element(x, [...place.slice(0, batch), ...tuple, ...place.slice(leading.length)]);
    });
  },
  kept_elements: ({ shape }) => tensor(shape, () => 1),
  kept_factors: ({ shape }) => tensor(shape, () => 1),
  one_hot: ({ args: [indices, { data: [off, on] }], attributes }) => {
    const depth = numberOf(attributes, "depth");
    const [axis] = axesOf([numberOf(attributes, "axis")], indices.shape.length + 1);
    return tensor(indices.shape.toSpliced(axis, 0, depth), (place) => {
      const given = element(indices, place.toSpliced(axis, 1));
      const index = Number.isNaN(given) ? 0 : Math.trunc(given);
      return place[axis] === (index < 0 ? index + depth : index) ? on : off;
    });
  },
  pad: (call) => pad(call),
  pad_with: (call) => pad({ ...call, attributes: { ...call.attributes, value: call.args[1].data[0] } }),
  piecewise_linear: ({ args: [x, cells], attributes, shape, round }) => {
    const cell = cellOf(x.data[0], attributes, round);
    return tensor(shape, (place) => {
      const [slope, value] = [0, 1].map((entry) => element(cells, [cell, ...place, entry]));
      return round(value + round(slope * x.data[0]));
    });
  },
  reverse_sequence: ({ args: [x, lengths], attributes }) => {
    const [time, batch] = [numberOf(attributes, "time_axis"), numberOf(attributes, "batch_axis")];
    return tensor(x.shape, (place) => {
      const length = lengths.data[place[batch]];
      const source = place[time] < length ? Math.min(length - 1 - place[time], x.shape[time] - 1) : place[time];
      return element(x, place.with(time, source));
    });
  },
  segment_by_grid: ({ args: [x, knots, starts], attributes, shape, round }) => {
    const comparisons = numberOf(attributes, "comparisons");
    const start = starts.data[cellOf(x.data[0], attributes, round)];
    // A knot that is not there is the nearest one that so many places after a start can be.
    const compared = Array.from({ length: comparisons }, (_, place) => knots.data[place + 1 + counted(start, knots.data.length - place - 1)]);
    return { shape, data: [(start + compared.filter((knot) => x.data[0] >= knot).length) | 0] };
  },
  segment_by_search: ({ args: [x, knots], shape }) => {
    // Among the last ones or the first ones, a power of two of either; then always the half that is left.
    let [first, count] = [0, 1];
    while (2 * count <= knots.data.length) count *= 2;
    if (knots.data.length > count && x.data[0] >= knots.data[knots.data.length - count]) first = knots.data.length - count;
    for (; count > 1; count /= 2) if (x.data[0] >= knots.data[first + count / 2]) first += count / 2;
    return { shape, data: [first] };
  },
  segment_line: ({ args: [x, knots, lines, segment], shape, round }) => {
    const place = counted(segment.data[0], knots.data.length);
    const distance = round(x.data[0] - knots.data[place]);
    return tensor(shape, (at) => {
      const [slope, value] = [0, 1].map((entry) => element(lines, [place, ...at, entry]));
      return round(value + round(slope * distance));
    });
  },
  space_to_depth: ({ args: [x], attributes, shape }) => {
    const block = numberOf(attributes, "blocksize");
    const channels = x.shape[1];
    return tensor(shape, ([n, c, h, w]) => {
      const isDepthFirst = numberOf(attributes, "mode") === 0;
      const within = isDepthFirst ? Math.floor(c / channels) : c % block ** 2;
      const channel = isDepthFirst ? c % channels : Math.floor(c / block ** 2);
      return element(x, [n, channel, h * block + Math.floor(within / block), w * block + (within % block)]);
    });
  },
  split: ({ args: [x], attributes }) => {
    const [axis] = axesOf([numberOf(attributes, "axis")], x.shape.length);
    const [position, count] = [numberOf(attributes, "position"), numberOf(attributes, "count")];
    const sizes = listOf(attributes, "sizes");
    const equal = Math.ceil(x.shape[axis] / count);
    const start = sizes.length > 0 ? sizes.slice(0, position).reduce((sum, size) => sum + size, 0) : position * equal;
    const size = sizes.length > 0 ? sizes[position] : Math.min(equal, x.shape[axis] - start);
    return take(x, [...Array(size).keys()].map((i) => i + start), axis);
  },
  tile: ({ args: [x], shape }) => tensor(shape, (place) => element(x, place.map((one, axis) => one % x.shape[axis]))),
  trilu: ({ args: [x], attributes }) =>
    tensor(x.shape, (place) => {
      const [row, column] = place.slice(-2);
      const above = column - row - numberOf(attributes, "k");
      return (numberOf(attributes, "upper") === 0 ? above <= 0 : above >= 0) ? element(x, place) : 0;
    }),
};

/** The place in an axis that a position names: from the end where it is below 0, the nearest end where there is none. */
function counted(position: number, extent: number): number {
  return Math.min(Math.max(position < 0 ? position + extent : position, 0), extent - 1);
}

function chosen(condition: readonly number[]): readonly number[] {
  return [...condition.keys()].filter((position) => condition[position] !== 0);
}

/** numpy.take of a list of places. */
function take(x: Tensor, places: readonly number[], given: number): Tensor {
  const [axis] = axesOf([given], x.shape.length);
  return tensor(x.shape.with(axis, places.length), (place) => element(x, place.with(axis, places[place[axis]])));
}

/** numpy.concatenate, by looking at which array holds each position. */
function concat(args: readonly Tensor[], given: number): Tensor {
  const [axis] = axesOf([given], args[0].shape.length);
  const shape = args[0].shape.with(axis, args.reduce((sum, { shape: own }) => sum + own[axis], 0));
  return tensor(shape, (at) => {
    let place = at[axis];
    for (const arg of args) {
      if (place < arg.shape[axis]) return element(arg, at.with(axis, place));
      place -= arg.shape[axis];
    }
    throw new Error("no array holds the position");
  });
}

/** By writing each element of x to its place. */
function depthToSpace({ args: [x], attributes, shape }: NaiveCall): Tensor {
  const block = numberOf(attributes, "blocksize");
  const depth = x.shape[1] / block ** 2;
  const found = new Map(
    positions(x.shape).map((place) => {
      const [n, c, h, w] = place;
      const isDepthFirst = numberOf(attributes, "mode") === 0;
      const within = isDepthFirst ? Math.floor(c / depth) : c % block ** 2;
      const channel = isDepthFirst ? c % depth : Math.floor(c / block ** 2);
      const target = [n, channel, h * block + Math.floor(within / block), w * block + (within % block)];
      return [target.join(), element(x, place)];
    }),
  );
  return tensor(shape, (place) => found.get(place.join()) ?? NaN);
}

/** numpy.pad, of what is left where paddings are negative; by walking from x to the place. */
function pad({ args: [x], attributes }: NaiveCall): Tensor {
  const pads = listOf(attributes, "pads");
  const given = listOf(attributes, "axes");
  const axes = axesOf(given.length > 0 ? given : [...x.shape.keys()], x.shape.length);
  const before = x.shape.map((_, axis) => (axes.includes(axis) ? pads[axes.indexOf(axis)] : 0));
  const after = x.shape.map((_, axis) => (axes.includes(axis) ? pads[axes.indexOf(axis) + axes.length] : 0));
  const first = before.map((count) => Math.max(0, -count));
  const last = x.shape.map((extent, axis) => extent - 1 + Math.min(0, after[axis]));
  const walk = [
    () => undefined,
    (place: number, least: number, most: number) => walked(place, least, most),
    (place: number, least: number, most: number) => Math.max(least, Math.min(most, place)),
    (place: number, least: number, most: number) => {
      let at = place;
      while (at < least) at += most - least + 1;
      while (at > most) at -= most - least + 1;
      return at;
    },
  ][numberOf(attributes, "mode")];
  return tensor(x.shape.map((extent, axis) => before[axis] + extent + after[axis]), (at) => {
    const own = at.map((place, axis) => place - before[axis]);
    if (own.every((place, axis) => place >= first[axis] && place <= last[axis])) return element(x, own);
    const source = own.map((place, axis) => walk(place, first[axis], last[axis]));
    return source.every((place) => place !== undefined) ? element(x, source) : numberOf(attributes, "value");
  });
}

/** Reflected at both ends, again and again. */
function walked(place: number, least: number, most: number): number {
  let at = place;
  while (least < most && (at < least || at > most)) at = at < least ? 2 * least - at : 2 * most - at;
  return least === most ? least : at;
}
