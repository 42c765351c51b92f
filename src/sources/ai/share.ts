import type { Question, RecordedAnswer, Told } from "../../ai/question.ts";
import type { Redactor } from "../../ai/redact.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import type { Member } from "../entities/member.ts";

/** What language models may say of one answer. */
export interface ModelShare {
  /** What the client wants the answer to be like, redacted; "" for nothing special. */
  readonly intent: string;
  /** Id of the client's session. */
  readonly session: string;
  readonly redactor: Redactor;
  /** What models told before, as it is replayed. */
  readonly recorded: readonly RecordedAnswer[];
  /** Whether nothing but that is told. */
  readonly isReplay: boolean;
  /** What a model said, asked for this answer. */
  readonly told?: Told | undefined;
  /** Whether an answer was given before it was told: then only its texts and numbers may still change. */
  readonly isLate?: boolean | undefined;
  /** Hears what a model should be asked, so that the answer can be made again with what it says. */
  readonly want: (question: Question) => void;
}

/** Where an entity stands in an answer, and how it is shown there. */
export interface ShownEntity {
  readonly member: Member;
  /** JSON Pointer in the body. */
  readonly pointer: string;
  readonly view: Schema;
  /** Whether it is another entity that shows it. */
  readonly isWithin?: boolean | undefined;
}

/** What a model told of an entity, as the session keeps it. */
export interface ToldEntity {
  /** What was wanted when it was told. */
  readonly intent: string;
  /** Digests of the schemas by which the model has seen it: asked again, it would say something else. */
  readonly views: readonly string[];
  readonly facts: JsonObject;
}

/** By what names the entity in its session; see `toldKeyOf`. */
export type ToldEntities = ReadonlyMap<string, ToldEntity>;
