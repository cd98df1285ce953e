import { test } from "vitest";
import { compileTarget } from "../../src/train/target/target.ts";
import { train } from "../../src/train/trainer.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import { printNetwork } from "../../src/network/print.ts";
import { lower } from "../../src/codegen/lower.ts";
import { interpret } from "../../src/program/interpret.ts";
import { buildTrainingStep } from "../../src/train/step/build.ts";
import { denseNetwork, denseParameters } from "../../src/train/architecture.ts";
import { parseActivation } from "../../src/train/activation.ts";
import { LOSSES } from "../../src/train/losses/index.ts";
import { elementCount } from "../../src/network/network.ts";
test("x", async () => {
  const arch={inputs:1,hidden:[16,32],outputs:1,activation:parseActivation("leaky_relu:0.2")};
  console.log(printNetwork(buildTrainingStep(denseNetwork(arch,100,denseParameters(arch).map(p=>new Float32Array(elementCount(p.shape)))), LOSSES["mean-squared-error"]).network));
  const target = await compileTarget("exp(x)", ["x"]);
  for (let seed=1; seed<=20; seed++) {
    const t0=performance.now();
    const g = train({recipe: RECIPES.article, targets:[target], domain:[{name:"x",low:0,high:1}], seed});
    let r = g.next(); while (!r.done) r = g.next();
    const t1=performance.now();
    const xs=Float32Array.from({length:10001},(_, i)=>i/10000);
    const [ys]=interpret(lower(r.value.network),[xs],10001);
    let worst=0; for (let i=0;i<10001;i++) worst=Math.max(worst,Math.abs(ys[i]-Math.exp(xs[i])));
    const [p]=interpret(lower(r.value.network),[Float32Array.of(0.2)],1);
    console.log(`| ${seed} | ${worst.toExponential(2)} | ${p[0].toFixed(5)} | ${((t1-t0)/1000).toFixed(2)} | ${r.value.losses.at(-1)}`);
  }
});
