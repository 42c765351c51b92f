import { derive, Random, type Seed } from "../../../base/random.ts";
import { choose, type Field, type Kind, lately, phrases } from "../kind.ts";
import { currencies, languages } from "../vocabulary/codes.ts";
import { citiesAt, streetsAt } from "../vocabulary/home.ts";
import type { City } from "../vocabulary/places.ts";

/** An address whose parts agree. */
export interface Location extends City {
  readonly street: string;
  readonly houseNumber: string;
  readonly unit: string;
  readonly postalCode: string;
  readonly phoneNumber: string;
}

/** Words that tell a second address of the same object from the first. */
const others = new Set([
  "destination",
  "to",
  "billing",
  "return",
  "arrival",
  "dropoff",
  "end",
  "mailing",
  "secondary",
  "previous",
  "work",
]);

/** The city in which the object is, or the other one that the field's name asks for: enough for most fields. */
export function cityOf(field: Field): City {
  return cityFrom(locationSeed(field), field.place.locale);
}

/** Where the object is, or the other place that the field's name asks for. */
export function locationOf(field: Field): Location {
  return locationFrom(locationSeed(field), field.place.locale);
}

function locationSeed({ words, object }: Field): Seed {
  const role = words.find((word) => others.has(word));
  return derive(role === undefined ? object : derive(object, role), "location");
}

function cityFrom(seed: Seed, locale: string | undefined): City {
  return new Random(seed).pick(citiesAt(locale));
}

const locationFrom = lately((seed, locale): Location => {
  const random = new Random(seed);
  const place = random.pick(citiesAt(locale));
  const street = random.pick(streetsAt(place, locale));
  const houseNumber = String(random.integer(1, 199));
  return {
    ...place,
    latitude: jitter(place.latitude, random),
    longitude: jitter(place.longitude, random),
    street: street.replace("%", houseNumber),
    houseNumber,
    unit: `${random.pick(["Apt", "Suite", "Unit", "Floor"])} ${random.integer(1, 40)}`,
    postalCode: fill(place.postal, random),
    phoneNumber: fill(place.phone, random),
  };
});

/** Moves a coordinate by less than five kilometres. */
function jitter(degrees: number, random: Random): number {
  return Number((degrees + (random.next() - 0.5) * 0.08).toFixed(6));
}

function fill(template: string, random: Random): string {
  return template.replaceAll("#", () => String(random.integer(0, 9)));
}

function phones(field: Field): readonly string[] {
  const phone = locationOf(field).phoneNumber;
  const [country = "", ...rest] = phone.split(" ");
  const national = rest.join("");
  return [
    phone,
    `${country}${national}`,
    rest.join("-"),
    national,
    `${country.slice(1)}${national}`,
    `(${rest[0]}) ${rest.slice(1).join("-")}`,
  ];
}

function countries(field: Field): readonly string[] {
  const { country, alpha2, alpha3 } = cityOf(field);
  return field.maxLength <= 3 ? [alpha2, alpha3] : [country, alpha2, alpha3, alpha2.toLowerCase()];
}

function codeFirst(field: Field): readonly string[] {
  const { alpha2, alpha3 } = cityOf(field);
  const codes = field.words.some((word) => /^(alpha3|iso3|cca3)$/.test(word)) ? [alpha3, alpha2] : [alpha2, alpha3];
  return [...codes, alpha2.toLowerCase(), cityOf(field).phone.slice(1).split(" ")[0] ?? "1"];
}

function regions(field: Field): readonly string[] {
  const { region, regionCode, alpha2 } = cityOf(field);
  return field.maxLength <= 3 ? [regionCode, alpha2] : [region, regionCode, `${alpha2}-${regionCode}`];
}

const addressNouns = phrases(
  "address, location, place, billing address, shipping address, billing, shipping, geo, customer, user, contact, person, company, store, shop, warehouse, venue, hotel, restaurant, branch office, office, destination, origin, delivery address, merchant, supplier, organization, property address, postal address, residence, home address, mailing address, recipient, sender, profile, account, employee, patient, student",
);

const street = (field: Field): string => locationOf(field).street;

function wholeAddress(field: Field): readonly string[] {
  const { street, city, region, postalCode, country } = locationOf(field);
  // Where names are written so, an address goes from the large to the small.
  if (/^\p{Lo}/u.test(city))
    return [`${postalCode} ${region === city ? "" : region}${city} ${street}`, `${city} ${street}`];
  return [`${street}, ${postalCode} ${city}, ${country}`, `${street}, ${city}`, street];
}

function languageOf(field: Field): readonly [code: string, name: string] {
  const code = cityOf(field).locale.slice(0, 2);
  return languages.find(([known]) => known === code) ?? ["en", "English"];
}

