import { SettingsError } from "../base/errors.ts";
import { suggestion } from "../base/nearest.ts";
import type { Output } from "../base/output.ts";
import { packageVersion } from "../base/version.ts";
import { readConfig, type SettingsLayer } from "../config.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import { EXIT } from "./exit-code.ts";
import { failureOf } from "./failure.ts";
import { helpText, verbHelpText } from "./help.ts";
import { surroundingLayers } from "./surroundings.ts";
import type { Invocation, Verb } from "./verb.ts";
import { mock, verbs } from "./verbs.ts";

/** The world that a command runs in. */
export interface World {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly output: Output;
  readonly stopped: Invocation["stopped"];
}

/**
 * Runs one command line.
 * @returns the exit code; what went wrong has been printed
 */
export async function main(line: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(parseArguments(line), world);
  } catch (error) {
    const { text, exitCode } = failureOf(error, world.output);
    world.output.complain(text);
    return exitCode;
  }
}

async function dispatch({ words, help, version, layer, notes }: Arguments, world: World): Promise<number> {
  const { output } = world;
  if (help || version || words[0] === "help") {
    output.print(version && !help ? `${packageVersion()}\n` : helpOn(words));
    return EXIT.fine;
  }
  for (const note of [...notes, ...clashes(words, layer)]) output.complain(`helix: ${note}\n`);
  const { verb, rest } = findVerb(words);
  const count = verb.documents === "none" ? 0 : verb.documents === "one" ? 1 : rest.length;
  const documents = rest.slice(0, count);
  const operands = rest.slice(count);
  if (operands.length > verb.maxOperands) {
    throw new SettingsError(`"${operands[verb.maxOperands]}" is one word too many; usage: ${usage(verb)}`);
  }
  const flags = documents.length === 0 ? layer : { ...layer, values: new Map(layer.values).set("document", documents) };
  const config = readConfig([flags, ...(await surroundingLayers(world.directory, world.environment))]);
  const [document = ""] = config.document;
  if (verb.documents !== "none" && document === "") throw new SettingsError(`no document given; usage: ${usage(verb)}`);
  if (verb.documents === "one" && config.document.length > 1) {
    throw new SettingsError(`helix ${verb.name} takes one document, not ${config.document.join(", ")}`);
  }
  return verb.run({ ...world, config, document, operands });
}

/** What is said where the same letter means something else to who writes `start`. */
function clashes([verb]: readonly string[], { values, label }: SettingsLayer): string[] {
  const isMockoon = verb === "start" && values.has("dynamic") && label("dynamic") === "-d";
  return isMockoon ? ["-d is --dynamic, as in Prism; Mockoon's -d is the document itself, which needs no flag"] : [];
}

/** The help text of the verb that is named, or of everything. */
function helpOn([first, ...rest]: readonly string[]): string {
  const name = first === "help" ? rest[0] : first;
  const verb = verbs.find((candidate) => name !== undefined && isCalled(candidate, name));
  return verb ? verbHelpText(verb) : helpText(packageVersion(), verbs);
}

function isCalled({ name, aliases }: Verb, word: string): boolean {
  return name === word || aliases.includes(word);
}

/** Commands of other tools that people try, and what there is instead. */
const planned: Readonly<Record<string, string>> = {
  proxy: "helix mock serves the document without an upstream server",
};

/** `helix openapi.yaml` is short for `helix mock openapi.yaml`. */
function findVerb(words: readonly string[]): { verb: Verb; rest: readonly string[] } {
  const [first = "mock", ...rest] = words;
  const verb = verbs.find((candidate) => isCalled(candidate, first));
  if (verb) return { verb, rest };
  if (/[./\\]|^-$/.test(first)) return { verb: mock, rest: words };
  if (Object.hasOwn(planned, first)) throw new SettingsError(`helix ${first} does not exist yet: ${planned[first]}`);
  const names = verbs.flatMap(({ name, aliases }) => [name, ...aliases]);
  throw new SettingsError(
    `"${first}" is neither a command nor a document${suggestion(first, names) || "; see helix --help"}`,
  );
}

function usage({ name, operands }: Verb): string {
  return `helix ${name} ${operands}`;
}
