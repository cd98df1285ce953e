// Languages that have the statements of one of the registry and are written otherwise, a line each, under the names that `--lang` takes. They are emitted,
// and never compiled or checked: what holds of the language whose statements they have holds of them.

export { c89 } from "./c/index.ts";
export { javascript as js } from "./typescript/index.ts";
