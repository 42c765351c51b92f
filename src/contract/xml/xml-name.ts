/** A name that XML allows (XML 1.0 §2.3), as close to the wanted one as can be. */
export function xmlName(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}_.-]/gu, "_");
  return /^[\p{L}_]/u.test(safe) ? safe : `_${safe}`;
}
