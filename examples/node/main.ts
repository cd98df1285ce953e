// Prints the network's function beside the one it approximates: x, pseudoExp(x), Math.exp(x), difference.
// Compiled by tsc (npm run start), or run as it is by Node 22.18 and newer (npm run start-without-build).

import { pseudoExp } from "./pseudo_exp.ts";

console.log("  x  pseudoExp(x)  Math.exp(x)  difference");
for (let i = 0; i <= 10; i++) {
  const x = Math.fround(i / 10);
  const approximate = pseudoExp(x);
  const difference = approximate - Math.exp(x);
  const columns = [approximate.toFixed(6).padStart(12), Math.exp(x).toFixed(6).padStart(11), signed(difference).padStart(10)];
  console.log([x.toFixed(1), ...columns].join("  "));
}

function signed(value: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(6);
}
