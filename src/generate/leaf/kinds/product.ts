import { derive, Random, type Seed } from "../../../base/random.ts";
import { choose, type Field, type Kind, lately, phrases } from "../kind.ts";
import { slug } from "../text.ts";
import { brands, colours, type Shelf, shelves, styles } from "../vocabulary/products.ts";

/** An article of a shop whose name, category, description, price and SKU agree. */
export class Product {
  readonly shelf: Shelf;
  readonly colour: string;
  /** "#rrggbb". */
  readonly colourHex: string;
  readonly brand: string;
  /** With two digits behind the point. */
  readonly price: number;
  readonly #style: string;
  readonly #material: string;
  readonly #noun: string;
  readonly #purpose: string;
  readonly #feature: string;
  readonly #number: number;

  constructor(seed: Seed) {
    const random = new Random(seed);
    this.shelf = random.pick(shelves);
    this.#style = random.pick(styles);
    this.#material = random.pick(this.shelf.materials);
    this.#noun = random.pick(this.shelf.nouns);
    [this.colour, this.colourHex] = random.pick(colours);
    this.#purpose = random.pick(this.shelf.purposes);
    this.#feature = random.pick(this.shelf.features);
    this.brand = random.pick(brands);
    this.#number = random.integer(1000, 9999);
    const [least, most] = this.shelf.price;
    this.price = random.integer(least, most) + random.pick([0, 0.49, 0.5, 0.9, 0.95, 0.99]);
  }

  get name(): string {
    return `${this.#style} ${this.#material} ${this.#noun}`;
  }

  get description(): string {
    const what = `${this.#material} ${this.#noun}`.toLowerCase();
    return `${article(this.#style)} ${this.#style.toLowerCase()} ${what} ${this.#purpose}. ${this.#feature}.`;
  }

  get material(): string {
    return this.#material.toLowerCase();
  }

  get sku(): string {
    return `${this.shelf.code}-${this.#number}-${slug(this.colour).slice(0, 3).toUpperCase()}`;
  }
}

const productFrom = lately((seed) => new Product(seed));

/** The article that the object is about. */
export function productOf(field: Field): Product {
  return productFrom(derive(field.object, "product"), undefined);
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) && !/^u[nr]/i.test(word) ? "An" : "A";
}

const nouns = phrases(
  "product, item, order item, line item, good, merchandise, sku, variant, article item, cart item, basket item, inventory item, catalog item, catalogue item, stock item, listing, gift, accessory, part, order line, invoice line, line, toy, gadget, catalog product, shop item, purchase item, bundle, product variant, offer item, material item, inventory",
);

function* names(field: Field): Generator<string> {
  const { name, shelf } = productOf(field);
  yield name;
  yield name.split(" ").slice(1).join(" ");
  yield shelf.category;
}

/** Kinds that describe articles of a shop. */
export const productKinds: readonly Kind[] = [
  {
    names: phrases(
      "product, product name, product title, item name, item title, item, article name, merchandise, line item name",
    ),
    prose: true,
    text: names,
  },
  { names: phrases("name, title, display name, label, product name"), under: nouns, prose: true, text: names },
  {
    names: phrases("description, summary, details, product description, long description, text, body html"),
    under: nouns,
    prose: true,
    text: (field) => productOf(field).description,
  },
  {
    names: phrases("product description, item description"),
    prose: true,
    text: (field) => productOf(field).description,
  },
  {
    names: phrases("short description, subtitle, excerpt"),
    under: nouns,
    prose: true,
    text: (field) => productOf(field).description.split(". ")[0] ?? "",
  },
  {
    names: phrases("category, category name, product category, product type, collection, department"),
    under: nouns,
    text: (field) => productOf(field).shelf.category,
  },
  {
    names: phrases(
      "sku, stock keeping unit, article number, item number, product code, item code, part number, mpn, model number, product number, seller sku, variant sku, manufacturer part number",
    ),
    text: (field) => [productOf(field).sku, productOf(field).sku.replaceAll("-", "")],
  },
  { names: phrases("code, reference, number"), under: nouns, text: (field) => productOf(field).sku },
  {
    names: phrases("brand, brand name, product brand, manufacturer name, label name"),
    text: (field) => (field.place.index === undefined ? productOf(field).brand : choose(field, brands)),
  },
  { names: phrases("name"), under: phrases("brand, manufacturer, maker"), text: (field) => productOf(field).brand },
  { names: phrases("manufacturer, make, vendor"), under: nouns, text: (field) => productOf(field).brand },
  {
    names: phrases("color, colour, color name, colour name, paint, shade, fill, tint"),
    text: (field) => colourTexts(field),
  },
  {
    names: phrases(
      "hex, hex color, hex colour, color hex, colour hex, hex code, color code, background color, text color, foreground color, border color, primary color, secondary color, accent color, theme color, bg color, font color, background colour",
    ),
    text: (field) => [productOf(field).colourHex, productOf(field).colourHex.slice(1)],
  },
  { names: phrases("name"), under: phrases("color, colour"), text: (field) => choose(field, colours)[0] },
  { names: phrases("material, fabric, finish"), text: (field) => productOf(field).material },
];

/** An array of colours shows several; one colour goes with its article. */
function colourTexts(field: Field): readonly string[] {
  const { colour, colourHex } = productOf(field);
  const own = field.place.index === undefined ? [colour, colourHex] : choose(field, colours);
  const [name = "", hexCode = ""] = own;
  return [name, hexCode, hexCode.slice(1)];
}
