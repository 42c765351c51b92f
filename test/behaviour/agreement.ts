import type { Found } from "./bodies.ts";
import { plain } from "./resources.ts";
import { count, newTally, type Tally } from "./tally.ts";

/** A relation between members of one object, tested where all of them are there. */
interface Relation {
  readonly property: string;
  /** `undefined` where the object does not have what the relation is about. */
  holds(object: ReadonlyMap<string, unknown>): boolean | undefined;
}

const RELATIONS: readonly Relation[] = [
  ordered(
    "created ≤ updated",
    /^(created|createdat|createdon|creationdate|datecreated|createdtime|placedat)$/,
    /^(updated|updatedat|updatedon|modified|modifiedat|lastmodified|lastupdated|dateupdated|updatetime)$/,
  ),
  ordered(
    "start ≤ end",
    /^(start|startsat|startat|startdate|starttime|from|validfrom)$/,
    /^(end|endsat|endat|enddate|endtime|to|validto|validuntil)$/,
  ),
  ordered("placed ≤ shipped", /^placedat$/, /^shippedat$/),
  {
    property: "name ↔ e-mail",
    holds: (object) => {
      const [email, names] = [textOf(object, /^(email|emailaddress)$/), namesIn(object)];
      if (email === undefined || names.length === 0) return undefined;
      return names.some((name) => letters(email.split("@")[0] ?? "").includes(name));
    },
  },
  {
    property: "name ↔ username",
    holds: (object) => {
      const [username, names] = [textOf(object, /^(username|login|userlogin)$/), namesIn(object)];
      if (username === undefined || names.length === 0) return undefined;
      return names.some((name) => letters(username).includes(name));
    },
  },
  {
    property: "first and last name ↔ full name",
    holds: (object) => {
      const [first, last] = [
        textOf(object, /^(firstname|givenname)$/),
        textOf(object, /^(lastname|surname|familyname)$/),
      ];
      const full = textOf(object, /^(fullname|displayname)$/);
      if (first === undefined || last === undefined || full === undefined) return undefined;
      return full.includes(first) && full.includes(last);
    },
  },
  {
    property: "city ↔ country",
    holds: (object) => {
      const [city, country] = [textOf(object, /^(city|town|locality)$/), countryIn(object)];
      const known = city === undefined ? undefined : CITIES[city];
      return known === undefined || country === undefined ? undefined : known === country;
    },
  },
  {
    property: "country ↔ postal code",
    holds: (object) => {
      const [code, country] = [textOf(object, /^(postalcode|postcode|zip|zipcode)$/), countryIn(object)];
      const form = country === undefined ? undefined : POSTAL_CODES[country];
      return code === undefined || form === undefined ? undefined : form.test(code);
    },
  },
  {
    property: "amount ↔ currency",
    holds: (object) => {
      const [amount, currency] = [object.get("amount"), textOf(object, /^(currency|currencycode)$/)];
      if (typeof amount !== "number" || currency === undefined) return undefined;
      const digits = /^(JPY|KRW|CLP|VND|ISK)$/.test(currency) ? 0 : 2;
      return Math.abs(amount * 10 ** digits - Math.round(amount * 10 ** digits)) < 1e-6;
    },
  },
  {
    property: "min ≤ max",
    holds: (object) => {
      const pairs = [...object].flatMap(([name, least]) => {
        const greatest = /^min/.test(name) ? object.get(name.replace(/^min/, "max")) : undefined;
        return typeof least === "number" && typeof greatest === "number" ? [least <= greatest] : [];
      });
      return pairs.length === 0 ? undefined : pairs.every(Boolean);
    },
  },
];

/** How well the members of each object agree with each other. */
export function agreement(objects: readonly Found[]): Tally[] {
  return RELATIONS.map(({ property, holds }) => {
    const tally = newTally(property);
    for (const { where, value } of objects) {
      const verdict = holds(new Map(Object.entries(value).map(([name, member]) => [plain(name), member])));
      if (verdict !== undefined) count(tally, verdict, `${where}: ${JSON.stringify(value)}`);
    }
    return tally;
  });
}

