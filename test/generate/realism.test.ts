import { expect } from "chai";
import { cities } from "../../src/generate/leaf/vocabulary/places.ts";
import { now, objectOf } from "./leaf-places.ts";
import { plausibleFields } from "./plausible-fields.ts";

const objects = Array.from({ length: 200 }, (_, object) => object);

describe("realism of one field", () => {
  for (const [parent, field, isPlausible] of plausibleFields()) {
    it(`${parent}.${field}`, () => {
      for (const object of objects) {
        const name = field.replace(/:.*/, "");
        const isNumber = /:(integer|number)$/.test(field);
        const fieldsOf = objectOf(parent, field, object);
        const value = isNumber ? fieldsOf.number(name) : fieldsOf.text(name);
        expect(isPlausible(value as never), String(value)).to.equal(true);
      }
    });
  }
});

describe("realism of one object", () => {
  it("gives a person one name, in the address, the login and the picture too", () => {
    for (const object of objects) {
      const user = objectOf(
        "User",
        "firstName lastName fullName name email:string(email) username avatar:string(uri)",
        object,
      );
      const last = user.text("lastName").toLowerCase();

      expect(user.text("name")).to.equal(`${user.text("firstName")} ${user.text("lastName")}`);
      expect(user.text("fullName")).to.equal(user.text("name"));
      expect(user.text("email")).to.include(last);
      expect(user.text("username")).to.include(last);
      expect(user.text("avatar")).to.include(last);
    }
  });

  it("tells two people of one object apart", () => {
    const differing = objects.filter((object) => {
      const order = objectOf("Order", "buyerName sellerName", object);
      return order.text("buyerName") !== order.text("sellerName");
    });

    expect(differing.length).to.be.above(195);
  });

  it("puts city, region, country, postal code, telephone, zone and coordinates in one place", () => {
    for (const object of objects) {
      const fieldsOfPlace =
        "city state country countryCode country_iso3 postalCode phone timezone currency latitude:number longitude:number locale price:number";
      const address = objectOf("Address", fieldsOfPlace, object);
      const city = cities.find((candidate) => candidate.city === address.text("city"));

      expect(city).to.not.equal(undefined);
      expect(address.text("state")).to.equal(city?.region);
      expect(address.text("country")).to.equal(city?.country);
      expect(address.text("countryCode")).to.equal(city?.alpha2);
      expect(address.text("country_iso3")).to.equal(city?.alpha3);
      expect(address.text("postalCode").length).to.equal(city?.postal.length);
      expect(address.text("phone").split(" ")[0]).to.equal(city?.phone.split(" ")[0]);
      expect(address.text("timezone")).to.equal(city?.timezone);
      expect(address.text("locale")).to.equal(city?.locale);
      expect(address.text("currency")).to.equal(city?.currency);
      expect(address.number("latitude")).to.be.closeTo(city?.latitude ?? 0, 0.1);
      expect(address.number("longitude")).to.be.closeTo(city?.longitude ?? 0, 0.1);
    }
  });

  it("orders what happened: created, paid, shipped, delivered, updated, deleted; then what will", () => {
    const order = "createdAt paidAt shippedAt deliveredAt updatedAt deletedAt";
    const spec = `${order} expiresAt startDate endDate valid_from valid_until created_at:integer updated_at:integer`;
    for (const object of objects) {
      const events = objectOf("Order", spec, object);
      const instants = order.split(" ").map((name) => Date.parse(events.text(name) ?? ""));

      expect(instants).to.deep.equal(instants.toSorted((one, other) => one - other));
      expect(instants.at(-1)).to.be.at.most(now);
      expect(Date.parse(events.text("expiresAt"))).to.be.above(now);
      expect(Date.parse(events.text("startDate"))).to.be.at.most(Date.parse(events.text("endDate")));
      expect(Date.parse(events.text("valid_from"))).to.be.at.most(Date.parse(events.text("valid_until")));
      expect(events.number("created_at")).to.equal(Date.parse(events.text("createdAt")) / 1000);
      expect(events.number("created_at")).to.be.at.most(events.number("updated_at"));
    }
  });

  it("adds up: subtotal, tax and total, with the digits of the currency", () => {
    for (const object of objects) {
      const sale = objectOf(
        "Order",
        "unitPrice:number quantity:integer subtotal:number tax:number total:number currency totalAmount:string",
        object,
      );
      const [unitPrice = 0, quantity = 0, subtotal = 0, tax = 0, total = 0] = [
        "unitPrice",
        "quantity",
        "subtotal",
        "tax",
        "total",
      ].map((name) => sale.number(name));
      const digits = sale.text("currency") === "JPY" || sale.text("currency") === "KRW" ? 0 : 2;

      expect(subtotal).to.be.closeTo(unitPrice * quantity, 0.01);
      expect(total).to.be.at.least(subtotal);
      expect(total).to.be.at.least(tax);
      for (const amount of [unitPrice, subtotal, tax, total]) expect(Number(amount.toFixed(digits))).to.equal(amount);
      expect(sale.text("totalAmount")).to.equal(total.toFixed(digits));
    }
  });

  it("keeps the least below the most", () => {
    for (const object of objects) {
      const range = objectOf(
        "Filter",
        "minPrice:number maxPrice:number min_age:integer max_age:integer minTemp:number maxTemp:number salaryMin:integer salaryMax:integer",
        object,
      );

      expect(range.number("minPrice")).to.be.at.most(range.number("maxPrice"));
      expect(range.number("min_age")).to.be.at.most(range.number("max_age"));
      expect(range.number("minTemp")).to.be.at.most(range.number("maxTemp"));
      expect(range.number("salaryMin")).to.be.at.most(range.number("salaryMax"));
    }
  });

  it("describes the product that it names", () => {
    for (const object of objects) {
      const product = objectOf("Product", "name description sku category slug", object);
      const noun = product.text("name").split(" ").slice(2).join(" ").toLowerCase();

      expect(product.text("description").toLowerCase()).to.include(noun);
      expect(product.text("slug")).to.equal(
        product
          .text("name")
          .toLowerCase()
          .replaceAll(/[^a-z]+/g, "-"),
      );
      expect(product.text("sku").slice(0, 2).toLowerCase()).to.equal(
        { Kitchen: "ki", "Home Office": "of", Electronics: "el", Outdoor: "ou", Clothing: "cl", Garden: "ga" }[
          product.text("category")
        ],
      );
    }
  });

  it("gives a firm one name, in its domain and its website too", () => {
    for (const object of objects) {
      const company = objectOf("Company", "name domain website email", object);
      const root = company.text("name").split(" ")[0]?.toLowerCase();

      expect(company.text("domain")).to.include(root);
      expect(company.text("website")).to.include(company.text("domain"));
      expect(company.text("email")).to.include(company.text("domain"));
    }
  });

  it("gives a file one name, type and ending", () => {
    for (const object of objects) {
      const file = objectOf("File", "name extension mimeType path", object);

      expect(file.text("name").endsWith(`.${file.text("extension")}`)).to.equal(true);
      expect(file.text("path")).to.include(file.text("name"));
      expect(file.text("mimeType")).to.match(/^(image|application|text|video)\//);
    }
  });
});
