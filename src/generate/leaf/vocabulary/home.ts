import { type FakerNames, fakerNames } from "../faker.ts";
import { companyForms } from "./companies.ts";
import { nativeNames, nativeStreets } from "./native.ts";
import { men, surnames, women } from "./people.ts";
import { type City, cities, streets } from "./places.ts";

const everywhere: FakerNames = { women, men, surnames, companyForms };
const known = new Map<string, FakerNames>();
const knownCities = new Map<string, readonly City[]>();

/** Names at home in a locale such as "de" or "pt-BR"; without one, those that are at home in several languages. */
export function namesAt(locale: string | undefined): FakerNames {
  if (locale === undefined) return everywhere;
  const found = known.get(locale) ?? fakerNames(locale);
  known.set(locale, found);
  return found;
}

/**
 * The cities of a locale, called as they are called there: of its region, or of all regions of its language. Without a
 * locale all there are, by their English names.
 */
export function citiesAt(locale: string | undefined): readonly City[] {
  if (locale === undefined) return cities;
  const found = knownCities.get(locale) ?? cities.filter((city) => isAt(city, locale)).map(native);
  knownCities.set(locale, found);
  return found;
}

function isAt(city: City, locale: string): boolean {
  return city.locale === locale || languageOf(city.locale) === locale;
}

function native(place: City): City {
  const named = (name: string): string => nativeNames.get(name) ?? name;
  return { ...place, city: named(place.city), country: named(place.country), region: named(place.region) };
}

/** Ways to write a street at a place; in Latin letters without accents unless a locale is asked for. */
export function streetsAt(place: City, locale: string | undefined): readonly string[] {
  const language = languageOf(place.locale);
  const own = locale === undefined ? undefined : (nativeStreets[place.locale] ?? nativeStreets[language]);
  return own ?? streets[language] ?? streets["en"] ?? [];
}

/** How the people of a locale are called in full: where the family comes first, it does so in both. */
export function inFull(first: string, last: string, locale: string | undefined): string {
  const language = locale === undefined ? "" : languageOf(locale);
  if (language === "ko") return `${last}${first}`;
  return language === "ja" ? `${last} ${first}` : `${first} ${last}`;
}

/** A firm that is called after somebody, with its legal form: in front where the language puts it there. */
export function firmOf(surname: string, form: string, locale: string): string {
  const language = languageOf(locale);
  if (language === "ja") return `${form}${surname}`;
  return language === "ko" ? `${form} ${surname}` : `${surname} ${form}`;
}

export function languageOf(locale: string): string {
  return locale.split("-")[0] ?? locale;
}
