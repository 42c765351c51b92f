import { words } from "./words.ts";

/** A kind of field, known by its name, with what a person would believe of its value. */
export interface FieldKind {
  readonly kind: string;
  /** Matches the field's name in lower case without separators. */
  readonly name: RegExp;
  readonly type: "string" | "number" | "boolean";
  plausible(value: string | number): boolean;
}

const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));
const REGIONS = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** The first kind that matches a name counts. */
export const fieldKinds: readonly FieldKind[] = [
  text(
    "e-mail",
    /e?mail(address)?$/,
    (value) => /^[a-z0-9][a-z0-9._%+-]*@([a-z0-9-]+\.)+[a-z]{2,}$/i.test(value) && words(value.split("@")[0] ?? ""),
  ),
  text("first name", /^(firstname|givenname|forename)$/, isName),
  text("last name", /^(lastname|surname|familyname)$/, isName),
  text("full name", /^(fullname|realname|holder)$/, (value) => /^\p{Lu}\S*( \S+)+$/u.test(value)),
  text(
    "user name",
    /^(username|login|nickname|handle)$/,
    (value) => /^[\w.@+-]{2,40}$/u.test(value) && words(value.split("@")[0] ?? ""),
  ),
  text("phone", /(phone|mobile|fax|tel)(number)?$/, (value) => /^[+(\d][\d\s().x-]{5,22}$/.test(value)),
  text(
    "street",
    /^(street|streetaddress|addressline1?|line1|address1)$/,
    (value) => /\p{L}{2}/u.test(value) && /\d/.test(value),
  ),
  text("city", /^(city|town|locality)$/, isName),
  text(
    "postal code",
    /^(postalcode|postcode|zip|zipcode)$/,
    (value) => /^[A-Z\d][A-Z\d -]{2,9}$/.test(value) && /\d/.test(value),
  ),
  text("country", /^country(code)?$/, (value) =>
    /^[A-Z]{2}$/.test(value) ? REGIONS.of(value) !== undefined : isName(value) || /^[A-Z]{3}$/.test(value),
  ),
  text("state", /^(state|province|region)$/, (value) => words(value) || /^[A-Z]{2,3}$/.test(value)),
  text(
    "company",
    /^(company|companyname|organi[sz]ation|organi[sz]ationname|employer)$/,
    (value) => /^\p{Lu}/u.test(value) && words(value),
  ),
  text("currency", /^currency(code)?$/, (value) => CURRENCIES.has(value.toUpperCase())),
  text("language", /^(locale|language|languagecode|lang)$/, (value) => isLanguage(value) || isName(value)),
  text("time zone", /^(timezone|tz)$/, isTimeZone),
  text("colour", /^colou?r$/, (value) => /^(#[\da-f]{3,8}|rgba?\(.*\)|[a-z]+( [a-z]+)?)$/i.test(value)),
  text("URL", /^(url|uri|href|link|website|homepage|.*url|.*uri|self|next|previous)$/, (value) =>
    /^(https?:\/\/[^\s/]+\.[^\s]+|\/[^\s]*|[a-z][a-z0-9+.-]*:[^\s]+)$/i.test(value.trim()),
  ),
  text("UUID", /^(uuid|guid)$/, (value) => /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(value)),
  text("IP address", /(^|last)?(ip|ipaddress|ipv4)$|loginip$/, (value) => /^(\d{1,3}\.){3}\d{1,3}$|:/.test(value)),
  text("birthday", /^(dateofbirth|birthdate|birthday|dob)$/, (value) => within(value, 1900, 2025)),
  text("creation time", /^(created|createdat|createdon|datecreated|creationdate|placedat|publishedat)$/, (value) =>
    within(value, 1990, 2027),
  ),
  text("update time", /^(updated|updatedat|modified|modifiedat|lastmodified|lastupdated|dateupdated)$/, (value) =>
    within(value, 1990, 2027),
  ),
  text(
    "other time",
    /^(.*date|.*time|expiresat|expires|shippedat|startsat|endsat)$/,
    (value) => within(value, 1900, 2100) || /^\d\d:\d\d|^P|^(0[1-9]|1[0-2])\/\d\d$/.test(value),
  ),
  text("title", /^(title|subject|headline|summary)$/, words),
  text(
    "description",
    /^(description|comment|note|notes|remarks|bio|message|details)$/,
    (value) => words(value) && value.length >= 3,
  ),
  text("slug", /^slug$/, (value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && words(value)),
  text("stock number", /^(sku|ordernumber|number|reference|invoicenumber)$/, (value) => /^[\w/ -]{2,40}$/.test(value)),
  text("status", /^(status|state)$/, (value) => /^[a-z0-9][\w -]*$/i.test(value) && words(value)),
  text("file name", /^(filename|file)$/, (value) => /^[^/\\]+\.[a-z0-9]{2,5}$/i.test(value)),
  text("media type", /^(mimetype|contenttype|mediatype)$/, (value) => /^[a-z]+\/[\w.+-]+$/.test(value)),
  text("version", /version$/, (value) => /\d/.test(value) || words(value)),
  text("tag", /^tags?$/, (value) => words(value)),
  text("name", /^(name|displayname)$/, (value) => words(value.replace(/\.[a-z0-9]{2,5}$/i, ""))),
  text("IBAN", /^iban$/, (value) => /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(value)),
  text("card digits", /^last4$/, (value) => /^\d{4}$/.test(value)),
  text("carrier", /^(carrier|brand|provider|manufacturer)$/, (value) => words(value)),
  number("id", /^(id|.*id)$/, (value) => Number.isInteger(value) && value >= 0),
  number(
    "price",
    /^(price|amount|total|subtotal|cost|fee|balance|unitprice|amountdue)$/,
    (value) => value >= 0 && value <= 1e7 && cents(value),
  ),
  number(
    "quantity",
    /^(quantity|qty|stock|inventory)$/,
    (value) => Number.isInteger(value) && value >= 0 && value <= 100_000,
  ),
  number(
    "count",
    /^((?!.*(dis|ac)count).*count|total|totalitems|totalpages|size)$/,
    (value) => Number.isInteger(value) && value >= 0 && value <= 1e9,
  ),
  number(
    "page",
    /^(page|perpage|limit|offset|pagesize)$/,
    (value) => Number.isInteger(value) && value >= 0 && value <= 10_000,
  ),
  number("rating", /rating$|^stars$|^score$/, (value) => value >= 0 && value <= 100),
  number("percentage", /percent(age)?$|^discount$|^popularity$/, (value) => value >= 0 && value <= 100),
  number("latitude", /^(lat|latitude)$/, (value) => Math.abs(value) <= 90),
  number("longitude", /^(lon|lng|longitude)$/, (value) => Math.abs(value) <= 180),
  number("length", /^(width|height|depth|weight|weightgrams|diameterm)$/, (value) => value >= 0 && value <= 1e6),
  number("age", /^age$/, (value) => Number.isInteger(value) && value >= 0 && value <= 120),
  number("duration", /^(duration|durationms|uptimeseconds|days|timeout)$/, (value) => value >= 0 && value <= 1e10),
];

function text(kind: string, name: RegExp, plausible: (value: string) => boolean): FieldKind {
  return { kind, name, type: "string", plausible: (value) => plausible(String(value)) };
}

function number(kind: string, name: RegExp, plausible: (value: number) => boolean): FieldKind {
  return { kind, name, type: "number", plausible: (value) => plausible(Number(value)) };
}

function isName(value: string): boolean {
  return /^[\p{Lu}\d][\p{L}\p{M}\d'’.,()& -]*$/u.test(value) && words(value);
}

function within(value: string, from: number, to: number): boolean {
  const year = new Date(value).getUTCFullYear();
  return year >= from && year <= to;
}

function cents(value: number): boolean {
  return Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;
}

function isLanguage(value: string): boolean {
  try {
    return LANGUAGES.of(value.replace("_", "-")) !== undefined;
  } catch {
    return false;
  }
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }) !== undefined;
  } catch {
    return false;
  }
}
