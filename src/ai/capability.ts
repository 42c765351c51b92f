/** How the schema of an answer can be put to an endpoint, the strongest first. */
export const rungs = ["json_schema strict", "json_schema", "json_object", "text"] as const;
export type Rung = (typeof rungs)[number];
