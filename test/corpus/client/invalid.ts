import { kindOf } from "../judge/body.ts";
import type { Judge } from "../judge/judge.ts";
import type { Field } from "../judge/reading.ts";
import { isTree } from "../judge/tree.ts";
import type { Plan } from "./request.ts";

/** A valid request with one fault put in. */
export interface InvalidPlan {
  readonly fault: string;
  readonly plan: Plan;
}

/** Wrong parameters that are tried on one operation. */
const MAX_PARAMETERS = 8;

/**
 * Requests for each kind of fault that the operation has room for; each is invalid beyond doubt.
 *
 * @param full A valid request with optional members, which there are more ways to spoil.
 */
export async function invalidPlans(judge: Judge, plan: Plan, full: Plan): Promise<InvalidPlan[]> {
  if (plan.lenient) return [];
  const found = [withoutParameter(plan), withoutBody(plan), ...(await withWrongParameters(judge, plan))];
  if (plan.media !== undefined && kindOf(plan.media.range) === "json") {
    found.push(await withoutMember(judge, plan), await withWrongBody(judge, plan));
    if (!full.lenient) found.push(await withWrongMember(judge, full));
  }
  return found.filter((invalid) => invalid !== undefined);
}

function withoutParameter(plan: Plan): InvalidPlan | undefined {
  const field = [...plan.values.keys()].find(
    (candidate) =>
      candidate.required &&
      candidate.in !== "path" &&
      candidate.in !== "querystring" &&
      !isInTemplate(plan, candidate) &&
      !isCredential(plan, candidate),
  );
  if (field === undefined) return undefined;
  const values = new Map([...plan.values].filter(([key]) => key !== field));
  return { fault: `without the ${field.in} parameter ${field.name}`, plan: { ...plan, values } };
}

/** What stands in the query of the path key itself is sent whatever else is. */
function isInTemplate({ operation: { template } }: Plan, { name }: Field): boolean {
  return [`{${name}}`, `?${name}=`, `&${name}=`].some((text) => template.includes(text));
}

/** Taking away what is also the credential would be another fault. */
function isCredential(plan: Plan, field: Field): boolean {
  return plan.operation.credentials.some(({ name }) => name.toLowerCase() === field.name.toLowerCase());
}

const WRONG = ["not-what-was-asked", "!", "-999999999999999999999"];

async function withWrongParameters(judge: Judge, plan: Plan): Promise<InvalidPlan[]> {
  const found: InvalidPlan[] = [];
  for (const field of plan.operation.fields.slice(0, MAX_PARAMETERS)) {
    const decodes = field.style === "simple" || field.style === "form";
    if (!decodes || field.contentType !== undefined || isCredential(plan, field)) continue;
    const wrong = await wrongValue(judge, field);
    if (wrong === undefined) continue;
    const values = new Map(plan.values).set(field, wrong);
    found.push({ fault: `${field.in} parameter ${field.name}=${wrong}`, plan: { ...plan, values } });
  }
  return found;
}

async function wrongValue(judge: Judge, field: Field): Promise<string | undefined> {
  for (const wrong of WRONG) if (await isWrong(judge, field, wrong)) return wrong;
  return undefined;
}

/** No reading of the text fits: neither as text, nor as a number, nor as a list of one. Objects are left alone. */
async function isWrong(judge: Judge, field: Field, wrong: string): Promise<boolean> {
  if (field.schema === undefined) return false;
  const readings = [wrong, [wrong], ...(Number.isNaN(Number(wrong)) ? [] : [Number(wrong), [Number(wrong)]]), {}];
  for (const reading of readings) {
    if ((await judge.complaints(field.schema, reading)).length === 0) return false;
  }
  return true;
}

function withoutBody(plan: Plan): InvalidPlan | undefined {
  if (plan.operation.body?.required !== true || plan.media === undefined || plan.media.fields !== undefined)
    return undefined;
  return { fault: "without the body", plan: { ...plan, media: undefined, body: undefined } };
}

async function withoutMember(judge: Judge, plan: Plan): Promise<InvalidPlan | undefined> {
  const schema = plan.media?.schema;
  if (schema === undefined || !isTree(plan.body)) return undefined;
  for (const name of Object.keys(plan.body)) {
    const body = Object.fromEntries(Object.entries(plan.body).filter(([key]) => key !== name));
    if ((await judge.complaints(schema, body)).length > 0) {
      return { fault: `body without ${name}`, plan: { ...plan, body } };
    }
  }
  return undefined;
}

async function withWrongBody(judge: Judge, plan: Plan): Promise<InvalidPlan | undefined> {
  const schema = plan.media?.schema;
  if (schema === undefined) return undefined;
  for (const body of ["a text", 12345.678, [[]], true]) {
    if ((await judge.complaints(schema, body)).length > 0) {
      return { fault: `body ${JSON.stringify(body)}`, plan: { ...plan, body } };
    }
  }
  return undefined;
}

/** One member of a type that its schema refuses. */
async function withWrongMember(judge: Judge, plan: Plan): Promise<InvalidPlan | undefined> {
  const schema = plan.media?.schema;
  if (schema === undefined || !isTree(plan.body)) return undefined;
  for (const [name, value] of Object.entries(plan.body)) {
    for (const wrong of [typeof value === "string" ? 12345.678 : "a text", [[]], {}]) {
      const body = { ...plan.body, [name]: wrong };
      if ((await judge.complaints(schema, body)).length > 0) {
        return { fault: `body with ${name}=${JSON.stringify(wrong)}`, plan: { ...plan, body } };
      }
    }
  }
  return undefined;
}
