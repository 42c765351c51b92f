/** What is served of one document, and whether that is still what its files say. */
export interface DocumentState {
  /** As the user named it. */
  readonly name: string;
  /** What stands before all of its paths, or "". */
  readonly mount: string;
  readonly title: string;
  readonly version: string;
  readonly digest: string;
  readonly operations: number;
  /** Why the newest edit is not served; absent where it is. */
  readonly failure?: { readonly code: string; readonly message: string } | undefined;
}
