import { list } from "./list.ts";

/** A shelf of a shop: what stands there and how one talks about it. */
export interface Shelf {
  readonly category: string;
  /** Three capitals that start its SKUs. */
  readonly code: string;
  readonly nouns: readonly string[];
  readonly materials: readonly string[];
  readonly purposes: readonly string[];
  readonly features: readonly string[];
  /** Usual prices in a currency like the euro. */
  readonly price: readonly [least: number, most: number];
}

export const shelves: readonly Shelf[] = [
  {
    category: "Kitchen",
    code: "KIT",
    nouns: list(
      "Chef Knife, Kettle, Cutting Board, Frying Pan, Coffee Grinder, Mixing Bowl, Teapot, Bread Box, Salad Bowl, Spice Rack",
    ),
    materials: list("Steel, Cast Iron, Bamboo, Ceramic, Walnut, Enamel, Copper, Stoneware"),
    purposes: list("for everyday cooking, for small kitchens, for weekend baking, for the family table"),
    features: list(
      "Dishwasher safe and easy to store, Comes with a care guide, Keeps its shape for years, Fits standard cupboards",
    ),
    price: [12, 160],
  },
  {
    category: "Home Office",
    code: "OFF",
    nouns: list(
      "Desk Lamp, Monitor Stand, Office Chair, Document Tray, Standing Desk, Pen Holder, Desk Mat, Bookend, Footrest, Cable Box",
    ),
    materials: list("Oak, Walnut, Aluminium, Felt, Leather, Steel, Cork, Linen"),
    purposes: list("for focused work, for compact desks, for long days at the desk, for a tidy workspace"),
    features: list(
      "Assembles in five minutes, Adjusts without tools, Folds flat when not in use, Hides cables at the back",
    ),
    price: [15, 480],
  },
  {
    category: "Electronics",
    code: "ELE",
    nouns: list(
      "Headphones, Bluetooth Speaker, Wireless Mouse, Keyboard, USB Hub, Power Bank, Smart Plug, Webcam, Charging Dock, Earbuds",
    ),
    materials: list("Graphite, Aluminium, Matte, Carbon, Silver, Midnight, Titanium, Glass"),
    purposes: list("for travel, for hybrid meetings, for music all day, for tidy desks"),
    features: list(
      "Charges over USB-C, Lasts up to 30 hours on one charge, Pairs with two devices at once, Includes a carrying pouch",
    ),
    price: [19, 320],
  },
  {
    category: "Outdoor",
    code: "OUT",
    nouns: list(
      "Backpack, Hiking Boots, Camping Stove, Water Bottle, Tent, Headlamp, Sleeping Bag, Trekking Poles, Rain Jacket, Cooler",
    ),
    materials: list("Canvas, Ripstop, Merino, Steel, Recycled, Waxed, Ultralight, Alpine"),
    purposes: list("for day hikes, for rainy weekends, for long trails, for family camping"),
    features: list(
      "Packs down to the size of a loaf of bread, Weighs less than it looks, Keeps dry in heavy rain, Backed by a five-year warranty",
    ),
    price: [18, 390],
  },
  {
    category: "Clothing",
    code: "CLO",
    nouns: list(
      "T-Shirt, Hoodie, Denim Jacket, Scarf, Beanie, Cardigan, Chino Trousers, Wool Socks, Linen Shirt, Parka",
    ),
    materials: list("Cotton, Merino, Organic, Linen, Fleece, Cashmere, Recycled, Flannel"),
    purposes: list("for cool evenings, for every season, for layering, for casual Fridays"),
    features: list(
      "Pre-washed so that it keeps its size, Made in small batches, Machine washable at 30 degrees, Cut for an easy fit",
    ),
    price: [14, 220],
  },
  {
    category: "Garden",
    code: "GAR",
    nouns: list(
      "Watering Can, Plant Pot, Garden Bench, Bird Feeder, Pruning Shears, Hose Reel, Raised Bed, Lantern, Compost Bin, Trellis",
    ),
    materials: list("Terracotta, Galvanised, Cedar, Teak, Copper, Rattan, Zinc, Acacia"),
    purposes: list("for balconies, for small gardens, for herbs and flowers, for summer evenings"),
    features: list(
      "Weatherproof all year round, Drains well and never rusts, Needs no tools to set up, Made from certified wood",
    ),
    price: [9, 260],
  },
];

export const styles: readonly string[] = list(
  "Classic, Compact, Everyday, Nordic, Foldable, Slim, Modern, Handmade, Portable, Heritage, Essential, Studio, Premium, Lightweight, Rustic, Urban, Vintage, Signature, Minimal, Deluxe",
);
export const colours: readonly (readonly [name: string, hex: string])[] = [
  ["black", "#1f1f1f"],
  ["white", "#fafafa"],
  ["navy", "#1f3a5f"],
  ["olive", "#6b7a3a"],
  ["terracotta", "#c8623a"],
  ["sand", "#d9c7a3"],
  ["forest green", "#2d5a3d"],
  ["sky blue", "#6fb1e0"],
  ["charcoal", "#36454f"],
  ["burgundy", "#7b1e3a"],
  ["mustard", "#d4a017"],
  ["teal", "#1c7c7d"],
  ["coral", "#ff7f6a"],
  ["lavender", "#b497d6"],
  ["silver", "#c0c0c0"],
  ["red", "#c62828"],
];
export const brands: readonly string[] = list(
  "Aldermoor, Brightside, Cordwain, Dovetail, Everline, Fennway, Granholm, Hearthstone, Islay, Juniper & Co, Kestrel, Lumina, Marlowe, Northbound, Oakhurst, Pinefield, Quillon, Ridgeway, Solstice, Tidewater",
);
