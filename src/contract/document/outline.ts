/** One member of a map or list in a text. */
export interface Member {
  /** Where its key stands, or the value itself where it has none. */
  readonly offset: number;
  /** Handle under which the outline knows its value. */
  readonly value: number;
}

/** Finds the members of one container at a time, so that a look-up costs a scan of the containers on its way only. */
export interface Outline {
  readonly root: Member;
  /** The members by key, or by index in decimal; none where the value is no container. */
  membersOf(value: number): Map<string, Member>;
}
