import { expect } from "chai";
import { withTotals } from "../../../src/sources/entities/totals.ts";

const items = [
  { unit_price: 2.5, quantity: 4 },
  { unit_price: 0.1, quantity: 3 },
];

describe("withTotals", () => {
  it("adds up the lines", () => {
    expect(withTotals({ items, total: 999 }, {})).to.deep.equal({ items, total: 10.3 });
  });

  it("adds taxes and shipping to the total, not to the subtotal, and takes the discount off", () => {
    const order = { lineItems: items, subtotal: 1, tax: 2, shippingCost: 5, discount: 0.3, grandTotal: 1 };

    expect(withTotals(order, {})).to.include({ subtotal: 10.3, grandTotal: 17 });
  });

  it("keeps the form of an amount: text, or an object with its currency", () => {
    const lines = [{ price: { amount: "3.20", currency: "EUR" }, qty: 2 }];
    const invoice = { lines, subtotal: "1.00", total: { amount: "1.00", currency: "EUR" } };

    const { subtotal, total } = withTotals(invoice, {});

    expect([subtotal, total]).to.deep.equal(["6.40", { amount: "6.40", currency: "EUR" }]);
  });

  it("leaves a total that is fixed", () => {
    expect(withTotals({ items, total: 7 }, { total: 7 })).to.include({ total: 7 });
  });

  it("leaves what has no lines, or lines without prices, as it is", () => {
    const [page, order] = [{ total: 25 }, { items: [{ name: "Lamp" }], total: 7 }];

    expect(withTotals(page, {})).to.equal(page);
    expect(withTotals(order, {})).to.equal(order);
  });
});
