/** `npm run docker:check`: what the Dockerfile says, carried out without an engine, and asked as compose.yaml would. */
import { strict as assert } from "node:assert";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startRedis, until } from "../helpers/redis-server.ts";
import { carryOut, type Image } from "./dockerfile.ts";

const context = fileURLToPath(new URL("../../", import.meta.url));
const workshop = mkdtempSync(join(tmpdir(), "helix-docker-"));
const redis = await startRedis("--requirepass", "a secret of this check");
let helix: ChildProcess | undefined;
try {
  const image = carryOut(join(context, "docker/Dockerfile"), context, workshop);
  assert.equal(image.user, "node", "it must not run as root");
  assert.ok(!existsSync(join(image.root, "helix/node_modules/mocha")), "development packages must stay behind");
  const secret = join(workshop, "redis-password");
  writeFileSync(secret, "a secret of this check\n");
  const spare = await startRedis();
  await spare.close();
  const environment = {
    ...image.environment,
    PATH: process.env["PATH"],
    // Nobody but this machine, and a port that is free.
    HELIX_HOST: "127.0.0.1",
    HELIX_PORT: String(spare.port),
    HELIX_REDIS_HOST: "127.0.0.1",
    HELIX_REDIS_PORT: String(redis.port),
    HELIX_REDIS_PASSWORD_FILE: secret,
  };
  const [command = "", ...words] = inside(image, image.entrypoint);
  helix = spawn(command, [...words, "mock", join(context, "specs/shop.yaml")], {
    cwd: image.root,
    env: environment,
    stdio: "inherit",
  });
  const [check = "", ...checkWords] = image.healthcheck;
  await until(() => spawnSync(check, checkWords, { env: environment }).status === 0);
  const answer = await fetch(`http://127.0.0.1:${spare.port}/v1/products?limit=1`, {
    headers: { "x-session-id": "a" },
  });
  assert.equal(
    answer.headers.get("x-helix-degraded"),
    null,
    "Redis must have been reached with the password of the file",
  );
  assert.ok([200, 401].includes(answer.status), `${answer.status} ${await answer.text()}`);
  helix.kill("SIGTERM");
  const [code] = await once(helix, "close");
  assert.equal(code, 0, "it must end in peace");
  console.log("the steps of docker/Dockerfile hold");
} finally {
  helix?.kill("SIGKILL");
  await redis.close();
  rmSync(workshop, { recursive: true, force: true });
}

/** Words with the paths of the image as paths of this machine. */
function inside(image: Image, words: readonly string[]): string[] {
  return words.map((word) => (word.startsWith("/") ? join(image.root, word) : word));
}
