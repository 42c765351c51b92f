import { formatAccepts } from "../../src/contract/schema/format.ts";
import { now } from "./leaf-places.ts";

/** A field of an object with what must hold for its values. */
export type Field = readonly [parent: string, field: string, isPlausible: (value: never) => boolean];

const matches =
  (shape: RegExp) =>
  (value: string): boolean =>
    shape.test(value);
const within =
  (least: number, most: number) =>
  (value: number): boolean =>
    value >= least && value <= most;
const wholeWithin =
  (least: number, most: number) =>
  (value: number): boolean =>
    Number.isInteger(value) && within(least, most)(value);
const format =
  (name: string) =>
  (value: string): boolean =>
    formatAccepts(name, value);
const words = matches(/^\p{L}[\p{L} .,'’&:-]*$/u);
const sentence = matches(/^[A-Z].{10,}[.?!]$/s);
const past = (value: string): boolean => Date.parse(value) <= now && Date.parse(value) > Date.parse("2000-01-01");

/** Fields of many kinds, written as `objectOf` reads them. */
export function plausibleFields(): readonly Field[] {
  return [...people(), ...places(), ...things(), ...numbers(), ...technical()];
}

function people(): readonly Field[] {
  return [
    ["User", "first_name", matches(/^[A-Z][a-z]+$/)],
    ["User", "surname", matches(/^[A-Z][a-z]+$/)],
    ["customer", "name", matches(/^[A-Z][a-z]+ [A-Z][a-z]+$/)],
    ["Order", "customerName", matches(/^[A-Z][a-z]+ [A-Z][a-z]+$/)],
    ["Account", "e_mail", format("email")],
    ["User", "login", matches(/^[a-z._]+$/)],
    ["User", "phoneNumber", matches(/^\+\d[\d ]{8,}$/)],
    [
      "User",
      "dateOfBirth",
      (value: string) => format("date")(value) && Date.parse(value) < now - 18 * 365 * 86_400_000,
    ],
    ["User", "gender", matches(/^(female|male)$/)],
    ["User", "jobTitle", words],
    ["User", "bio", sentence],
    ["Employee", "department", words],
    ["User", "profileImage", matches(/^https:\/\/images\.example\.com\/.+\.(png|jpg)$/)],
    ["User", "company", matches(/^[A-Z]\w+ [A-Z]\w+$/)],
    ["Organization", "name", matches(/^[A-Z]\w+ [A-Z]\w+$/)],
  ];
}

function places(): readonly Field[] {
  return [
    ["Address", "street", matches(/\d/)],
    ["Address", "addressLine2", matches(/^(Apt|Suite|Unit|Floor) \d+$/)],
    ["Address", "city", words],
    ["Address", "zipCode", matches(/\d/)],
    ["Shop", "country", words],
    ["Shop", "country_code", matches(/^[A-Z]{2}$/)],
    ["Shop", "lat:number", within(-90, 90)],
    ["Shop", "lng:number", within(-180, 180)],
    ["User", "timeZone", matches(/^[A-Z]\w+\/[A-Z]\w+$/)],
    ["User", "locale", matches(/^[a-z]{2}-[A-Z]{2}$/)],
    ["Book", "language", matches(/^[a-z]{2}$/)],
    ["Invoice", "currency", matches(/^[A-Z]{3}$/)],
  ];
}

function things(): readonly Field[] {
  return [
    ["Product", "name", matches(/^[A-Z][\w-]+ [A-Z].+ [A-Z].+$/)],
    ["Product", "description", sentence],
    ["Pet", "name", matches(/^[A-Z][a-z]+$/)],
    ["Pet", "breed", words],
    ["Category", "name", words],
    ["Tag", "name", matches(/^[a-z]+$/)],
    ["Article", "title", matches(/^[A-Z].{10,}$/)],
    ["Task", "title", matches(/^[A-Z].{10,}$/)],
    ["Review", "comment", sentence],
    ["Order", "status", matches(/^(pending|processing|shipped|delivered|cancelled)$/)],
    ["Payment", "status", matches(/^(succeeded|pending|processing|failed|refunded)$/)],
    ["Order", "notes", matches(/^[A-Z].{10,}\.$/)],
    ["User", "role", matches(/^[a-z ]+$/)],
    ["Car", "color", matches(/^[a-z ]+$/)],
    ["Theme", "hexColor", matches(/^#[0-9a-f]{6}$/)],
    ["Product", "sku", matches(/^[A-Z]{3}-\d{4}-[A-Z]{3}$/)],
    ["Article", "slug", matches(/^[a-z0-9-]+$/)],
    ["Book", "isbn", matches(/^978\d{10}$/)],
    ["Error", "code", matches(/^[a-z_]+$/)],
    ["Error", "message", sentence],
    ["Event", "startTime", past],
  ];
}

function numbers(): readonly Field[] {
  return [
    ["Product", "price:number", within(5, 500)],
    ["Order", "quantity:integer", wholeWithin(1, 12)],
    ["Product", "stock:integer", wholeWithin(0, 250)],
    ["Product", "rating:number", within(1, 5)],
    ["User", "age:integer", wholeWithin(18, 80)],
    ["Package", "weight:number", within(0, 30)],
    ["Task", "progress:integer", wholeWithin(0, 100)],
    ["Tax", "taxRate:number", within(0, 1)],
    ["Movie", "releaseYear:integer", wholeWithin(2023, 2026)],
    ["User", "id:integer", wholeWithin(1, 9999)],
    ["User", "createdAt:integer", wholeWithin(now / 1000 - 800 * 86_400, now / 1000)],
    ["Server", "port:integer", wholeWithin(1, 65_535)],
    ["File", "size:integer", wholeWithin(1000, 5_000_000)],
    ["Job", "timeout:integer", wholeWithin(1, 3600)],
    ["Page", "page:integer", wholeWithin(1, 1)],
    ["Room", "temperature:number", within(-20, 45)],
    ["User", "followersCount:integer", wholeWithin(0, 1000)],
    ["Job", "salary:integer", wholeWithin(30_000, 120_000)],
  ];
}

function technical(): readonly Field[] {
  return [
    ["Order", "id", matches(/^ord_[a-z0-9]+$/)],
    ["Order", "customerId", matches(/^cus_[a-z0-9]+$/)],
    ["Order", "orderNumber", matches(/^ORD-\d{5}$/)],
    ["Request", "traceId:string(uuid)", format("uuid")],
    ["Company", "website", format("uri")],
    ["Hook", "callbackUrl", matches(/^https:\/\/hooks\.example\.com\//)],
    ["Log", "ipAddress", format("ipv4")],
    ["Device", "macAddress", matches(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/)],
    ["Server", "hostname", format("hostname")],
    ["Log", "userAgent", matches(/^Mozilla\/5\.0 /)],
    ["Session", "accessToken", matches(/^[A-Za-z0-9]{20,}$/)],
    ["File", "sha256", matches(/^[0-9a-f]{64}$/)],
    ["App", "version", matches(/^\d+\.\d+\.\d+$/)],
    ["File", "mimeType", format("media-range")],
    ["Account", "iban", (value: string) => hasRightChecksum(value)],
    ["Card", "cardNumber", matches(/^(4242|5555|3782|6011)\d+$/)],
    ["Card", "last4", matches(/^\d{4}$/)],
    ["Job", "updatedAt:string(date-time)", past],
    ["Token", "expires_at:string(date-time)", (value: string) => Date.parse(value) > now],
  ];
}

/** ISO 13616: letters as numbers, the first four characters moved to the end, 1 modulo 97. */
function hasRightChecksum(iban: string): boolean {
  const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((character) => Number.parseInt(character, 36)).join("");
  return BigInt(digits) % 97n === 1n;
}