/** Kinds that describe places and how to reach them. */
export const locationKinds: readonly Kind[] = [
  {
    names: phrases(
      "street, street address, address line, line, street name, street line, address street, addr, road, thoroughfare, house address",
    ),
    text: (field) => (field.place.name.endsWith("2") ? locationOf(field).unit : street(field)),
  },
  {
    names: phrases("address line1, address1, line1, street1, address line one, street address1, address line 1"),
    text: street,
  },
  {
    names: phrases(
      "address line2, address2, line2, street2, address line two, apartment, suite, unit number, apt, address line 2, flat",
    ),
    text: (field) => locationOf(field).unit,
  },
  {
    names: phrases("address line3, address3, line3, care of, co"),
    text: (field) => `c/o ${cityOf(field).region} Office`,
  },
  {
    names: phrases("house number, building number, street number, house no"),
    text: (field) => locationOf(field).houseNumber,
    number: (field) => Number(locationOf(field).houseNumber),
  },
  {
    names: phrases(
      "address, full address, formatted address, postal address, mailing address, billing address, shipping address, delivery address, home address, location address, location, venue address, pickup address",
    ),
    text: wholeAddress,
  },
  {
    names: phrases(
      "city, town, municipality, locality, city name, birthplace, place of birth, hometown, village, address locality, destination city, ward, admin area 2",
    ),
    text: (field) => cityOf(field).city,
  },
  { names: phrases("name"), under: phrases("city, town, locality"), text: (field) => cityOf(field).city },
  { names: phrases("destination, origin, departure, arrival, hometown"), text: (field) => cityOf(field).city },
  {
    names: phrases(
      "state, province, region, county, state province, state or province, region name, prefecture, administrative area, address region, territory, department region, admin area 1",
    ),
    under: addressNouns,
    text: regions,
  },
  {
    names: phrases(
      "province, region, county, state province, state or province, region name, prefecture, administrative area, territory",
    ),
    text: regions,
  },
  {
    names: phrases("state code, region code, province code, subdivision code"),
    text: (field) => cityOf(field).regionCode,
  },
  {
    names: phrases("name"),
    under: phrases("state, region, province, county"),
    text: (field) => cityOf(field).region,
  },
  {
    names: phrases(
      "country, country name, nation, country of origin, country of residence, address country, residence country",
    ),
    text: countries,
  },
  { names: phrases("name"), under: phrases("country, nation"), text: (field) => cityOf(field).country },
  {
    names: phrases(
      "country code, country iso, iso country, country iso code, country iso2, country iso3, iso2, iso3, alpha2, alpha3, cca2, cca3, country of birth code, iso code",
    ),
    text: codeFirst,
  },
  { names: phrases("code, iso"), under: phrases("country, nation"), text: codeFirst },
  {
    names: phrases(
      "zip, zip code, postal code, post code, postcode, zipcode, postalcode, postal, pin code, zip postal code",
    ),
    text: (field) => [locationOf(field).postalCode, locationOf(field).postalCode.replaceAll(/\D/g, "")],
    number: (field) => Number(locationOf(field).postalCode.replaceAll(/\D/g, "")),
  },
  {
    names: phrases(
      "phone, phone number, mobile, mobile number, mobile phone, telephone, telephone number, tel, cell, cell phone, cellphone, fax, fax number, contact number, msisdn, whatsapp, phone no, home phone, work phone, caller, callee, contact phone, landline, sms number, from number, to number",
    ),
    text: phones,
    number: (field) => Number(locationOf(field).phoneNumber.replaceAll(/\D/g, "")),
  },
  { names: phrases("latitude, lat, geo lat"), number: (field) => locationOf(field).latitude },
  { names: phrases("longitude, lng, lon, long, geo lng, geo long"), number: (field) => locationOf(field).longitude },
  {
    names: phrases("timezone, time zone, tz, time zone id, timezone id, zone id, time zone name, iana timezone"),
    text: (field) => cityOf(field).timezone,
  },
  {
    names: phrases("locale, language tag, culture, lang tag, language locale, locale code"),
    text: (field) => [cityOf(field).locale, cityOf(field).locale.replace("-", "_"), languageOf(field)[0]],
  },
  {
    names: phrases(
      "language, lang, language code, preferred language, language iso, spoken language, original language, iso language",
    ),
    text: (field) => [languageOf(field)[0], languageOf(field)[1], `${languageOf(field)[0]}g`],
  },
  { names: phrases("name"), under: phrases("language, lang"), text: (field) => languageOf(field)[1] },
  {
    names: phrases("dial code, calling code, phone code, phone prefix, country calling code"),
    text: (field) => [cityOf(field).phone.split(" ")[0] ?? "+1", (cityOf(field).phone.split(" ")[0] ?? "+1").slice(1)],
    number: (field) => Number.parseInt(cityOf(field).phone.slice(1), 10),
  },
  { names: phrases("name"), under: phrases("currency"), text: (field) => currencies[cityOf(field).currency]?.[1] },
  {
    names: phrases("continent"),
    text: (field) => cityOf(field).timezone.split("/")[0]?.replace("America", "North America"),
  },
  {
    names: phrases(
      "landmark, neighborhood, neighbourhood, district, borough, suburb, admin area 3, admin area 4, building name",
    ),
    text: (field) =>
      choose(field, [
        "Old Town",
        "Harbour District",
        "Riverside",
        "Northgate",
        "University Quarter",
        "West End",
        "Market Square",
      ]),
  },
];
