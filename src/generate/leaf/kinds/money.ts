import { derive, Random, type Seed } from "../../../base/random.ts";
import { aspect, byWords, type Field, type Kind, phrases } from "../kind.ts";
import { currencies, wholeCurrencies } from "../vocabulary/codes.ts";
import { cityOf } from "./location.ts";
import { productOf } from "./product.ts";

/** The figures of one sale: they add up. */
class Sale {
  readonly price: number;
  readonly quantity: number;
  readonly taxPercent: number;
  readonly discountPercent: number;
  readonly #shipping: number;
  readonly #digits: 0 | 2;

  /** @param price - of one article, not yet rounded to the currency's digits */
  constructor(seed: Seed, price: number, digits: 0 | 2) {
    const random = new Random(seed);
    this.#digits = digits;
    this.price = this.#rounded(price);
    this.quantity = random.pick([1, 1, 1, 2, 2, 3, 4]);
    this.taxPercent = random.pick([7, 10, 19, 20, 21]);
    this.#shipping = random.pick([0, 4.9, 5.95, 9.5]);
    this.discountPercent = random.pick([5, 5, 10, 15]);
  }

  get subtotal(): number {
    return this.#rounded(this.price * this.quantity);
  }

  get tax(): number {
    return this.#rounded((this.subtotal * this.taxPercent) / 100);
  }

  get shipping(): number {
    return this.#rounded(this.#shipping);
  }

  get discount(): number {
    return this.#rounded(Math.min((this.subtotal * this.discountPercent) / 100, this.tax));
  }

  get total(): number {
    return this.#rounded(this.subtotal + this.tax + this.shipping - this.discount);
  }

  get fee(): number {
    return this.#rounded(this.total * 0.029 + 0.3);
  }

  #rounded(value: number): number {
    return roundedTo(value, this.#digits);
  }
}

/**
 * Three-letter code (ISO 4217): that of the object's place, so that address and money agree. Amounts without a place all
 * have the same currency, because those of one order cannot know of each other.
 */
export function currencyOf(field: Field): string {
  const { currency } = cityOf(field);
  if (hasAmountBeside(field)) return hasPlaceBeside(field) ? currency : "USD";
  return wholeCurrencies.has(currency) ? "USD" : currency;
}

function hasPlaceBeside({ place }: Field): boolean {
  return beside(place.siblings ?? []).hasPlace;
}

/** Amounts elsewhere cannot know of a currency without minor units, so it is chosen only beside its amounts. */
function hasAmountBeside({ place }: Field): boolean {
  return beside(place.siblings ?? []).hasAmount;
}

/** What the names of an object's members say of its money. */
const beside = byWords((names) => {
  const has = (wanted: RegExp): boolean => names.some((name) => wanted.test(name));
  return {
    hasPlace: has(/country|city|region/i),
    hasAmount: has(/amount|price|total|value|cost|balance/i) && has(/currency/i),
  };
});

function saleOf(field: Field): Sale {
  return new Sale(derive(field.object, "sale"), productOf(field).price, digitsOf(field));
}

/** As `toFixed` rounds, which takes many times as long; it decides where a value lies in the middle. */
function roundedTo(value: number, digits: 0 | 2): number {
  const factor = digits === 0 ? 1 : 100;
  const nearest = Math.round(value * factor);
  const isClear = Math.abs(value * factor - nearest) < 0.4 && nearest < Number.MAX_SAFE_INTEGER;
  return isClear ? nearest / factor : Number(value.toFixed(digits));
}

/** How many digits behind the point the currency has. */
function digitsOf(field: Field): 0 | 2 {
  return wholeCurrencies.has(currencyOf(field)) ? 0 : 2;
}

/** Whole numbers count minor units where something says so or a currency stands beside them, as payment APIs do. */
function written(field: Field, amount: number): number {
  const bounded = scaleBound(field, amount);
  if (!field.integer) return roundedTo(bounded, 2);
  const isMinor = /cent|minor|pence|penny/i.test(`${field.place.name} ${field.place.annotations?.description ?? ""}`);
  const digits = digitsOf(field);
  return Math.round(isMinor || hasAmountBeside(field) ? bounded * 10 ** digits : bounded);
}

/** minPrice ≤ price ≤ maxPrice. */
function scaleBound(field: Field, amount: number): number {
  return amount * boundFactor(field.words);
}

const boundFactor = byWords((words) => {
  const isLow = words.some((word) =>
    /^(min|minimum|lowest|lower|low|from|cheapest|start|starting|sale|special|cost|wholesale|net)$/.test(word),
  );
  const isHigh = words.some((word) =>
    /^(max|maximum|highest|upper|high|to|ceiling|msrp|rrp|list|compare|original|regular|old|gross)$/.test(word),
  );
  return isLow ? 0.6 : isHigh ? 1.5 : 1;
});

/** A kind of amount: a number, or that number as text with its minor units. */
function amount(names: string, of: (sale: Sale) => number, under?: readonly string[]): Kind {
  const number = (field: Field): number => written(field, of(saleOf(field)));
  const text = (field: Field): readonly string[] => {
    const digits = digitsOf(field);
    const value = scaleBound(field, of(saleOf(field)));
    return [
      value.toFixed(digits),
      `${value.toFixed(digits)} ${currencyOf(field)}`,
      String(Math.round(value)),
      String(Math.round(value * 100)),
    ];
  };
  return { names: phrases(names), number, text, ...(under && { under }) };
}

