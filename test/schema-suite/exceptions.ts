/** A group of the suite in which Helix does otherwise, and why. */
export interface Exception {
  /** How the names of the groups begin that it is about. */
  readonly group: string;
  readonly reason: string;
}

/** For JSON Schema 2020-12 in OpenAPI 3.1 and 3.2. */
export const modernExceptions: readonly Exception[] = [
  {
    group: "optional/dependencies-compatibility: ",
    reason: "`dependencies` was withdrawn in 2019-09; a schema that names 2020-12 with $schema does not have it",
  },
  {
    group: "optional/ecmascript-regex: \\a is not an ECMA 262 control escape",
    reason: "format regex takes expressions with and without the `u` flag (ECMA-262 annex B), as documents have both",
  },
  {
    group: "unknownKeyword: $id inside an unknown keyword is not a real identifier",
    reason: "Helix gives the suite's verdicts, but neither of the judges of its instances does",
  },
  {
    group: "vocabulary: schema that uses custom metaschema with with no validation vocabulary",
    reason: "metaschemas of one's own are not read: OpenAPI has its own dialect, and Helix reports any other",
  },
];

const noIdentifiers = "OpenAPI up to 3.0 has no `id`, and its references start at the document";

/** For draft 4 in OpenAPI 3.0 and Swagger 2.0. */
export const classicExceptions: readonly Exception[] = [
  { group: "refRemote: ", reason: "OpenAPI up to 3.0 has no `id`: a remote schema is a file of the document" },
  {
    group: "optional/zeroTerminatedFloats: ",
    reason: "JSON.parse does not tell 1.0 from 1, and to later drafts it is the same",
  },
  { group: "definitions: ", reason: "the metaschema is no part of the document" },
  { group: "ref: remote ref, containing refs itself", reason: "the metaschema is no part of the document" },
];

/** What only the copy of the suite has that is in node_modules. */
export const packagedExceptions: readonly Exception[] = [
  {
    group: "optional/format: validation of URIs",
    reason: "the suite took a reference without a scheme for a URI (RFC 3986 §3) until it was corrected",
  },
];

/** What only newer copies of the suite have. */
export const newerExceptions: readonly Exception[] = [
  { group: "id: id inside an enum is not a real identifier", reason: noIdentifiers },
  { group: "ref: $ref prevents a sibling id from changing the base uri", reason: noIdentifiers },
  { group: "ref: Recursive references between schemas", reason: noIdentifiers },
  { group: "ref: Location-independent identifier", reason: noIdentifiers },
  { group: "ref: id must be resolved against nearest parent, not just immediate parent", reason: noIdentifiers },
];
