import { assemble } from "../assemble.ts";
import { modelRequests } from "../models.ts";
import type { Assemble } from "./asking/opened.ts";
import { USUAL_CASSETTE } from "./cassette/folder.ts";
import type { Verb } from "./verb.ts";

// Each is loaded when it is called: no other command needs what it takes.

const asking: Assemble = (config, consultant) => assemble(config, { consultant });

/** `helix prompt`: prints what a model would be sent, and sends nothing. */
export const prompt: Verb = {
  name: "prompt",
  aliases: [],
  operands: "<document> <operation>",
  documents: "one",
  groups: ["Document", "Answers", "AI"],
  settings: ["format"],
  maxOperands: 1,
  summary: 'Print what a model would be sent for an operation ("listPets" or "GET /pets"), and send nothing',
  notes: [
    "The request is a sample; what clients really send is put and redacted in the same way.",
    "With --ai-provider the whole body is printed that this provider would be sent first. No key is needed.",
  ],
  async run(invocation) {
    const commands = await import("./model-commands.ts");
    return await commands.prompt(invocation, asking, modelRequests);
  },
};

/** `helix warm`: asks models ahead, and records what they say. */
export const warm: Verb = {
  name: "warm",
  aliases: [],
  operands: "<document>",
  documents: "one",
  groups: ["Document", "Answers", "AI"],
  maxOperands: 0,
  summary: "Ask models for the answers of every operation, and record them to be replayed",
  notes: [
    "x-helix-intents of an operation names what its answers may be wanted to be like; each is asked for as well.",
    "What is recorded and still fits is not asked for again, so that the command may be ended and run again.",
    "Exit code: 0 all is recorded; 1 a model failed, or it was ended before; 2 settings; 3 no model answers; 4 the budget is used up.",
  ],
  async run(invocation) {
    const { warm: run, openRecorder } = await import("./model-commands.ts");
    return await run(invocation, asking, openRecorder);
  },
};

/** `helix cassette`: what is recorded, beside a document or another cassette. */
export const cassette: Verb = {
  name: "cassette",
  aliases: [],
  operands: "check|prune <document> | diff <folder> <folder>",
  documents: "none",
  groups: ["Document"],
  settings: ["cassette", "format"],
  maxOperands: 3,
  summary:
    "Check recorded answers of models against the document, remove those that do not fit, or compare two folders",
  notes: [
    `check tells what has become of each recording of a folder (${USUAL_CASSETTE}); exit code 1 if one does not fit any more.`,
    "prune removes those. diff tells what the second folder has otherwise; exit code 1 if there is anything.",
    "No model is asked. helix warm asks for what is missing.",
  ],
  async run(invocation) {
    const commands = await import("./model-commands.ts");
    return await commands.cassette(invocation, asking);
  },
};
