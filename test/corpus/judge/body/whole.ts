import type { Complaint } from "../complaint.ts";
import { type Evidence, fault } from "./evidence.ts";

/** Judges the members of a form together: by its schema, or by the fields of Swagger 2.0 one by one. */
export async function judgeMembers(
  { judge, media }: Evidence,
  members: Readonly<Record<string, unknown>>,
): Promise<Complaint[]> {
  if (media.fields === undefined) {
    return media.schema === undefined ? [] : judge.complaints(media.schema, members);
  }
  const complaints: Complaint[] = [];
  for (const { name, schema, required } of media.fields) {
    const value = Object.hasOwn(members, name) ? members[name] : undefined;
    if (value === undefined && required) complaints.push(fault(`without ${name}`));
    if (value !== undefined && schema !== undefined) complaints.push(...(await judge.complaints(schema, value)));
  }
  return complaints;
}
