/** Something that whoever runs the mock should know, in a sentence. */
export interface Notice {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
}
