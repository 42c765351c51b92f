import { Agent, request } from "node:http";

/** What came back, with when it was sent and when it was there. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Milliseconds of `performance.now()`. */
  readonly begun: number;
  readonly ended: number;
}

export interface HttpClient {
  /**
   * @param line - "GET /pets/7"
   * @param body - bytes as they are, anything else as JSON
   */
  send(line: string, headers?: Readonly<Record<string, string>>, body?: unknown): Promise<Reply>;
  close(): void;
}

/** Sends requests over connections that are kept. @param origin - "http://127.0.0.1:4010" */
export function httpClient(origin: string): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  return {
    send(line, headers = {}, body) {
      const [method = "", path = ""] = line.split(" ");
      const content = body === undefined ? "" : body instanceof Uint8Array ? body : JSON.stringify(body);
      const typed = body === undefined ? {} : { "content-type": "application/json" };
      const begun = performance.now();
      return new Promise((resolve, reject) => {
        const outgoing = request(origin + path, {
          method,
          agent,
          headers: { ...typed, "content-length": Buffer.byteLength(content), ...headers },
        });
        outgoing.on("error", reject);
        outgoing.on("response", (incoming) => {
          const pieces: Buffer[] = [];
          incoming.on("data", (piece: Buffer) => pieces.push(piece));
          incoming.on("error", reject);
          incoming.on("end", () => {
            const { statusCode: status = 0, headers: fields } = incoming;
            const text = Buffer.concat(pieces).toString();
            resolve({ status, headers: fields, text, begun, ended: performance.now() });
          });
        });
        outgoing.end(content);
      });
    },
    close: () => agent.destroy(),
  };
}
