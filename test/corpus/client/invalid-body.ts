import type { BodyVerdict } from "../judge/body/evidence.ts";
import { judgeBody } from "../judge/body.ts";
import type { Judge } from "../judge/judge.ts";
import { covers, isNameable, kindOf } from "../judge/media-type.ts";
import type { Media } from "../judge/reading.ts";
import type { Content } from "./content.ts";
import { writeBody } from "./multipart.ts";
import { type Mutant, mutants } from "./mutants.ts";
import type { Plan } from "./request.ts";

/** A valid request with one fault put in. */
export interface InvalidPlan {
  readonly fault: string;
  readonly plan: Plan;
  /** Statuses that fit the fault; 400 and 422 if left out. */
  readonly statuses?: readonly number[];
}

/** Faulty values that are tried on one body: each has to be written and judged. */
const MAX_MUTANTS = 20;

/**
 * Requests with a faulty body, each invalid beyond doubt: the judge reads the bytes and rejects them, in whichever way
 * they may be read.
 */
export async function withFaultyBodies(judge: Judge, plan: Plan, full: Plan): Promise<InvalidPlan[]> {
  const { media, content } = plan;
  if (media === undefined || content === undefined) return [];
  const found: (InvalidPlan | undefined)[] = [
    await withMutant(judge, plan, (mutant) => mutant.kind === "missing"),
    await withMutant(judge, full.lenient || full.media !== media ? plan : full, (mutant) => mutant.kind === "wrong"),
  ];
  if (kindOf(content.type) === "json") found.push(await withMutant(judge, plan, ({ kind }) => kind === "whole"));
  found.push(await truncated(judge, plan), await withWrongPart(judge, plan));
  return found.filter((invalid) => invalid !== undefined);
}

async function withMutant(
  judge: Judge,
  plan: Plan,
  isWanted: (mutant: Mutant) => boolean,
): Promise<InvalidPlan | undefined> {
  const { media } = plan;
  if (media === undefined || media.fields !== undefined) return undefined;
  let tries = 0;
  for (const mutant of mutants(plan.body)) {
    if (!isWanted(mutant) || isAccepted(judge, media, mutant.value)) continue;
    if (tries++ === MAX_MUTANTS) return undefined;
    const content = writeBody({ judge, media, value: mutant.value });
    if (content === undefined || !(await isInvalid(judge, plan, content))) continue;
    return { fault: `${kindOf(content.type)} body ${mutant.fault}`, plan: { ...plan, body: mutant.value, content } };
  }
  return undefined;
}

/** Most mutants are no faults at all, and writing and judging each takes its time. */
function isAccepted(judge: Judge, { schema, itemSchema }: Media, value: unknown): boolean {
  const isWholeRight = schema === undefined || judge.accepts(schema, value);
  if (itemSchema === undefined || !Array.isArray(value)) return isWholeRight;
  return isWholeRight && value.every((item) => judge.accepts(itemSchema, item));
}

const BRITTLE = new Set(["json", "xml", "multipart", "sequence"]);

/** The second half of the body never arrived. */
async function truncated(judge: Judge, plan: Plan): Promise<InvalidPlan | undefined> {
  const { content, media } = plan;
  if (content === undefined || media === undefined || !BRITTLE.has(kindOf(content.type))) return undefined;
  // Cut inside the last item, so that what is left of it is broken.
  const cut = { type: content.type, bytes: content.bytes.slice(0, content.bytes.length - 4) };
  const isSure = cut.bytes.length > 0 && (await isInvalid(judge, plan, cut));
  return isSure ? { fault: `${kindOf(content.type)} body cut off`, plan: { ...plan, content: cut } } : undefined;
}

/** A part of another type than its Encoding Object allows. */
async function withWrongPart(judge: Judge, plan: Plan): Promise<InvalidPlan | undefined> {
  const { content, media } = plan;
  if (content === undefined || media?.encodings === undefined || kindOf(content.type) !== "multipart") return undefined;
  const { byName, prefix, item } = media.encodings;
  for (const { contentType } of [...byName.values(), ...prefix, ...(item ? [item] : [])]) {
    if (contentType === undefined) continue;
    const text = Buffer.from(content.bytes).toString("latin1");
    const wrong = text.replace(
      new RegExp(
        `Content-Type: (?:${contentType
          .split(",")
          .map((range) => escaped(range.trim()))
          .join("|")})`,
        "i",
      ),
      "Content-Type: application/x-judge",
    );
    const changed = { type: content.type, bytes: Buffer.from(wrong, "latin1") };
    if (wrong !== text && (await isInvalid(judge, plan, changed))) {
      return {
        fault: `a part that is not ${contentType}`,
        plan: { ...plan, content: changed },
        statuses: [400, 415, 422],
      };
    }
  }
  return undefined;
}

function escaped(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\/]/g, "\\$&").replaceAll("*", "[^\\s;]+");
}

/** What is wrong with how the body travels: a type that is not declared, a coding that nobody knows or that is not there. */
export function withFaultyTravel(plan: Plan): InvalidPlan[] {
  const { content, operation } = plan;
  // No bytes are no body, whatever type and coding they have; nor are those whose declared type is none.
  if (content === undefined || content.bytes.length === 0 || operation.body === undefined) return [];
  if (!isNameable(content.type)) return [];
  const found: InvalidPlan[] = [
    { fault: "an unknown content coding", plan: { ...plan, coding: "x-judge" }, statuses: [415] },
    { fault: "a broken content coding", plan: { ...plan, coding: "x-gzip" }, statuses: [400] },
  ];
  const other = "application/x-judge";
  if (!operation.body.media.some(({ range }) => covers(range, other))) {
    const changed = { ...content, type: other };
    found.push({ fault: `content type ${other}`, plan: { ...plan, content: changed }, statuses: [415] });
  }
  const isDeclared = operation.fields.some(({ name }) => /^content-(encoding|type)$/i.test(name));
  return isDeclared ? [] : found;
}

async function isInvalid(judge: Judge, { media }: Plan, content: Content): Promise<boolean> {
  // No bytes are no body, which may be allowed.
  if (media === undefined || content.bytes.length === 0) return false;
  return isSure(await judgeBody(judge.document, judge, media, content.type, content.bytes));
}

/** Content of strings (`contentEncoding`) is an annotation that nobody has to check; the rest rejects. */
function isSure({ complaints, ambiguous }: BodyVerdict): boolean {
  return ambiguous !== true && complaints.some(({ by }) => by !== "ajv");
}