function wholePercent(of: (field: Field) => number): (field: Field) => number {
  return (field) => (field.maximum <= 1 ? of(field) / 100 : of(field));
}

/** Kinds that describe money. */
export const moneyKinds: readonly Kind[] = [
  {
    names: phrases(
      "currency, currency code, iso currency, currency iso, base currency, quote currency, target currency, source currency, currency iso code, ccy, default currency, presentment currency, settlement currency, currency id",
    ),
    text: (field) => [currencyOf(field), currencyOf(field).toLowerCase(), currencies[currencyOf(field)]?.[1] ?? "Euro"],
  },
  { names: phrases("code, id"), under: phrases("currency"), text: (field) => currencyOf(field) },
  { names: phrases("symbol"), under: phrases("currency"), text: (field) => currencies[currencyOf(field)]?.[0] },
  { names: phrases("currency symbol"), text: (field) => currencies[currencyOf(field)]?.[0] },
  amount(
    "price, unit price, cost, unit cost, list price, sale price, retail price, regular price, base price, original price, current price, compare at price, msrp, price amount, price value, ticket price, fare, market price, unit amount, item price, price each, rent, nightly rate, price per unit, price per night, purchase price, selling price, net price, gross price, min price, max price, price min, price max, price from, price to, price cent, minimum price, maximum price, lowest price, highest price, bid price, ask price, open price, close price, wholesale price, special price",
    (sale) => sale.price,
  ),
  amount(
    "subtotal, sub total, net amount, net total, subtotal price, subtotal amount, line total, net, amount excluding tax, total excluding tax, items total, amount net",
    (sale) => sale.subtotal,
  ),
  amount(
    "tax, tax amount, vat amount, total tax, sales tax, tax total, vat total, taxes, gst, vat",
    (sale) => sale.tax,
  ),
  amount(
    "shipping cost, shipping price, shipping fee, shipping amount, delivery fee, delivery cost, shipping total, shipping, postage, freight, delivery charge, shipping charge",
    (sale) => sale.shipping,
  ),
  amount(
    "discount, discount amount, total discount, discount total, amount off, savings, rebate, discount value, reduction",
    (sale) => sale.discount,
  ),
  amount(
    "fee, service fee, transaction fee, processing fee, commission, charge, surcharge, application fee, fee amount, tip, gratuity, penalty, deposit, deposit amount",
    (sale) => sale.fee,
  ),
  amount(
    "total, amount, total amount, grand total, total price, gross amount, order total, total cost, amount due, amount paid, amount total, payment amount, total value, sum, invoice total, charge amount, refund amount, amount cent, total cent, cart total, price total, transaction amount, amount requested, total paid, paid, paid amount, captured amount, amount captured, amount received, gross, gross total, amount in cent, amount minor, total spent, amount remaining, order value, order amount, loan amount, payment",
    (sale) => sale.total,
  ),
  amount(
    "amount value, value",
    (sale) => sale.total,
    phrases("amount, money, price, cost, total, fee, balance, payment, tax, discount, monetary, monetary amount"),
  ),
  amount(
    "balance, available balance, current balance, account balance, credit, debit, wallet balance, balance amount, outstanding balance, opening balance, closing balance, available, ledger balance, store credit, balance available, balance due",
    (sale) => sale.total * 7.5,
  ),
  amount(
    "revenue, turnover, sales, profit, income, earnings, gross revenue, net revenue, budget, spend, expense, total revenue, market cap, valuation, investment, target amount, goal amount, net worth, capital, sales volume, credit limit, loan, principal",
    (sale) => sale.total * 120,
  ),
  {
    names: phrases(
      "salary, annual salary, base salary, wage, min salary, max salary, salary min, salary max, yearly salary, compensation",
    ),
    number: (field) => Math.round(scaleBound(field, aspect(field, "salary").integer(38, 110)) * 10) * 100,
  },
  { names: phrases("hourly rate, hourly wage, rate per hour"), number: (field) => field.random.integer(18, 95) },
  {
    names: phrases("tax rate, vat rate, tax percent, tax percentage, vat percentage, vat percent"),
    number: (field) =>
      field.maximum <= 1 || !(field.integer || /percent/i.test(field.place.name))
        ? saleOf(field).taxPercent / 100
        : saleOf(field).taxPercent,
    text: (field) => String(saleOf(field).taxPercent),
  },
  {
    names: phrases("discount percent, discount percentage, discount rate, percent off, percentage off"),
    number: wholePercent((field) => saleOf(field).discountPercent),
  },
  {
    names: phrases(
      "quantity, qty, item count, items count, number of item, order quantity, units, unit count, item quantity, quantity ordered, amount of item",
    ),
    number: (field) => saleOf(field).quantity,
    text: (field) => String(saleOf(field).quantity),
  },
  {
    names: phrases("exchange rate, conversion rate fx, fx rate, currency rate"),
    number: (field) => Number((0.5 + field.random.next()).toFixed(4)),
  },
];
