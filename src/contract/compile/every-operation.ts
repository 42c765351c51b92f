import type { Contract } from "../contract.ts";
import type { Operation } from "../operation.ts";

/** An operation, and whether its request is what the API sends. */
interface Direction {
  readonly operation: Operation;
  readonly isSent: boolean;
}

/** The operations of a contract with those that are never routed: their callbacks, and the webhooks. */
export function* everyOperation(contract: Pick<Contract, "operations" | "webhooks">): Generator<Direction> {
  for (const operation of contract.operations) yield* withCallbacks(operation, false);
  for (const { operation } of contract.webhooks) yield* withCallbacks(operation, true);
}

function* withCallbacks(operation: Operation, isSent: boolean): Generator<Direction> {
  yield { operation, isSent };
  for (const callback of operation.callbacks) yield* withCallbacks(callback.operation, !isSent);
}
