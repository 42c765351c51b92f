import { words } from "../contract/resource/inflect.ts";

/** Words of names whose values nobody else may read. */
const secretWords: ReadonlySet<string> = new Set(
  "password passwd passphrase passcode pass pwd secret token apikey credential credentials auth authorization cookie jwt otp pin cvv cvc ssn iban signature bearer csrf".split(
    " ",
  ),
);

/** Neighbours that make a secret of a harmless word: an `apiKey`, but no `keyboard` and no `sortKey`. */
const secretPairs: ReadonlySet<string> = new Set(
  "api key|access key|private key|secret key|client key|session id|session key|card number|account number|social security|security code|tax id|routing number|credit card".split(
    "|",
  ),
);

/** Words of names of people and of how to reach them. */
const personalWords: ReadonlySet<string> = new Set(
  "email mail phone mobile fax address street zip postal name surname birthday birth dob passport".split(" "),
);

/** How names end that are written without spelling: "accesstoken". */
const secretEnd =
  /(?:password|passwd|passphrase|secret|token|apikey|accesskey|privatekey|cardnumber|creditcard|sessionid)$/;

/** Whether what is called so is a secret, whatever it looks like. @param isStrict - whether what is personal is one, too */
export function isSecretName(name: string, isStrict: boolean): boolean {
  if (name === "") return false;
  const parts = words(name).map((word) => word.toLowerCase());
  if (secretEnd.test(parts.join(""))) return true;
  const pairs = parts.slice(1).map((word, index) => `${parts[index]} ${word}`);
  if (parts.some((word) => secretWords.has(word)) || pairs.some((pair) => secretPairs.has(pair))) return true;
  return isStrict && parts.some((word) => personalWords.has(word));
}
