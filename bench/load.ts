import { createRequire } from "node:module";

/** What is asked again and again. */
export interface Load {
  /** Path of the n-th request. */
  readonly path: (index: number) => string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>> | ((index: number) => Readonly<Record<string, string>>);
  readonly body?: string;
}

export interface LoadResult {
  readonly requests: number;
  /** Answers that were no 2xx, and requests without an answer. */
  readonly failures: number;
  readonly seconds: number;
}

interface AutocannonResult {
  readonly "2xx": number;
  readonly non2xx: number;
  readonly errors: number;
  readonly duration: number;
}

/** What is used of autocannon 8, which comes without types. */
type Autocannon = (options: object) => Promise<AutocannonResult>;

const autocannon: Autocannon = createRequire(import.meta.url)("autocannon");

export const CONNECTIONS = 50;

let asked = 0;

/** The header fields of the n-th request. */
export function headersOf({ headers = {} }: Load, index: number): Readonly<Record<string, string>> {
  return typeof headers === "function" ? headers(index) : headers;
}

/** Asks over fifty connections, for some seconds or so many times. Loopback only. */
export async function run(
  url: string,
  load: Load,
  until: { readonly seconds: number } | { readonly requests: number },
): Promise<LoadResult> {
  const { method = "GET", headers, body, path } = load;
  const setupRequest = (request: object): object => {
    const index = asked++;
    const changing = typeof headers === "function" ? { headers: headers(index) } : {};
    return { ...request, ...changing, path: path(index) };
  };
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    ...("seconds" in until ? { duration: until.seconds } : { amount: until.requests }),
    requests: [{ method, headers: headersOf(load, 0), body, setupRequest }],
  });
  const failures = result.non2xx + result.errors;
  return { requests: result["2xx"] + result.non2xx, failures, seconds: result.duration };
}
