import type { RequestHeaders } from "../base/exchange.ts";

/** Header fields that note which of them were asked for, found or not: what an answer depends on (RFC 9111 §4.1). */
export interface WatchedFields {
  readonly headers: RequestHeaders;
  /** In lower case; `undefined` where somebody looked at all of them. */
  read(): ReadonlySet<string> | undefined;
}

export function watchFields(headers: RequestHeaders): WatchedFields {
  const names = new Set<string>();
  let wholly = false;
  const watching = new Proxy(headers, {
    get(target, name) {
      if (typeof name === "string") names.add(name);
      return Reflect.get(target, name);
    },
    has(target, name) {
      if (typeof name === "string") names.add(name);
      return Reflect.has(target, name);
    },
    getOwnPropertyDescriptor(target, name) {
      if (typeof name === "string") names.add(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys(target) {
      wholly = true;
      return Reflect.ownKeys(target);
    },
  });
  return { headers: watching, read: () => (wholly ? undefined : names) };
}
