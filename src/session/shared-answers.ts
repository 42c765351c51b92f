/** What is known of a question that several gateways may ask. */
export type Known =
  | { readonly kind: "told"; readonly text: string }
  /** Nobody else asks: whoever hears this has to ask, and to tell or to let go. */
  | { readonly kind: "mine" }
  /** Another gateway is asking. */
  | { readonly kind: "others" }
  /** The store is out of reach. */
  | { readonly kind: "away" };

/** Answers that are dear to get, shared by all gateways: each is asked for once, by whoever comes first. */
export interface SharedAnswers {
  /** @param holdMs - for how long nobody else asks, unless it is told or let go before */
  look(key: string, holdMs: number): Promise<Known>;
  /** Keeps what was told, for everybody. Nobody waits for it. */
  tell(key: string, text: string): void;
  /** Lets others ask. */
  letGo(key: string): void;
}
