import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** One instruction of a Dockerfile, e.g. `COPY` with "--from=build /a b". */
interface Instruction {
  readonly name: string;
  readonly words: string;
}

/** What an image would start with. */
export interface Image {
  /** Where the root of its file system stands. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string | undefined;
  /** With paths as in the image. */
  readonly entrypoint: readonly string[];
  readonly healthcheck: readonly string[];
}

/**
 * Carries out what a Dockerfile says without an engine: each stage in an empty folder, with the Node of this machine in
 * place of the base image's. Throws where a step fails, or copies what its `.dockerignore` keeps away.
 *
 * @param context - the folder that is built from
 * @param workshop - an empty folder for the stages
 */
export function carryOut(file: string, context: string, workshop: string): Image {
  const allowed = readFileSync(`${file}.dockerignore`, "utf8").match(/(?<=^!).+$/gm) ?? [];
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const { name, words } of instructions(readFileSync(file, "utf8"))) {
    if (name === "FROM") {
      const [, title = "last"] = /\bAS (\S+)$/.exec(words) ?? [];
      stage = new Stage(join(workshop, title));
      stages.set(title, stage);
    } else if (name === "COPY") {
      const [, from, paths = ""] = /^(?:--from=(\S+) )?(.*)$/.exec(words) ?? [];
      const source = from === undefined ? { root: context, allowed } : { root: stages.get(from)?.root ?? "" };
      stage?.copy(paths.split(" "), source);
    } else stage?.follow(name, words);
  }
  if (!stage) throw new Error(`${file} has no stage`);
  return stage;
}

class Stage implements Image {
  readonly root: string;
  readonly environment: Record<string, string> = {};
  user: string | undefined;
  entrypoint: readonly string[] = [];
  healthcheck: readonly string[] = [];
  #directory = "/";

  constructor(root: string) {
    this.root = root;
    mkdirSync(root, { recursive: true });
  }

  follow(name: string, words: string): void {
    switch (name) {
      case "WORKDIR":
        this.#directory = words;
        mkdirSync(this.#here, { recursive: true });
        break;
      case "RUN":
        this.#run(words);
        break;
      case "ENV":
        for (const pair of words.split(" ")) this.environment[pair.split("=")[0] ?? ""] = pair.split("=")[1] ?? "";
        break;
      case "USER":
        this.user = words;
        break;
      case "ENTRYPOINT":
        this.entrypoint = JSON.parse(words);
        break;
      case "HEALTHCHECK":
        this.healthcheck = JSON.parse(words.slice(words.indexOf("CMD ") + 4));
        break;
    }
  }

  copy(paths: readonly string[], source: { readonly root: string; readonly allowed?: readonly string[] }): void {
    const to = join(this.#here, paths.at(-1) ?? "");
    const isFolder = paths.at(-1)?.endsWith("/") ?? false;
    for (const path of paths.slice(0, -1)) {
      if (source.allowed && !source.allowed.includes(path)) throw new Error(`.dockerignore keeps ${path} away`);
      const from = join(source.root, path);
      if (!existsSync(from)) throw new Error(`there is no ${path} to copy`);
      cpSync(from, isFolder ? join(to, basename(path)) : to, { recursive: true });
    }
  }

  get #here(): string {
    return join(this.root, this.#directory);
  }

  #run(command: string): void {
    const { PATH, HOME } = process.env;
    const { status } = spawnSync("sh", ["-c", command], { cwd: this.#here, env: { PATH, HOME }, stdio: "inherit" });
    if (status !== 0) throw new Error(`"${command}" ended with ${status}`);
  }
}

/** Without comments, each on one line. */
function instructions(text: string): Instruction[] {
  const lines = text
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => ({ name: line.split(" ", 1)[0] ?? "", words: line.slice(line.indexOf(" ") + 1) }));
}
