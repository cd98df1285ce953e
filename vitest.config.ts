import { configDefaults, defineConfig } from "vitest/config";
import { templateModule } from "./scripts/templates.mjs";
import { LongestFirst } from "./test/longest-first.ts";
import { timeLimit } from "./test/time-limit.ts";

/** Tests that run the built program as a user does; the build is made before them. */
const asUser = ["test/cli/**/*.test.ts", "test/examples/**/*.test.ts", "test/library/**/*.test.ts"];

/** As scripts/build.mjs bundles them. */
const templates = { name: "templates", load: (path: string) => (path.endsWith(".hbs") ? templateModule(path) : undefined) };

export default defineConfig({
  plugins: [templates],
  test: {
    testTimeout: timeLimit(60_000),
    hookTimeout: timeLimit(120_000),
    // 0 would be no time at all here.
    expect: { poll: { timeout: timeLimit(30_000) || 2 ** 31 - 1 } },
    pool: "forks",
    maxWorkers: 2,
    // One process for many files: a module is loaded, and its code optimised, once. What a test changes for all, an environment variable
    // say, it sets back.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    setupFiles: ["test/setup.ts", "test/record-cost.ts"],
    // What is transformed for one project, or in one run, is so for the others: a quarter of the time of a short run.
    experimental: { fsModuleCache: true },
    // The built program is loaded as it is.
    server: { deps: { external: [/^(?!.*\/node_modules\/).*\/dist\//] } },
    projects: [
      { extends: true, test: { name: "rooms", include: ["test/**/*.test.ts"], exclude: [...configDefaults.exclude, ...asUser, "test/packages/**"] } },
      { extends: true, test: { name: "as-user", include: asUser, globalSetup: ["test/global-setup.ts"] } },
    ],
  },
});
