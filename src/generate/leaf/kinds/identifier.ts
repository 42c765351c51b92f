import { base64, digits, hex, uuid } from "../format.ts";
import { aspect, choose, type Field, type Kind, phrases } from "../kind.ts";
import { testCards } from "../vocabulary/codes.ts";
import { cityOf } from "./location.ts";

/** Kinds that tell one thing from another: keys, numbers on paper, accounts, cards. */
export const identifierKinds: readonly Kind[] = [
  {
    names: phrases(
      "id, identifier, key id, uid, ident, pk, object id, ref id, external id, unique id, oid, xid, sid, gid, parent id, tracking id, reference id",
    ),
    text: ids,
    number: identity,
  },
  {
    names: phrases(
      "uuid, guid, global id, correlation id, request id, trace id, idempotency key, span id, operation id, session id, transaction uuid",
    ),
    text: (field) => [uuid(field.random), hex(field.random, 32), hex(field.random, 16)],
  },
  {
    names: phrases(
      "reference, ref, reference number, order number, invoice number, confirmation number, confirmation code, booking reference, transaction reference, receipt number, document number, case number, ticket number, customer number, contract number, policy number, order no, invoice no, po number, purchase order, account no, member number, employee number, serial, serial number, serial no, asset tag, batch number, lot number, registration number, order reference, booking code, number, voucher code, coupon code, promo code, discount code, referral code, invite code",
    ),
    text: (field) => referenceTexts(field),
    number: (field) => field.random.integer(10_000, 99_999),
  },
  { names: phrases("iban, bank account iban"), text: (field) => ibanOf(field) },
  {
    names: phrases("bic, swift, swift code, bic code, swift bic"),
    text: (field) => `EXMP${cityOf(field).alpha2}22XXX`,
  },
  {
    names: phrases("account number, bank account, bank account number, routing account"),
    text: (field) => [digits(field.random, 10), `****${digits(field.random, 4)}`],
    number: (field) => field.random.integer(10_000_000, 99_999_999),
  },
  {
    names: phrases("routing number, sort code, bank code, bsb, aba"),
    text: (field) => [digits(field.random, 9), digits(field.random, 6), digits(field.random, 8)],
  },
  {
    names: phrases("card number, credit card, credit card number, cc number, pan, debit card number"),
    text: (field) => choose(field, testCards),
  },
  {
    names: phrases("last4, last four, card last4, last 4, last four digit, card last four"),
    text: (field) => aspect(field, "card").pick(testCards).slice(-4),
  },
  {
    names: phrases("masked card number, masked number, masked pan, card mask"),
    text: (field) => `**** **** **** ${aspect(field, "card").pick(testCards).slice(-4)}`,
  },
  {
    names: phrases(
      "vat number, vat id, tax id, tax number, tin, vat registration number, ein, tax identification number, vatin, fiscal code",
    ),
    text: (field) => [`${cityOf(field).alpha2}${digits(field.random, 9)}`, digits(field.random, 9)],
  },
  {
    names: phrases(
      "ssn, national id, social security number, passport number, id number, identity number, license number, driver license, passport, document id number",
    ),
    text: (field) => [`X${digits(field.random, 8)}`, `900-00-${digits(field.random, 4)}`],
  },
  { names: phrases("isbn, isbn13, isbn 13"), text: (field) => isbn13(field) },
  { names: phrases("isrc"), text: (field) => `QZ${hex(field.random, 3).toUpperCase()}${digits(field.random, 7)}` },
  {
    names: phrases("ean, gtin, barcode, upc, ean13, gtin13, bar code, gtin 13"),
    text: (field) => withCheckDigit(`400${digits(field.random, 9)}`),
  },
  {
    names: phrases(
      "tracking number, tracking code, tracking no, shipment number, parcel number, awb, waybill number, consignment number",
    ),
    text: (field) => [`1Z999AA1${digits(field.random, 10)}`, digits(field.random, 12)],
  },
  {
    names: phrases("license plate, plate number, registration plate, number plate, plate"),
    text: (field) =>
      `${base64(field.random, 1).toUpperCase().replaceAll(/\d/g, "K").slice(0, 2)}-${digits(field.random, 4)}`,
  },
  {
    names: phrases("vin, vehicle identification number"),
    text: (field) => `1HG${hex(field.random, 14).toUpperCase()}`,
  },
];

/** Three lower-case letters from the noun: "ord" for an order, as payment APIs prefix their ids; none without a noun. */
function* ids(field: Field): Generator<string> {
  const noun = field.context.find((candidate) => /^[a-z]{3}/.test(candidate));
  const tail = base64(field.random, 4).toLowerCase();
  if (noun !== undefined) yield `${noun.slice(0, 3)}_${tail.slice(0, 14)}`;
  yield tail.slice(0, 14);
  yield tail.slice(0, 12);
  yield String(field.random.integer(1000, 99_999));
  yield uuid(field.random);
  yield hex(field.random, 24);
  yield digits(field.random, 10);
}

/** Where ids are counted they start at 1. */
function identity(field: Field): number {
  return field.random.integer(1, 9999);
}

function referenceTexts(field: Field): readonly string[] {
  const noun = field.context.find((candidate) => /^[a-z]{2}/.test(candidate)) ?? field.words[0] ?? "ref";
  const number = field.random.integer(10_000, 99_999);
  return [
    `${noun.slice(0, 3).toUpperCase()}-${number}`,
    String(number),
    `${base64(field.random, 2).toUpperCase().slice(0, 8)}`,
  ];
}

/** A German IBAN with right check digits (ISO 13616) over a bank code that is not in use. */
function ibanOf(field: Field): string {
  const account = `99999999${digits(field.random, 10)}`;
  const check = 98 - Number(BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, "0")}${account}`;
}

function isbn13(field: Field): readonly string[] {
  const isbn = withCheckDigit(`978${digits(field.random, 9)}`);
  return [isbn, `${isbn.slice(0, 3)}-${isbn.slice(3, 4)}-${isbn.slice(4, 7)}-${isbn.slice(7, 12)}-${isbn.slice(12)}`];
}

/** Appends the check digit of EAN-13 and ISBN-13. */
function withCheckDigit(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
