// docs/article.md: every command in it still prints what the page says, and draws the pictures it shows.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { timeLimit } from "../time-limit.ts";
import { projectRoot } from "./copy-of-examples.ts";

test("the walk through the article is up to date", { timeout: timeLimit(120_000) }, () => {
  const { status, stderr } = spawnSync(process.execPath, [join(projectRoot, "scripts", "article.mjs"), "--check"], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});
