import { defineConfig } from "vitest/config";
import { templateModule } from "./scripts/templates.mjs";

/** Of `npm run test:packages`: packages under tools that `npm test` does not install. */
export default defineConfig({
  plugins: [{ name: "templates", load: (path: string) => (path.endsWith(".hbs") ? templateModule(path) : undefined) }],
  test: { include: ["test/packages/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000, pool: "forks", maxWorkers: 1, isolate: false },
});
