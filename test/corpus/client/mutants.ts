import { isTree } from "../judge/tree.ts";

/** A value with one fault put in, perhaps: whether it is one, a judge says. */
export interface Mutant {
  readonly kind: "missing" | "wrong" | "whole";
  readonly fault: string;
  readonly value: unknown;
}

/** Members left out, members of other types, other values altogether; of a list, the last item so. */
export function* mutants(value: unknown): Generator<Mutant> {
  if (Array.isArray(value) && value.length > 0) {
    for (const { fault, value: item, kind } of mutants(value.at(-1))) {
      yield { kind: kind === "whole" ? "wrong" : kind, fault: `item: ${fault}`, value: [...value.slice(0, -1), item] };
    }
    yield { kind: "missing", fault: "without the last item", value: value.slice(0, -1) };
  }
  if (isTree(value)) yield* memberMutants(value);
  for (const wrong of ["a text", 12345.678, [[]], true]) {
    yield { kind: "whole", fault: JSON.stringify(wrong), value: wrong };
  }
}

function* memberMutants(value: Readonly<Record<string, unknown>>): Generator<Mutant> {
  for (const name of Object.keys(value)) {
    const others = Object.entries(value).filter(([key]) => key !== name);
    yield { kind: "missing", fault: `without ${name}`, value: Object.fromEntries(others) };
  }
  for (const [name, member] of Object.entries(value)) {
    for (const wrong of [typeof member === "string" ? 12345.678 : "a text", [[]], {}]) {
      yield { kind: "wrong", fault: `with ${name}=${JSON.stringify(wrong)}`, value: { ...value, [name]: wrong } };
    }
  }
}
