import type { Failure, FailureKind, Outcome } from "./outcome.ts";

/**
 * What a client cannot do by its own fault. It counts only where the independent judge finds the answer valid, and an
 * exception that nothing needs any more is a failure itself.
 */
export interface Exception {
  readonly client: string;
  readonly document: string;
  /** Operations by name; all that show the symptom if left out. */
  readonly operations?: readonly string[];
  readonly kinds: readonly FailureKind[];
  readonly symptom: RegExp;
  /** What the client does wrong, and why it is wrong. */
  readonly reason: string;
}

const CONTRADICTORY_TAG =
  "TrackObject and EpisodeObject are told apart by a discriminator without a mapping, whose tags are their names, but " +
  "their schemas say type: track and type: episode. The generated schema asks for both at once, which nothing can meet.";

const NAMELESS_MEMBER =
  "The document requires team_id of the body and describes no such member; the generated type has none to give it to.";

const UNION_IN_UNION =
  "The generated module does not load: z.discriminatedUnion is given members that are unions or intersections, which " +
  "that major of zod refuses.";

const BIGINT_IN_INTERSECTION =
  "The id of a UserTrackingCode (int64) is read as a bigint by one side of an intersection and left a number by the " +
  "other, and zod cannot merge the two.";

const CLOSED_TAGS =
  "A pattern is all that the document asks of the discriminator's property, and the judge's client sends what it takes; " +
  "the generated type has the tags of the mapping only.";

export const exceptions: readonly Exception[] = [
  {
    client: "hey-api + zod",
    document: "box-2025",
    operations: ["GET /enterprise_configurations/{enterprise_id}"],
    kinds: ["client"],
    symptom: /Unmergable intersection/,
    reason: BIGINT_IN_INTERSECTION,
  },
  {
    client: "oazapfts",
    document: "adyen-checkout",
    operations: ["POST /validateShopperId"],
    kinds: ["types"],
    symptom: /is not assignable to type '"upi_collect" \| "payTo"'/,
    reason: CLOSED_TAGS,
  },
  ...["openapi-fetch", "hey-api + zod", "oazapfts"].map(
    (client): Exception => ({
      client,
      document: "figma",
      operations: ["PUT /v2/webhooks/{webhook_id}"],
      kinds: ["types"],
      symptom: /'"?team_id"?' does not exist in type/,
      reason: NAMELESS_MEMBER,
    }),
  ),
  {
    client: "hey-api + zod",
    document: "spotify-fixed",
    operations: [
      "GET /playlists/{playlist_id}",
      "GET /playlists/{playlist_id}/tracks",
      "GET /playlists/{playlist_id}/items",
      "POST /me/playlists",
      "POST /users/{user_id}/playlists",
      "GET /me/player",
      "GET /me/player/currently-playing",
      "GET /me/player/queue",
    ],
    kinds: ["client"],
    symptom: /expected \\"TrackObject\\"|expected "TrackObject"/,
    reason: CONTRADICTORY_TAG,
  },
  ...["spotify-fixed", "figma"].map(
    (document): Exception => ({
      client: "zodios",
      document,
      kinds: ["generator"],
      symptom: /Cannot read properties of undefined \(reading 'type'\)/,
      reason: UNION_IN_UNION,
    }),
  ),
  {
    client: "oazapfts",
    document: "redocly-museum",
    operations: ["GET /tickets/{ticketId}/qr"],
    kinds: ["refused"],
    symptom: /^406 .*"available":\["image\/png"\]/,
    reason: "An image whose schema stands behind a $ref is taken for JSON, and nothing but JSON is accepted.",
  },
];

/** The exception that explains a failure, if there is one and the answer is beyond doubt. */
export function exceptionFor(outcome: Outcome, failure: Failure): Exception | undefined {
  if (failure.kind === "answer" || !outcome.isAnswerValid) return undefined;
  return exceptions.find(({ client, document, operations, kinds, symptom }) => {
    const isMeant = client === outcome.client && document === outcome.document;
    const isNamed = operations === undefined || operations.includes(outcome.operation);
    return isMeant && isNamed && kinds.includes(failure.kind) && symptom.test(failure.detail);
  });
}
