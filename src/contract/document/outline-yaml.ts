import { type AliasEvent, EVENT_ID, type Event, getScalarValue, parseEvents } from "js-yaml";
import type { Member, Outline } from "./outline.ts";
import { MAX_NESTING } from "./parse.ts";

/** The outline of a YAML text that was read before; the handle of a value is the index of the event that opens it. */
export function yamlOutline(text: string): Outline {
  const events = parseEvents(text, { maxDepth: MAX_NESTING });
  return new YamlOutline(text, events);
}

class YamlOutline implements Outline {
  readonly root: Member;
  readonly #text: string;
  readonly #events: readonly Event[];
  /** For the event that opens a container or scalar: the index just behind its last event. */
  readonly #ends: Uint32Array;
  /** For an alias: the event that opens what it stands for. */
  readonly #targets = new Map<number, number>();

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
    this.#ends = new Uint32Array(events.length);
    this.root = { offset: Math.max(0, offsetOf(text, events[1])), value: 1 };
    this.#index();
  }

  membersOf(value: number): Map<string, Member> {
    const at = this.#targets.get(value) ?? value;
    const event = this.#events[at];
    if (event?.type === EVENT_ID.SEQUENCE) return this.#items(at);
    return event?.type === EVENT_ID.MAPPING ? this.#entries(at) : new Map();
  }

  #items(list: number): Map<string, Member> {
    const members = new Map<string, Member>();
    for (const value of this.#children(list)) {
      members.set(String(members.size), { offset: offsetOf(this.#text, this.#events[value]), value });
    }
    return members;
  }

  /** Own keys count before merged ones (YAML 1.1 merge key). */
  #entries(map: number): Map<string, Member> {
    const members = new Map<string, Member>();
    const merged: number[] = [];
    const children = [...this.#children(map)];
    for (let index = 0; index + 1 < children.length; index += 2) {
      const [key, value] = children.slice(index, index + 2) as [number, number];
      const name = this.#scalar(key);
      if (name === "<<") merged.push(value);
      else if (name !== undefined) members.set(name, { offset: offsetOf(this.#text, this.#events[key]), value });
    }
    for (const source of merged.flatMap((value) => this.#mergeSources(value))) {
      for (const [name, member] of this.membersOf(source)) if (!members.has(name)) members.set(name, member);
    }
    return members;
  }

  #mergeSources(value: number): number[] {
    const at = this.#targets.get(value) ?? value;
    return this.#events[at]?.type === EVENT_ID.SEQUENCE ? [...this.#children(at)] : [at];
  }

  #scalar(index: number): string | undefined {
    const event = this.#events[this.#targets.get(index) ?? index];
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, event) : undefined;
  }

  *#children(container: number): Generator<number> {
    const end = (this.#ends[container] ?? 0) - 1;
    for (let at = container + 1; at < end; at = this.#ends[at] ?? end) yield at;
  }

  #index(): void {
    const open: number[] = [];
    const anchors = new Map<string, number>();
    for (const [index, event] of this.#events.entries()) {
      this.#ends[index] = index + 1;
      if (event.type === EVENT_ID.POP) this.#ends[open.pop() ?? 0] = index + 1;
      else if (event.type === EVENT_ID.ALIAS) this.#targets.set(index, anchors.get(this.#anchor(event)) ?? index);
      else if (event.type !== EVENT_ID.SCALAR) open.push(index);
      if ("anchorStart" in event && event.anchorStart >= 0 && event.type !== EVENT_ID.ALIAS) {
        anchors.set(this.#anchor(event), index);
      }
    }
  }

  #anchor(event: Pick<AliasEvent, "anchorStart" | "anchorEnd">): string {
    return this.#text.slice(event.anchorStart, event.anchorEnd);
  }
}

/** Where the event is written; a quoted text begins at its quote. */
function offsetOf(text: string, event: Event | undefined): number {
  if (event === undefined) return 0;
  if ("valueStart" in event) return event.valueStart - (/["']/.test(text.charAt(event.valueStart - 1)) ? 1 : 0);
  if ("start" in event) return event.start;
  return "anchorStart" in event ? event.anchorStart : 0;
}
