// The languages nnc speaks, a line each, under the names that `--lang` takes. What is asked of all of them is index.ts's.

export { c } from "./c/index.ts";
export { go } from "./go/index.ts";
export { typescript as ts } from "./typescript/index.ts";
