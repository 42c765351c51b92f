import { stopwatch } from "./clock.ts";

/** Where a command prints. Tests hand in one that collects. */
export interface Output {
  /** What was asked for: listings, documents, log lines. Text is printed as it is, line ends included. */
  print(text: string): void;
  /** What a person should know about it: notes and failures. */
  complain(text: string): void;
  /** Whether a person reads it on a terminal that shows colours. */
  readonly colour: boolean;
  /** Whether a person reads complaints on a terminal, where a line can be written anew. Left out, nobody does. */
  readonly isTerminal?: boolean;
}

/** The part of a stream such as `process.stdout` that is needed here. */
export interface TextSink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
}

/**
 * Prints to a process's streams. What comes after a silence is written in the same turn of the event loop, what follows
 * is collected for some milliseconds, so that a busy server does not pay a system call for each line. A reader that went away (EPIPE, as in `helix … | head`) is no reason to stop.
 *
 * @returns the output, and `flush` for the moment before the process ends
 */
export function streamOutput(
  standard: TextSink,
  error: TextSink,
  environment: Readonly<Record<string, string | undefined>>,
): { output: Output; flush: () => void } {
  const out = batched(standard);
  const complaints = batched(error);
  // https://no-color.org: present and not empty, whatever its value.
  const colour = standard.isTTY === true && !environment["NO_COLOR"];
  return {
    output: { print: out.write, complain: complaints.write, colour, isTerminal: error.isTTY === true },
    flush() {
      out.flush();
      complaints.flush();
    },
  };
}

/** Milliseconds between two writes to a stream: nobody reads faster. */
const WRITE_INTERVAL_MS = 20;

function batched(sink: TextSink): { write(text: string): void; flush(): void } {
  let pending = "";
  let sinceLast: (() => number) | undefined;
  sink.on("error", () => {});

  function flush(): void {
    const text = pending;
    pending = "";
    if (text === "") return;
    sinceLast = stopwatch();
    sink.write(text);
  }

  return {
    write(text) {
      const isFirst = pending === "";
      pending += text;
      if (!isFirst) return;
      const wait = sinceLast === undefined ? 0 : WRITE_INTERVAL_MS - sinceLast();
      if (wait > 0) setTimeout(flush, wait);
      else setImmediate(flush);
    },
    flush,
  };
}
