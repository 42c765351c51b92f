import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { bundle } from "./bundle.ts";
import { notices } from "./notices.ts";

// Makes dist/: the declarations by tsc, the code by esbuild, and the licences of what that took in.
rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
writeFileSync("dist/NOTICES.txt", notices(await bundle("dist")));
