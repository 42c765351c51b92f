import { hash } from "node:crypto";
import { messagesFor, PROMPT_VERSION } from "../../ai/prompt.ts";
import type { Question, QuestionCard, Reading } from "../../ai/question.ts";
import { closedDigest } from "../../ai/wire/closed-digest.ts";
import { leafWireOf, MAX_LEAVES } from "../../ai/wire/leaf-wire.ts";
import { openLeaves, withoutOwned } from "../../ai/wire/leaves.ts";
import { isOwned } from "../../ai/wire/owned.ts";
import { wireSchemaOf } from "../../ai/wire/wire.ts";
import type { WireSchema } from "../../ai/wire/wire-schema.ts";
import type { JsonValue } from "../../base/json.ts";
import { derive } from "../../base/random.ts";
import { mountedNameOf } from "../../contract/operation.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import type { Ask } from "../source.ts";
import { aboutOperation, aboutRequest } from "./about.ts";
import { lacking, overlaid } from "./difference.ts";
import { redactedForm } from "./document-words.ts";
import type { Writable } from "./eligible.ts";
import { isSingle, readLeaves, readRecorded, readWhole } from "./reading.ts";
import { slotOf } from "./request.ts";
import type { ModelShare } from "./share.ts";

/** What is asked, beside the request. */
export interface Wanted extends Writable {
  /** The answer as it would be without a model. */
  readonly body: JsonValue;
  /** What of it is decided already, in its shape, for the prompt. */
  readonly fixed: JsonValue | undefined;
  /** The same with as little as will do, where that is too much for a prompt. */
  readonly brief?: JsonValue | undefined;
  /** Makes the answer of what a model wrote, with a sentence for each part of that which is not in it. */
  readonly settle?: ((said: JsonValue) => Settled | undefined) | undefined;
  /** How many items lists have, by their pointers. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
}

/** What is told once a model has written. */
export interface Settled {
  readonly value: JsonValue;
  readonly repairs: readonly string[];
}

/** Characters that a model can be asked to write: some 6000 tokens, which quick ones write in the time that clients wait. */
const MAX_LENGTH = 24_000;

/** Tokens that an answer may take: few for a short one, so that a model that never ends costs little. */
const LEAST_TOKENS = 512;
const MOST_TOKENS = 8192;

/** Puts a question to a model: what is wanted, in which form, and how what it writes is read. */
export function questionOf(ask: Ask, share: ModelShare, wanted: Wanted): Question {
  const { schema, body } = wanted;
  const { settings } = ask;
  const free = withoutOwned(schema, body);
  const owned = lacking(body, free);
  const { length } = JSON.stringify(free);
  const wire = length > MAX_LENGTH ? undefined : closedWire(schema);
  const leaves = wire ? undefined : openLeaves(schema, body, MAX_LEAVES);
  const form = redactedForm(wire ?? leafWireOf(leaves ?? []), share.redactor);
  const messages = messagesFor({
    ...aboutOperation(ask, share, { ...wanted, isWhole: wire !== undefined }),
    schema: form.schema,
    ...aboutRequest(ask, share, wanted),
  });
  const key = hash("sha256", JSON.stringify([messages, settings.seed]), "base64url");
  // What nobody has to have may be missing: what is there is the model's.
  const completing = { seed: derive(settings.seed, key), now: settings.now, optionals: 0 };
  return {
    key,
    card: cardOf(ask, share, schema),
    session: share.session,
    messages,
    wire: form,
    // Single leaves are put onto the answer as it is, with all that it shows.
    isRecordable: !leaves || ask.state.entities === 0,
    maxTokens: Math.min(MOST_TOKENS, Math.max(LEAST_TOKENS, length)),
    read: (written, from) => {
      if (from === "cassette") return readRecorded(written, schema);
      if (!leaves && isSingle(written, body)) return useless("the value must be a list");
      const decoded = form.decode(written);
      const reading = leaves
        ? readLeaves(decoded, leaves, { schema, body, completing })
        : readWhole(overlaid(decoded, owned), { schema, body, completing });
      return settledReading(reading, wanted);
    },
  };
}

function settledReading(reading: Reading, { settle }: Wanted): Reading {
  if (!settle || reading.value === undefined) return reading;
  const settled = settle(reading.value);
  if (settled) return { ...reading, value: settled.value, repairs: [...reading.repairs, ...settled.repairs] };
  return useless("the value says nothing of what it is asked for");
}

function useless(defect: string): Reading {
  return { value: undefined, repairs: [], defects: [defect], isPoor: true };
}

function cardOf(
  { call, status, mediaType, contentType }: Ask,
  { intent, redactor }: ModelShare,
  schema: Schema,
): QuestionCard {
  return {
    operation: mountedNameOf(call.operation),
    answer: `${status} ${contentType ?? mediaType?.range ?? ""}`,
    schemaDigest: closedDigest(schema),
    intent,
    slot: slotOf(call, redactor),
    promptVersion: PROMPT_VERSION,
  };
}

const wires = new WeakMap<object, WireSchema | "too large">();

/** `undefined` where the schema is too large for a model. */
function closedWire(schema: Schema): WireSchema | undefined {
  const { node } = schema;
  const key = typeof node === "object" ? node : schema;
  const known = wires.get(key) ?? wireOrTooLarge(schema);
  wires.set(key, known);
  return known === "too large" ? undefined : known;
}

function wireOrTooLarge(schema: Schema): WireSchema | "too large" {
  const wire = wireSchemaOf(schema, { omit: isOwned });
  return "tooLarge" in wire ? "too large" : wire;
}
