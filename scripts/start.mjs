// `npm start`: shows a newcomer the whole way, by running the commands a user would type and echoing each of them.
// Installs npm packages inside this folder and nothing else: nnc check leaves out what has no compiler here.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureBuild, ensureDependencies, ensureNodeVersion, projectRoot, runScript } from "./bootstrap.mjs";

const model = "nnc-model.onnx";

const steps = [
  { title: "Train a network 1-16-32-1 on e^x", command: ["train", "-o", model] },
  { title: "Compile it to C, Go and TypeScript", command: ["emit", model, "--lang", "c", "-o", "out/exp.c"] },
  { command: ["emit", model, "--lang", "go", "-o", "out/exp.go"] },
  { command: ["emit", model, "--lang", "ts", "-o", "out/exp.ts"] },
  { title: "Run each one that can be compiled here and compare it with Math.exp", command: ["check", model] },
];

const nextCommands = `
Next:
  npx nnc info                 the layers, their sizes and the training record
  npx nnc emit --lang c        the same C on stdout
  npx nnc report -o page.html  figures, plots and commands on one page
  npx nnc train --help         other functions, domains and shapes
  npm link                     puts nnc on your PATH
  npm test                     sets up the compilers and runs every test
  README.md                    the rest
`;

runScript(() => {
  ensureNodeVersion();
  ensureDependencies();
  ensureBuild();
  mkdirSync("out", { recursive: true });

  for (const { title, command } of steps) {
    if (title !== undefined) process.stderr.write(`\n${title}\n`);
    process.stderr.write(`$ nnc ${command.join(" ")}\n`);
    const result = spawnSync(process.execPath, [join(projectRoot, "dist", "nnc.js"), ...command], { stdio: "inherit" });
    if (result.status !== 0) {
      process.exitCode = result.status ?? 1;
      return;
    }
  }
  process.stderr.write(nextCommands);
});
