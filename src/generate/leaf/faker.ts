import { createRequire } from "node:module";
import type { Faker, LocaleDefinition } from "@faker-js/faker";
import type { LeafPlace } from "./place.ts";
import { list } from "./vocabulary/list.ts";

/**
 * The faker methods that a document may name, by module. Whatever takes a template, a callback or a pattern
 * (`helpers`, `fake`, `mustache`) stays out: a document is data and never code.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  airline: list("airline, airplane, airport, flightNumber, recordLocator, seat"),
  animal: list(
    "bear, bird, cat, cetacean, cow, crocodilia, dog, fish, horse, insect, lion, petName, rabbit, rodent, snake, type",
  ),
  book: list("author, format, genre, publisher, series, title"),
  color: list("human, rgb, space, hsl"),
  commerce: list(
    "department, isbn, price, product, productAdjective, productDescription, productMaterial, productName",
  ),
  company: list(
    "buzzAdjective, buzzNoun, buzzPhrase, buzzVerb, catchPhrase, catchPhraseAdjective, catchPhraseDescriptor, catchPhraseNoun, name",
  ),
  database: list("collation, column, engine, mongodbObjectId, type"),
  datatype: list("boolean"),
  date: list("anytime, birthdate, future, month, past, recent, soon, timeZone, weekday"),
  finance: list(
    "accountName, accountNumber, amount, bic, bitcoinAddress, creditCardCVV, creditCardIssuer, currencyCode, currencyName, currencySymbol, ethereumAddress, iban, litecoinAddress, pin, routingNumber, transactionDescription, transactionType",
  ),
  food: list("adjective, description, dish, ethnicCategory, fruit, ingredient, meat, spice, vegetable"),
  git: list("branch, commitMessage, commitSha"),
  hacker: list("abbreviation, adjective, ingverb, noun, phrase, verb"),
  image: list("avatar, url"),
  internet: list(
    "color, displayName, domainName, domainSuffix, domainWord, email, emoji, exampleEmail, httpMethod, httpStatusCode, ip, ipv4, ipv6, jwtAlgorithm, mac, password, port, protocol, url, userAgent, username",
  ),
  location: list(
    "buildingNumber, cardinalDirection, city, continent, country, countryCode, county, direction, language, latitude, longitude, secondaryAddress, state, street, streetAddress, timeZone, zipCode",
  ),
  lorem: list("lines, paragraph, paragraphs, sentence, sentences, slug, text, word, words"),
  music: list("album, artist, genre, songName"),
  number: list("float, int, hex, binary, octal"),
  person: list(
    "bio, firstName, fullName, gender, jobArea, jobDescriptor, jobTitle, jobType, lastName, middleName, prefix, sex, suffix, zodiacSign",
  ),
  phone: list("imei, number"),
  science: list("chemicalElement, unit"),
  string: list("alpha, alphanumeric, binary, hexadecimal, nanoid, numeric, octal, sample, ulid, uuid"),
  system: list(
    "commonFileExt, commonFileName, commonFileType, cron, directoryPath, fileExt, fileName, filePath, fileType, mimeType, semver",
  ),
  vehicle: list("bicycle, color, fuel, manufacturer, model, type, vehicle, vin, vrm"),
  word: list("adjective, adverb, conjunction, interjection, noun, preposition, sample, verb, words"),
};

/** Names of faker 5 to 7, which Prism's documents use, and what they are called today. */
const renamedModules: Readonly<Record<string, string>> = {
  name: "person",
  address: "location",
  random: "string",
  datatype: "datatype",
};
const renamed: Readonly<Record<string, string>> = {
  "address.streetName": "location.street",
  "address.stateAbbr": "location.state",
  "address.cityName": "location.city",
  "address.zipCodeByState": "location.zipCode",
  "company.companyName": "company.name",
  "company.bs": "company.buzzPhrase",
  "commerce.color": "color.human",
  "datatype.number": "number.int",
  "datatype.float": "number.float",
  "datatype.uuid": "string.uuid",
  "datatype.string": "string.alphanumeric",
  "datatype.datetime": "date.anytime",
  "datatype.hexadecimal": "string.hexadecimal",
  "finance.account": "finance.accountNumber",
  "image.imageUrl": "image.url",
  "image.image": "image.url",
  "internet.avatar": "image.avatar",
  "internet.userName": "internet.username",
  "name.findName": "person.fullName",
  "name.title": "person.jobTitle",
  "phone.phoneNumber": "phone.number",
  "phone.phoneNumberFormat": "phone.number",
  "random.alpha": "string.alpha",
  "random.alphaNumeric": "string.alphanumeric",
  "random.boolean": "datatype.boolean",
  "random.float": "number.float",
  "random.locale": "location.countryCode",
  "random.number": "number.int",
  "random.uuid": "string.uuid",
  "random.word": "word.sample",
  "random.words": "word.words",
  "time.recent": "date.recent",
};

/**
 * The value that `x-faker` asks for: a method's name, or an object of one name to its arguments. Names outside the
 * allow-list, and arguments that faker refuses, are ignored.
 *
 * @returns a string, number or boolean; dates as RFC 3339; `undefined` where there is nothing to say.
 */
