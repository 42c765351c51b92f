/** What the process says when it ends; part of the interface. */
export const EXIT = {
  fine: 0,
  contractFailures: 1,
  /** Usage, settings, document, port. */
  unusable: 2,
  unreachable: 3,
  budget: 4,
  /** A bug in Helix. */
  bug: 70,
} as const;
