/** Bodies of one declared media type that the judge must accept, and broken ones that it must reject. */
export interface BodyCase {
  readonly what: string;
  readonly version?: string;
  /** The media type as declared; what is sent if `type` is left out. */
  readonly range: string;
  readonly type?: string;
  /** The Media Type Object. */
  readonly media: object;
  readonly schemas?: object;
  readonly good: readonly (string | Uint8Array)[];
  readonly bad: Readonly<Record<string, string | Uint8Array>>;
}
