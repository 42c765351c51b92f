/** Levels of objects and arrays, the wrapper included: OpenAI refuses more; what lies deeper is left to the generator. */
export const MAX_NESTING = 10;

/**
 * The JSON text of a wire schema, in UTF-16 units: about 6 000 tokens, which every question pays for and small models
 * stop following long before. OpenAI's own bounds (5 000 properties, 120 000 characters of names) lie far beyond.
 */
export const MAX_WIRE_CHARACTERS = 24_000;

/** Schemas looked at for one wire schema: so many never fit into the characters, and hostile documents have no end. */
export const MAX_WIRE_STEPS = 4_000;

/** Values of all enumerations together: some deployments of OpenAI's models refuse more. */
export const MAX_ENUM_VALUES = 500;

/** Values of one enumeration that a model is offered: it chooses one, and every question pays for all. */
export const MAX_ENUM_MEMBERS = 30;

/** Branches of one union that a model is offered; endpoints are slow at wide ones, and most answers show a few. */
export const MAX_BRANCHES = 4;

/** How often a schema may contain itself. */
export const MAX_UNROLLED = 2;

/** Of one description of the document, in code points: its first sentences steer a model, the rest costs. */
export const MAX_DESCRIPTION = 200;

/** Longest pattern that is told in words. */
export const MAX_PATTERN_TOLD = 80;

/** Items of a tuple that are asked for one by one. */
export const MAX_TUPLE = 20;

/** Nesting of what a model wrote that is looked at. */
export const MAX_WRITTEN_DEPTH = 64;
