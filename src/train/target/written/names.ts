// What nnc's functions and constants are called elsewhere: in Python, JavaScript, C, Go and spreadsheets, and on paper. Computes nothing.

import { CONSTANTS, FUNCTION_NAMES } from "../vocabulary.ts";
import { CALLS } from "./calls.ts";

/** What functions and constants are members of: `np.exp`, `tf.math.exp`, `std::exp`. */
const MODULES: ReadonlySet<string> = new Set([
  "np", "numpy", "jnp", "jax", "math", "Math", "MathF", "cmath", "mpmath", "torch", "nn", "functional", "F", "tf", "tensorflow", "keras", "ops", "K",
  "scipy", "special", "sp", "sympy", "cp", "cupy", "std",
]);

const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["arcsin", "asin"], ["arccos", "acos"], ["arctan", "atan"], ["arctan2", "atan2"], ["arctg", "atan"], ["atn", "atan"],
  ["arcsinh", "asinh"], ["arccosh", "acosh"], ["arctanh", "atanh"], ["arsinh", "asinh"], ["arcosh", "acosh"], ["artanh", "atanh"],
  ["sen", "sin"], ["tg", "tan"], ["sh", "sinh"], ["ch", "cosh"], ["th", "tanh"], ["tgh", "tanh"], ["ln", "log"],
  ["fabs", "abs"], ["absolute", "abs"], ["fmax", "max"], ["fmin", "min"], ["maximum", "max"], ["minimum", "min"],
  ["power", "pow"], ["sgn", "sign"], ["signum", "sign"], ["ceiling", "ceil"],
]);

/** Functions of C that have a form of float, `expf`, and one of long double, `expl`. */
const C_FUNCTIONS: ReadonlySet<string> = new Set([
  "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp", "exp2", "expm1", "log", "log2", "log10",
  "log1p", "sqrt", "cbrt", "pow", "hypot", "fabs", "fmin", "fmax", "floor", "ceil", "trunc",
]);

/** What mathematicians, programs and spreadsheets mean different logarithms by. */
const AMBIGUOUS: ReadonlySet<string> = new Set(["LOG"]);

/** nnc's name of a function that is called otherwise, one of calls.ts among them; undefined where it has none. */
export function functionNamed(name: string): string | undefined {
  const own = withoutModule(name);
  if (own === undefined) return knownFunction(name) ?? (AMBIGUOUS.has(name) ? undefined : knownFunction(name.toLowerCase()));
  return knownFunction(own) ?? knownFunction(own.toLowerCase());
}

function knownFunction(name: string): string | undefined {
  if (FUNCTION_NAMES.includes(name) || CALLS.has(name)) return name;
  const other = OTHER_NAMES.get(name);
  if (other !== undefined) return other;
  const stem = name.slice(0, -1);
  return /[fl]$/.test(name) && C_FUNCTIONS.has(stem) ? knownFunction(stem) : undefined;
}

/** The text of a constant: `pi` for `np.pi`, `Math.PI`, `math.Pi` and `M_PI`; undefined where it is none, or is called so already. */
export function constantNamed(name: string): string | undefined {
  const parts = /^M_(PI|E|LN2|LN10|LOG2E|LOG10E|SQRT2|SQRT1_2|PI_2|PI_4)$/.exec(name);
  if (parts !== null) return /^PI_\d$/.test(parts[1]) ? `(pi/${parts[1].slice(3)})` : ownConstant(parts[1]);
  const own = withoutModule(name);
  return own === undefined ? undefined : ownConstant(own);
}

function ownConstant(name: string): string | undefined {
  const names = [...CONSTANTS.keys()];
  return names.find((one) => one === name.toLowerCase()) ?? names.find((one) => one.toLowerCase() === name.toLowerCase());
}

/** `exp` of `np.exp`; undefined where it is a member of nothing, or of what is no module. */
function withoutModule(name: string): string | undefined {
  const parts = name.split(/\.|::/);
  const own = parts.pop() ?? "";
  return parts.length > 0 && parts.every((part) => MODULES.has(part)) ? own : undefined;
}