function ordered(property: string, earlier: RegExp, later: RegExp): Relation {
  return {
    property,
    holds: (object) => {
      const [first, second] = [textOf(object, earlier), textOf(object, later)].map((text) => Date.parse(text ?? ""));
      return first === undefined || second === undefined || Number.isNaN(first + second) ? undefined : first <= second;
    },
  };
}

function textOf(object: ReadonlyMap<string, unknown>, name: RegExp): string | undefined {
  for (const [key, value] of object) if (name.test(key) && typeof value === "string" && value !== "") return value;
  return undefined;
}

/** First and last names as bare letters; those of fewer than two letters say nothing. */
function namesIn(object: ReadonlyMap<string, unknown>): string[] {
  const parts = [/^(firstname|givenname)$/, /^(lastname|surname|familyname)$/, /^(fullname|displayname|realname)$/];
  const texts = parts.map((name) => textOf(object, name) ?? "").flatMap((text) => text.split(/\s+/));
  return texts.map(letters).filter((word) => word.length > 1);
}

function letters(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z]/g, "");
}

function countryIn(object: ReadonlyMap<string, unknown>): string | undefined {
  const country = textOf(object, /^(country|countrycode)$/);
  if (country === undefined) return undefined;
  return country.length === 2 ? country : CODES[country];
}

const CODES: Readonly<Record<string, string>> = {
  "United States": "US",
  "United States of America": "US",
  Germany: "DE",
  France: "FR",
  Sweden: "SE",
  Japan: "JP",
  "United Kingdom": "GB",
  Spain: "ES",
  Italy: "IT",
  Netherlands: "NL",
  Canada: "CA",
  Australia: "AU",
};

/** Cities that everybody places in the same country; others are not tested. */
const CITIES: Readonly<Record<string, string>> = {
  Paris: "FR",
  Lyon: "FR",
  Marseille: "FR",
  Berlin: "DE",
  Hamburg: "DE",
  Munich: "DE",
  München: "DE",
  Cologne: "DE",
  Frankfurt: "DE",
  London: "GB",
  Manchester: "GB",
  Edinburgh: "GB",
  Leeds: "GB",
  Stockholm: "SE",
  Gothenburg: "SE",
  Madrid: "ES",
  Barcelona: "ES",
  Rome: "IT",
  Milan: "IT",
  Amsterdam: "NL",
  Rotterdam: "NL",
  Tokyo: "JP",
  Osaka: "JP",
  Sydney: "AU",
  Melbourne: "AU",
  Brisbane: "AU",
  Toronto: "CA",
  Vancouver: "CA",
  Montreal: "CA",
  Chicago: "US",
  Seattle: "US",
  Boston: "US",
  Denver: "US",
  Austin: "US",
  "New York": "US",
  "San Francisco": "US",
  "Los Angeles": "US",
  Copenhagen: "DK",
  Oslo: "NO",
  Helsinki: "FI",
  Vienna: "AT",
  Zurich: "CH",
  Dublin: "IE",
  Lisbon: "PT",
  Warsaw: "PL",
  Prague: "CZ",
  Brussels: "BE",
  Singapore: "SG",
  Mumbai: "IN",
  "Mexico City": "MX",
};

const POSTAL_CODES: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(-\d{4})?$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  ES: /^\d{5}$/,
  IT: /^\d{5}$/,
  FI: /^\d{5}$/,
  SE: /^\d{3} ?\d{2}$/,
  NO: /^\d{4}$/,
  DK: /^\d{4}$/,
  AU: /^\d{4}$/,
  AT: /^\d{4}$/,
  CH: /^\d{4}$/,
  BE: /^\d{4}$/,
  NL: /^\d{4} ?[A-Z]{2}$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/,
  JP: /^\d{3}-?\d{4}$/,
  PL: /^\d{2}-\d{3}$/,
  PT: /^\d{4}-\d{3}$/,
  CZ: /^\d{3} ?\d{2}$/,
  IN: /^\d{6}$/,
  SG: /^\d{6}$/,
  MX: /^\d{5}$/,
};
