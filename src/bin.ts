#!/usr/bin/env node
import { streamOutput } from "./base/output.ts";
import { untilStopped } from "./cli/lifetime.ts";
import { main } from "./cli/main.ts";

const { output, flush } = streamOutput(process.stdout, process.stderr, process.env);

process.exitCode = await main(process.argv.slice(2), {
  directory: process.cwd(),
  environment: process.env,
  output,
  stopped: untilStopped,
});
flush();
