import { list } from "./list.ts";

export const companyRoots: readonly string[] = list(
  "Northwind, Bluepeak, Harborview, Silverline, Greenfield, Brightwater, Stonebridge, Copperleaf, Lakeshore, Ironwood, Clearpath, Sunridge, Fairmont, Redwood, Westbrook, Highland, Meridian, Cascade, Evergreen, Summit, Beacon, Compass, Cobalt, Lantern, Juniper, Falcon, Atlas, Orchard, Vantage, Keystone",
);
export const companyTrades: readonly string[] = list(
  "Logistics, Systems, Foods, Labs, Energy, Studios, Robotics, Health, Textiles, Analytics, Media, Partners, Outfitters, Software, Consulting, Mobility, Instruments, Interiors",
);
export const companyForms: readonly string[] = list("Ltd, GmbH, Inc, LLC, Group, AG");
export const slogans: readonly string[] = list(
  "Made for everyday work, Simple by design, Quality you can count on, Built to last, Closer to what matters, Good tools for good people",
);
export const industries: readonly string[] = list(
  "Logistics, Information Technology, Food and Beverage, Biotechnology, Renewable Energy, Media, Robotics, Healthcare, Textiles, Data Analytics, Publishing, Professional Services, Retail, Software, Consulting, Transportation, Manufacturing, Interior Design",
);
