import { list } from "./list.ts";

export const languages: readonly (readonly [code: string, name: string])[] = [
  ["en", "English"],
  ["de", "German"],
  ["fr", "French"],
  ["es", "Spanish"],
  ["it", "Italian"],
  ["pt", "Portuguese"],
  ["nl", "Dutch"],
  ["sv", "Swedish"],
  ["pl", "Polish"],
  ["ja", "Japanese"],
];
/** Currencies with their usual symbol and name, by ISO 4217 code. */
export const currencies: Readonly<Record<string, readonly [symbol: string, name: string]>> = {
  USD: ["$", "US Dollar"],
  EUR: ["€", "Euro"],
  GBP: ["£", "Pound Sterling"],
  CHF: ["CHF", "Swiss Franc"],
  CAD: ["CA$", "Canadian Dollar"],
  AUD: ["A$", "Australian Dollar"],
  NZD: ["NZ$", "New Zealand Dollar"],
  DKK: ["kr", "Danish Krone"],
  SEK: ["kr", "Swedish Krona"],
  NOK: ["kr", "Norwegian Krone"],
  PLN: ["zł", "Polish Zloty"],
  CZK: ["Kč", "Czech Koruna"],
  BRL: ["R$", "Brazilian Real"],
  MXN: ["MX$", "Mexican Peso"],
  INR: ["₹", "Indian Rupee"],
  SGD: ["S$", "Singapore Dollar"],
  JPY: ["¥", "Japanese Yen"],
  KRW: ["₩", "South Korean Won"],
  ZAR: ["R", "South African Rand"],
  KES: ["KSh", "Kenyan Shilling"],
};
/** Currencies without minor units (ISO 4217 exponent 0). */
export const wholeCurrencies: ReadonlySet<string> = new Set(["JPY", "KRW"]);

/** Media types with the extension of their files. */
export const mediaTypes: readonly (readonly [type: string, extension: string])[] = [
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["application/pdf", "pdf"],
  ["text/csv", "csv"],
  ["application/json", "json"],
  ["text/plain", "txt"],
  ["video/mp4", "mp4"],
  ["application/zip", "zip"],
];
export const fileStems: readonly string[] = list(
  "quarterly-report, invoice-2041, team-photo, floor-plan, meeting-notes, contract-draft, product-list, packing-slip, site-map, price-list, release-notes, travel-receipt",
);
export const userAgents: readonly string[] = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
];
/** Card numbers that payment providers publish for tests; none can be charged. */
export const testCards: readonly string[] = list(
  "4242424242424242, 5555555555554444, 378282246310005, 6011111111111117",
);
export const errorCodes: readonly string[] = list(
  "not_found, validation_failed, rate_limited, unauthorized, conflict, invalid_request, internal_error",
);
