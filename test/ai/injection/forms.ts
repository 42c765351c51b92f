import { Buffer } from "node:buffer";

/** A secret, and all that it may look like where somebody only looks for the secret itself. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  const units = [...secret].map((character) => character.charCodeAt(0).toString(16).padStart(4, "0"));
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    percent,
    JSON.stringify(secret).slice(1, -1),
    units.map((unit) => `\\u${unit}`).join(""),
    [...secret].map((character) => `&#${character.charCodeAt(0)};`).join(""),
    bytes.toString("hex"),
    ...base64Forms(bytes),
    ...halves(secret),
  ].map((form) => form.toLowerCase());
}

/** What of it is the same in base64 whatever stands before it and behind it. */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const sure = text.replaceAll("=", "").slice(offset === 0 ? 0 : 4, -1);
    return sure.length < 8 ? [] : [sure, sure.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** Parts of at least eight characters tell a secret as well. */
function halves(secret: string): readonly string[] {
  const middle = Math.floor(secret.length / 2);
  return middle < 8 ? [] : [secret.slice(0, middle), secret.slice(middle)];
}

/** Which of the secrets a text tells, in any of their forms. */
export function secretsTold(text: string, secrets: readonly string[]): readonly string[] {
  const searched = text.toLowerCase();
  return secrets.filter((secret) => formsOf(secret).some((form) => searched.includes(form)));
}
