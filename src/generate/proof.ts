import type { JsonValue } from "../base/json.ts";
import type { JsonSchema, JsonType, SchemaNode } from "../contract/schema/schema.ts";
import { isPossible, listedNames } from "./few-names.ts";
import { noTextLeft } from "./few-texts.ts";
import { listedValues, noNumberLeft } from "./few-values.ts";
import { isImplied } from "./implied.ts";
import { memberSchemas, requiredNames } from "./members.ts";
import { minimumDepth } from "./minimum-depth.ts";
import { againstArray, type Proving } from "./proof-array.ts";
import { type Choice, type Condition, copyShape, type Reason, type Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";
import { negation } from "./site.ts";

/** Schemas looked at before the proof is given up. */
const MAX_STEPS = 2_000;

/**
 * Why no value can meet a schema, or `undefined` where that is not proven. Every step is sound: what is called
 * unsatisfiable is.
 */
export function proofAgainst(shapes: Shapes, schema: JsonSchema): Reason | undefined {
  const shape = shapes.of(schema);
  let proof = proofs.get(shape);
  if (proof === undefined) {
    proof = new Prover(shapes).against(shape) ?? "none";
    proofs.set(shape, proof);
  }
  return proof === "none" ? undefined : proof;
}

/** Schemas that have no value are asked for again and again. */
const proofs = new WeakMap<Shape, Reason | "none">();

class Prover implements Proving {
  readonly shapes: Shapes;
  readonly #open = new Set<Shape>();
  /** Choices and conditions of which an outcome is being looked at. */
  readonly #made = new Set<Choice | Condition>();
  #steps = 0;

  constructor(shapes: Shapes) {
    this.shapes = shapes;
  }

  against(shape: Shape): Reason | undefined {
    if (shape.never) return shape.never;
    // What is being looked at further out may have a value, as far as is known here.
    if (this.#open.has(shape) || ++this.#steps > MAX_STEPS) return undefined;
    this.#open.add(shape);
    try {
      return (
        this.#excluded(shape) ??
        this.#doublyNegated(shape) ??
        this.#listed(this.#settled(shape)) ??
        this.#split(shape) ??
        this.#endless(shape)
      );
    } finally {
      this.#open.delete(shape);
    }
  }

  /** The shape without what alternatives may still change: which members and items nothing has judged. */
  #settled(shape: Shape): Shape {
    const isOpen = shape.choices.some((choice) => !choice.exclusive || !this.#made.has(choice));
    const isSettled = !isOpen && shape.conditions.length === 0 && shape.dependentSchemas.length === 0;
    const isSilent = shape.unevaluated.length === 0 && shape.unevaluatedItems.length === 0;
    if (isSettled || isSilent) return shape;
    return Object.assign(copyShape(shape), { unevaluated: [], unevaluatedItems: [] });
  }

  #endless(shape: Shape): Reason | undefined {
    const endless = shape.roots.some((root) => minimumDepth(this.shapes, root) === Number.POSITIVE_INFINITY);
    return endless
      ? this.because(shape, "every value would have to contain another one of its kind, without end")
      : undefined;
  }

  /** A schema that must be met and must not be met at once, as where one alternative of `oneOf` implies another. */
  #excluded(shape: Shape): Reason | undefined {
    return shape.not.some((schema) => isImplied(this.shapes, shape, schema))
      ? this.because(shape, "the same schema must be met and must not be met")
      : undefined;
  }

  /** What must not be refused must be met; but it speaks of no member (JSON Schema 2020-12 §7.7.1.1). */
  #doublyNegated(shape: Shape): Reason | undefined {
    const negated = shape.not.find((schema) => typeof schema === "object" && Object.keys(schema).join() === "not");
    if (negated === undefined) return undefined;
    const met = copyShape(this.shapes.with(shape, (negated as SchemaNode).not ?? true));
    const silent = met.objects.slice(shape.objects.length);
    const unevaluated = met.unevaluated.map(({ schema, unseen }) => ({
      schema,
      unseen: new Set([...unseen, ...silent]),
    }));
    const not = met.not.filter((schema) => schema !== negated);
    return this.against(Object.assign(met, { unevaluated, not }));
  }

  /** Few enough values to try them all. */
  #listed(shape: Shape): Reason | undefined {
    const values = listedValues(shape);
    if (!values) return undefined;
    const isValid = (value: JsonValue) => shape.roots.every((root) => this.shapes.graph.accepts(root, value));
    return values.some(isValid)
      ? undefined
      : this.because(shape, `none of the ${values.length} possible values is valid`);
  }

  /** A choice without a way out, or no type that any value could have. */
  #split(shape: Shape): Reason | undefined {
    for (const choice of shape.choices) {
      const reason = this.#made.has(choice) ? undefined : this.#againstChoice(shape, choice);
      if (reason) return reason;
    }
    for (const condition of shape.conditions) {
      const reason = this.#made.has(condition) ? undefined : this.#againstCondition(shape, condition);
      if (reason) return reason;
    }
    const settled = this.#settled(shape);
    if (!settled.types) return undefined;
    const reasons = settled.types.map((type) => this.#againstType(settled, type));
    return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
  }

  #againstChoice(shape: Shape, choice: Choice): Reason | undefined {
    this.#made.add(choice);
    const reasons = choice.branches.map((_, position) => this.against(this.#taken(shape, choice, position)));
    this.#made.delete(choice);
    const [first] = reasons;
    return first && reasons.every((reason) => reason !== undefined) ? this.#hopeless(choice, first) : undefined;
  }

  /** Neither outcome of an `if` can be. */
  #againstCondition(shape: Shape, condition: Condition): Reason | undefined {
    this.#made.add(condition);
    const yes = this.#with(shape, condition.if, condition.then);
    const no = this.#with(shape, negation(condition.if), condition.else);
    const reason = this.against(no) && this.against(yes);
    this.#made.delete(condition);
    return reason;
  }

  #with(shape: Shape, ...schemas: readonly (JsonSchema | undefined)[]): Shape {
    return schemas.reduce((narrowed: Shape, schema = true) => this.shapes.with(narrowed, schema), shape);
  }

  #taken(shape: Shape, { exclusive, branches }: Choice, position: number): Shape {
    const others = exclusive ? branches.filter((_, other) => other !== position) : [];
    return this.#with(shape, branches[position], ...others.map(negation));
  }

  #hopeless({ exclusive, branches, node }: Choice, { reason }: Reason): Reason {
    const texts = branches.map((branch) => JSON.stringify(branch));
    const areRepeated = exclusive && texts.every((text) => texts.indexOf(text) !== texts.lastIndexOf(text));
    const { pointer } = this.shapes.graph.annotations(node);
    if (areRepeated) {
      return { pointer, reason: "the alternatives of oneOf are the same, so that never exactly one holds" };
    }
    return { pointer, reason: `no alternative of ${exclusive ? "oneOf" : "anyOf"} can be met; the first: ${reason}` };
  }

  #againstType(shape: Shape, type: JsonType): Reason | undefined {
    switch (type) {
      case "object":
        return this.#againstObject(shape);
      case "array":
        return againstArray(this, shape);
      case "string":
        return noTextLeft(shape)
          ? this.because(shape, "pattern, format, minLength and maxLength leave no length")
          : undefined;
      case "integer":
      case "number":
        return noNumberLeft(shape, type === "integer")
          ? this.because(shape, "no number within the bounds is a multiple of what is asked for")
          : undefined;
      default:
        return undefined;
    }
  }

  #againstObject(shape: Shape): Reason | undefined {
    const required = requiredNames(shape);
    if (required.size > shape.maxProperties) {
      return this.because(shape, "more members are required than maxProperties allows");
    }
    const listed = listedNames(this.shapes, shape);
    if (listed !== undefined && listed.length < shape.minProperties) {
      return this.because(shape, `${shape.minProperties} members are asked for, and only ${listed.length} are allowed`);
    }
    for (const name of required) {
      if (this.#steps > MAX_STEPS) return undefined;
      if (!isPossible(this.shapes, shape, name))
        return this.because(shape, `the member ${JSON.stringify(name)} is required and forbidden`);
      const reason = this.against(this.shapes.ofAll(memberSchemas(shape, name)));
      if (reason) return reason;
    }
    const due = shape.dependentSchemas.find(([name, schema]) => required.has(name) && !shape.roots.includes(schema));
    return due && this.against(this.shapes.with(shape, due[1]));
  }

  because({ sources }: Shape, reason: string): Reason {
    const pointers = sources.map((source) => this.shapes.graph.annotations(source).pointer);
    return { pointer: pointers.find((pointer) => pointer !== "") ?? "", reason };
  }
}
