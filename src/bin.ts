#!/usr/bin/env node
import { streamOutput } from "./base/output.ts";
import { untilStopped } from "./cli/lifetime.ts";
import { main } from "./cli/main.ts";
import { ordersVariable, readOrders } from "./cli/workers/orders.ts";
import { work } from "./cli/workers/worker.ts";

const { output, flush } = streamOutput(process.stdout, process.stderr, process.env);

const orders = process.env[ordersVariable];
process.exitCode =
  orders === undefined
    ? await main(process.argv.slice(2), {
        directory: process.cwd(),
        environment: process.env,
        output,
        stopped: untilStopped,
      })
    : await work(readOrders(orders), { environment: process.env, output });
flush();
