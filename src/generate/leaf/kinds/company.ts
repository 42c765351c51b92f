import { derive, Random } from "../../../base/random.ts";
import { choose, type Field, type Kind, lately, phrases } from "../kind.ts";
import { slug } from "../text.ts";
import { companyForms, companyRoots, companyTrades, industries, slogans } from "../vocabulary/companies.ts";
import { firmOf, languageOf, namesAt } from "../vocabulary/home.ts";
import { sentences } from "../vocabulary/prose.ts";

/** A firm whose name, domain and trade agree. */
export interface Company {
  readonly name: string;
  /** The name with its legal form. */
  readonly legalName: string;
  readonly domain: string;
  readonly industry: string;
  /** Three or four capitals as on a stock exchange. */
  readonly ticker: string;
}

/** The firm that the object is or belongs to. */
export function companyOf(field: Field): Company {
  return companyFrom(derive(field.object, "company"), field.place.locale);
}

const companyFrom = lately((seed, locale): Company => {
  const random = new Random(seed);
  const root = random.pick(companyRoots);
  const trade = random.integer(0, companyTrades.length - 1);
  const name = `${root} ${companyTrades[trade]}`;
  const form = random.pick(companyForms);
  const firm = localFirm(locale, random);
  const domain = slug(firm?.surname ?? "") || slug(root);
  return {
    name: firm?.name ?? name,
    legalName: firm?.name ?? `${name} ${form}`,
    domain: `${domain}.example.com`,
    industry: industries[trade] ?? "Retail",
    ticker: domain.replaceAll("-", "").slice(0, 4).toUpperCase(),
  };
});

/** The firm of a family with the legal form of the locale; `undefined` where English words do, or no locale is asked for. */
function localFirm(
  locale: string | undefined,
  random: Random,
): (Pick<Company, "name"> & { surname: string }) | undefined {
  if (locale === undefined || languageOf(locale) === "en") return undefined;
  const { surnames, companyForms: forms } = namesAt(locale);
  if (forms.length === 0) return undefined;
  const surname = random.pick(surnames);
  return { surname, name: firmOf(surname, random.pick(forms), locale) };
}

const nouns = phrases(
  "company, organization, organisation, org, business, firm, employer, corporation, partner, client, account, tenant, customer company, publisher, sponsor, agency, enterprise, legal entity, provider, broker, insurer, contractor, distributor, issuer, workspace owner, buyer company",
);

/** Kinds that describe companies. */
export const companyKinds: readonly Kind[] = [
  {
    names: phrases(
      "company, company name, organization, organisation, organization name, organisation name, org, org name, business, business name, employer, employer name, firm, corporation, publisher, sponsor, agency, client, client name, partner, provider, insurer, distributor, contractor, trade name, trading name, issuer name, account name",
    ),
    text: (field) => companyOf(field).name,
  },
  { names: phrases("name, display name, title"), under: nouns, text: (field) => companyOf(field).name },
  {
    names: phrases("legal name, registered name, legal entity, official name"),
    under: nouns,
    text: (field) => companyOf(field).legalName,
  },
  {
    names: phrases("legal entity, company legal name, legal business name"),
    text: (field) => companyOf(field).legalName,
  },
  {
    names: phrases("industry, sector, line of business, business type, trade"),
    text: (field) => companyOf(field).industry,
  },
  {
    names: phrases("domain, domain name, email domain, custom domain, primary domain"),
    text: (field) => companyOf(field).domain,
  },
  { names: phrases("ticker, ticker symbol, stock symbol"), text: (field) => companyOf(field).ticker },
  {
    names: phrases("slogan, tagline, motto, catch phrase, catchphrase, strapline"),
    prose: true,
    text: (field) => choose(field, slogans),
  },
  {
    names: phrases("description, about, bio, summary, overview"),
    under: nouns,
    prose: true,
    text: (field) => choose(field, sentences["company"] ?? []),
  },
];
