// The path of TypeScript's native compiler: the same answers as the one in JavaScript in a third of its processor time. What needs the
// compiler as a library, eslint and the bundler of declarations, takes the other.
import { join } from "node:path";
import { projectRoot } from "./bootstrap.mjs";

export const NATIVE_TSC = join(projectRoot, "node_modules", "typescript-native", "bin", "tsc");