export function fakerValue({ annotations, seed, now, locale }: LeafPlace): string | number | boolean | undefined {
  const [name, options] = requested(annotations?.faker);
  const path = name === undefined ? undefined : allowedPath(name);
  if (path === undefined) return undefined;
  const [module, method] = path;
  const faker = library(fileOf(locale));
  faker.seed(seed);
  faker.setDefaultRefDate(now);
  try {
    const owner: object = Reflect.get(faker, module);
    return plain(
      Reflect.apply(
        Reflect.get(owner, method),
        owner,
        options.map((option) => limited(option, module)),
      ),
    );
  } catch {
    return undefined;
  }
}

function requested(annotation: unknown): [name: string | undefined, options: unknown[]] {
  if (typeof annotation === "string") return [annotation, []];
  if (typeof annotation !== "object" || annotation === null) return [undefined, []];
  const [name, options] = Object.entries(annotation)[0] ?? [];
  if (options === undefined || options === null) return [name, []];
  return [name, Array.isArray(options) ? options.slice(0, 3) : [options]];
}

/** Modules whose numbers are values; elsewhere they are counts and lengths, which are kept small. */
const measuring = new Set(list("number, date, commerce, finance, location"));
const largestCount = 1000;

/** The argument without anything that could make faker work for long. */
function limited(option: unknown, module: string): unknown {
  if (typeof option === "number") return measuring.has(module) ? option : Math.min(option, largestCount);
  if (typeof option === "string") return option.slice(0, largestCount);
  if (Array.isArray(option)) return option.slice(0, largestCount).map((item) => limited(item, module));
  if (typeof option !== "object" || option === null) return option;
  const entries = Object.entries(option).map(([key, value]) => [
    key,
    /length|count/i.test(key) ? limited(value, "") : limited(value, module),
  ]);
  return Object.fromEntries(entries);
}

function allowedPath(name: string): readonly [module: string, method: string] | undefined {
  const bare = name.replace(/^faker\./, "").replace(/\(\)$/, "");
  const today = Object.hasOwn(renamed, bare) ? (renamed[bare] ?? bare) : bare;
  const [first = "", method = ""] = today.split(".");
  const module = Object.hasOwn(renamedModules, first) ? (renamedModules[first] ?? first) : first;
  return Object.hasOwn(allowed, module) && allowed[module]?.includes(method) ? [module, method] : undefined;
}

function plain(value: unknown): string | number | boolean | undefined {
  if (value instanceof Date) return `${value.toISOString().slice(0, 19)}Z`;
  if (Array.isArray(value)) return value.join(" ");
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

/** First and last names of a locale, and the forms of its companies, as faker has them. */
export interface FakerNames {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly surnames: readonly string[];
  /** "GmbH", "s.r.o."; empty where the language has none of its own. */
  readonly companyForms: readonly string[];
}

/** Regions that faker knows apart from their languages, and languages that it knows by a region only. */
const regional = list("de-AT, de-CH, en-AU, en-CA, en-GB, en-IE, en-IN, en-US, en-ZA, es-MX, fr-BE, pt-BR, pt-PT");
const renamedLocales: Readonly<Record<string, string>> = { cs: "cs_CZ", nb: "nb_NO", pt: "pt_PT" };

function fileOf(locale = "en"): string {
  if (regional.includes(locale)) return locale.replace("-", "_");
  const [language = "en"] = locale.split("-");
  return renamedLocales[language] ?? language;
}

/** The names of a locale such as "de" or "pt-BR". */
export function fakerNames(locale: string): FakerNames {
  const file = fileOf(locale);
  const { person, company } = definitionsOf(file);
  const { first_name: first, last_name: last } = person ?? {};
  const forms = company?.["legal_entity_type"] as readonly string[] | undefined;
  // What a language lacks faker fills up with English.
  const isEnglish = file !== "en" && forms === definitionsOf("en").company?.["legal_entity_type"];
  return {
    women: first?.female ?? first?.generic ?? [],
    men: first?.male ?? first?.generic ?? [],
    surnames: last?.generic ?? last?.male ?? [],
    companyForms: isEnglish ? [] : (forms ?? []),
  };
}

const loaded = new Map<string, Faker>();

/** Faker of our own, loaded when a document first asks for it: it takes some 20 ms, and few documents do. */
function library(file: string): Faker {
  const known = loaded.get(file);
  if (known) return known;
  const definitions = definitionsOf(file);
  const Own = shared(file).constructor as new (options: { locale: LocaleDefinition[] }) => Faker;
  const own = new Own({ locale: [definitions] });
  loaded.set(file, own);
  return own;
}

/** What faker knows of a locale, filled up with English. @param file - faker's name of it */
function definitionsOf(file: string): LocaleDefinition {
  return shared(file).rawDefinitions;
}

/** The instance that everybody in the process shares: not to be seeded. */
function shared(file: string): Faker {
  return (createRequire(import.meta.url)(`@faker-js/faker/locale/${file}`) as { faker: Faker }).faker;
}
