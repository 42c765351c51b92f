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

/** One request for each kind of fault that the operation has room for; each is invalid beyond doubt. */
export async function invalidPlans(judge: Judge, plan: Plan): Promise<InvalidPlan[]> {
  if (plan.lenient) return [];
  const found = [withoutParameter(plan), await withWrongParameter(judge, plan), withoutBody(plan)];
  if (plan.media !== undefined && kindOf(plan.media.range) === "json") {
    found.push(await withoutMember(judge, plan), await withWrongBody(judge, plan));
  }
  return found.filter((invalid) => invalid !== undefined);
}

function withoutParameter(plan: Plan): InvalidPlan | undefined {
  const field = [...plan.values.keys()].find(
    (candidate) =>
      candidate.required && candidate.in !== "path" && candidate.in !== "querystring" && !isCredential(plan, candidate),
  );
  if (field === undefined) return undefined;
  const values = new Map([...plan.values].filter(([key]) => key !== field));
  return { fault: `without the ${field.in} parameter ${field.name}`, plan: { ...plan, values } };
}

/** Taking away what is also the credential would be another fault. */
function isCredential(plan: Plan, field: Field): boolean {
  return plan.operation.credentials.some(({ name }) => name.toLowerCase() === field.name.toLowerCase());
}

const WRONG = ["not-what-was-asked", "!", "-999999999999999999999"];

async function withWrongParameter(judge: Judge, plan: Plan): Promise<InvalidPlan | undefined> {
  for (const field of plan.operation.fields) {
    const decodes = field.style === "simple" || field.style === "form";
    if (field.schema === undefined || !decodes || field.contentType !== undefined || isCredential(plan, field))
      continue;
    for (const wrong of WRONG) {
      if (!(await isWrong(judge, field, wrong))) continue;
      const values = new Map(plan.values).set(field, wrong);
      return { fault: `${field.in} parameter ${field.name}=${wrong}`, plan: { ...plan, values } };
    }
  }
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
