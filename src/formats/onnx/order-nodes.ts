// Orders nodes so that each stands after those it needs. ONNX asks for that order, but not every tool keeps it.

/**
 * Depth-first search with a stack of its own, so that a chain of any length is followed. Nodes that are in order stay in it.
 *
 * @param dependencies for each node the positions of the nodes it needs.
 * @returns the positions in order, or the nodes of one cycle, each needed by the one before it.
 */
export function orderNodes(
  dependencies: readonly (readonly number[])[],
): { readonly order: readonly number[] } | { readonly cycle: readonly number[] } {
  const order: number[] = [];
  const states = dependencies.map((): "untouched" | "open" | "done" => "untouched");
  const next = dependencies.map(() => 0);
  for (const start of dependencies.keys()) {
    const path = states[start] === "untouched" ? [start] : [];
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      states[node] = "open";
      const needed = dependencies[node][next[node]++];
      if (needed === undefined) {
        states[node] = "done";
        order.push(node);
        path.pop();
      } else if (states[needed] === "open") {
        return { cycle: path.slice(path.indexOf(needed)) };
      } else if (states[needed] === "untouched") {
        path.push(needed);
      }
    }
  }
  return { order };
}
