#!/usr/bin/env node
// Where the program nnc starts. Everything is in command-line.ts; here it is only asked whether this Node can run it, in a language that old
// ones understand, and the exit code is set.

/** As package.json has it. */
const OLDEST = [20, 19];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  void import("./short-runs.ts").then(async ({ setForShortRuns }) => {
    setForShortRuns();
    const { runCommandLine } = await import("./command-line.ts");
    // Not process.exit: it would cut off what is still on its way into a pipe.
    process.exitCode = await runCommandLine(process.argv.slice(2));
  });
} else {
  const hint = "install a newer one: https://nodejs.org";
  process.stderr.write(`error: nnc needs Node ${OLDEST.join(".")} or newer\n  note: this is Node ${process.versions.node}\n  hint: ${hint}\n`);
  process.exitCode = 2;
}
