/** Where a session keeps what all of its answers shall be like. */
export const INTENT = { place: "intent", id: "" } as const;
