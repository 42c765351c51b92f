/** What a description says about values, read from its wording. */

/** From a wording to a name of the tables that such a field might have had. The first that fits counts. */
const wordings: readonly (readonly [wording: RegExp, name: string])[] = [
  [/\bISO[ -]?4217\b|\bcurrency code\b/i, "currencyCode"],
  [/\bISO[ -]?3166|\bcountry code\b/i, "countryCode"],
  [/\bISO[ -]?639|\blanguage code\b|\bBCP[ -]?47\b/i, "language"],
  [/\be-?mail address\b/i, "email"],
  [/\b(?:phone|telephone|mobile) number\b|\bE\.164\b/i, "phone"],
  [/\bIANA time ?zone\b|\btime ?zone\b/i, "timezone"],
  [
    /\bUnix (?:time|timestamp|epoch)\b|\bseconds since\b|\bepoch\b|\bRFC ?3339\b|\bISO[ -]?8601\b|\btimestamp\b|\bdate and time\b|\bdate when\b|\bwhen th(?:e|is)\b.*\b(?:was|were)\b/i,
    "timestamp",
  ],
  [/\bhex(?:adecimal)? (?:colou?r|code)\b|\bcolou?r code\b/i, "hexColor"],
  [/\bMIME|\bmedia type\b|\bcontent type\b/i, "mimeType"],
  [/\bIP(?:v4)? address\b/i, "ipAddress"],
  [/\bUUID\b|\bGUID\b/, "uuid"],
  [/\b(?:URL|URI|link) (?:of|to|for|where|that)\b/i, "url"],
  [/\bSHA-?256\b|\bchecksum\b|\bhash of\b/i, "checksum"],
  [/\bbase64\b/i, "token"],
  [/\bin cents\b|\bsmallest currency unit\b|\bminor units?\b/i, "amountInCents"],
  [/\bin (?:milliseconds|ms)\b/i, "durationMs"],
  [/\bin bytes\b/i, "sizeInBytes"],
  [/\bin (?:seconds|minutes)\b/i, "duration"],
  [/\bpercent(?:age)?\b/i, "percentage"],
  [/\bnumber of\b|\bcount of\b|\bhow many\b/i, "count"],
  [/\b(?:unique )?identifier\b|\bID of\b/i, "id"],
  [/\bname of\b/i, "name"],
  [/\bdescription of\b/i, "description"],
];

/** A name that the wording of a description suggests. */
export function nameFrom(description: string): string | undefined {
  return wordings.find(([wording]) => wording.test(description))?.[1];
}

const figure = String.raw`([-+]?\d[\d,_]{0,14}(?:\.\d{1,6})?)\s?%?`;
const closing = String.raw`(?![\w:/]|[-–.]\d)`;

/** Wordings of a lowest and a highest value. A bare "1-5" may be anything, so something has to say that it is a range. */
const ranges: readonly RegExp[] = [
  new RegExp(String.raw`\bbetween:?\s+${figure}\s+(?:and|to)\s+${figure}${closing}`, "i"),
  new RegExp(String.raw`\bfrom:?\s+${figure}\s+(?:up )?to\s+${figure}${closing}`, "i"),
  new RegExp(
    String.raw`\b(?:ranges?|scale|values?|scores?|rating|percent(?:age)?)\b[^.\d]{0,24}?[[(]?${figure}\s*(?:-|–|\.\.\.?|…|,|to|through)\s*${figure}${closing}`,
    "i",
  ),
  new RegExp(String.raw`[[(]${figure}\s*(?:-|–|\.\.\.?|…|to)\s*${figure}\s*[\])]`, "i"),
];

/** What else may stand between two figures, and is no range of the value itself. */
const otherFigures = /\bcharacters?\b|\bletters?\b|\bdigits?\b|\bdecimals?\b/i;

/** The range that a description gives for a number: "between 0 and 100", "from 1 to 5", "a score (0-10)". */
export function rangeStated(description: string): readonly [least: number, most: number] | undefined {
  for (const wording of ranges) {
    const match = wording.exec(description.slice(0, longestRead));
    if (!match) continue;
    const [least = Number.NaN, most = Number.NaN] = match
      .slice(1, 3)
      .map((text) => Number(text.replaceAll(/[,_]/g, "")));
    const after = description.slice(match.index + match[0].length, match.index + match[0].length + 20);
    if (least < most && !otherFigures.test(after)) return [least, most];
  }
  return undefined;
}

const listing =
  /\b(?:one of|either|can be|may be|possible values|valid values|allowed values|supported values|accepted values|must be|values are)\b[^`'"]{0,30}((?:[`'"][\w .:/-]{1,40}[`'"](?:\s*\([^)]*\))?(?:\s*,?\s*(?:or|and)\s*|\s*[,|/]\s*|\s+)?){2,})/i;
const quoted = /[`'"]([\w .:/-]{1,40})[`'"]/g;

/** The values that a description lists as possible: "Can be `open`, `closed` or `all`". */
export function valuesListed(description: string): readonly string[] {
  const found = listing.exec(description.slice(0, longestRead))?.[1] ?? "";
  return [...found.matchAll(quoted)].map((match) => match[1] ?? "");
}

const example = /\b(?:e\.g\.?|for example|for instance|such as|example:|examples:)[,:]?\s+[`"']([^`"'\n]{1,80})[`"']/i;

/** A value that a description gives as an example: "e.g. `en-US`". */
export function exampleQuoted(description: string): string | undefined {
  return example.exec(description.slice(0, longestRead))?.[1];
}

/** Descriptions come from anybody, and nobody says it this late. */
const longestRead = 2000;
