import type { Explanation } from "./explanation.ts";

/** Codes of the control plane, and of what is set there. */
export const controlExplanations: Readonly<Record<string, Explanation>> = {
  "control-conflict": {
    meaning:
      "The control plane cannot do this as things stand: what is to be made is there, or what is to go is kept by a file.",
    remedy: "The detail says what is in the way.",
  },
  "control-forbidden": {
    meaning: "The pages under /_helix are for this machine: the request came from another one, or under another name.",
    remedy:
      "Ask from the machine that runs Helix, by its loopback address or the address it listens on; or start Helix with HELIX_ADMIN_TOKEN and send Authorization: Bearer with that token.",
  },
  "control-invalid": {
    meaning: "A request to the control plane is not what its own document says (/_helix/openapi.json).",
    remedy: "`violations` lists what is wrong, each with its place.",
  },
  "control-media-type": {
    meaning: "The control plane takes bodies as application/json only, so that no web page can send one unasked.",
    remedy: "Send Content-Type: application/json.",
  },
  "control-not-found": {
    meaning: "Nothing is served under this address of /_helix.",
    remedy: "Check the spelling of the address; /_helix/openapi.json lists those that there are.",
  },
  "control-not-shared": {
    meaning: "Several processes serve (--workers), and what is asked for would be known to one of them only.",
    remedy: "Put overrides into files, keep sessions in Redis, or serve from one process.",
  },
  "control-unauthorized": {
    meaning: "The bearer token is not the one that Helix was started with.",
    remedy: "Send the value of HELIX_ADMIN_TOKEN, or no token from the machine that runs Helix.",
  },
  "control-unknown": {
    meaning: "The control plane has nothing under this id.",
    remedy: "Ask the list for the ids that there are.",
  },
  overridden: {
    meaning: "An override answers with this status, which the operation does not declare, and gives no body.",
    remedy: "Nothing needs to be done: somebody wanted it so. /_helix/overrides lists the overrides.",
  },
  "override-handler": {
    meaning: "A function that makes the answers of an override threw, or made one that the contract rejects.",
    remedy: "Correct the function; the log has its stack. With strict: false its answers are not checked.",
  },
  "override-invalid": {
    meaning: "An override is not written as one, or the contract rejects what it answers.",
    remedy:
      "`violations` lists what is wrong, each with its place in the override. With strict: false the contract is not asked.",
  },
  "seed-invalid": {
    meaning:
      "Entities cannot be put into the collection: there is none of this name, or its schema rejects them. Nothing was written.",
    remedy: "`violations` lists what is wrong, each with its place. Send whole entities, with their ids.",
  },
};
