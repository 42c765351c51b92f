import type { Judge } from "../judge/judge.ts";
import type { Field } from "../judge/reading.ts";
import { type InvalidPlan, withFaultyBodies, withFaultyTravel } from "./invalid-body.ts";
import type { Plan } from "./request.ts";

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
  const bodies = [...(await withFaultyBodies(judge, plan, full)), ...withFaultyTravel(plan)];
  return [...found, ...bodies].filter((invalid) => invalid !== undefined);
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
  return { fault: "without the body", plan: { ...plan, media: undefined, body: undefined, content: undefined } };
}
