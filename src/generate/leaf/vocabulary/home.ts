import { type FakerNames, fakerNames } from "../faker.ts";
import { men, surnames, women } from "./people.ts";
import { type City, cities } from "./places.ts";

/** Faker's names of the languages, where it has another for them. */
const fakerFiles: Readonly<Record<string, string>> = { cs: "cs_CZ", nb: "nb_NO", pt: "pt_PT", "pt-BR": "pt_BR" };

const everywhere: FakerNames = { women, men, surnames };
const known = new Map<string, FakerNames>();

/** Names at home in a locale such as "de" or "pt-BR"; without one, those that are at home in several languages. */
export function namesAt(locale: string | undefined): FakerNames {
  if (locale === undefined) return everywhere;
  const found =
    known.get(locale) ?? fakerNames(fakerFiles[locale] ?? fakerFiles[languageOf(locale)] ?? languageOf(locale));
  known.set(locale, found);
  return found;
}

/** The cities of a locale: of its region, or of all regions of its language; without a locale all there are. */
export function citiesAt(locale: string | undefined): readonly City[] {
  if (locale === undefined) return cities;
  return cities.filter((city) => city.locale === locale || languageOf(city.locale) === locale);
}

function languageOf(locale: string): string {
  return locale.split("-")[0] ?? locale;
}
