import { byContext, choose, type Field, type Kind, phrases } from "../kind.ts";
import { capitalise, slug } from "../text.ts";
import { namesByNoun } from "../vocabulary/nouns.ts";
import { titles } from "../vocabulary/prose.ts";
import { statesByNoun, typesByNoun } from "../vocabulary/states.ts";
import { companyOf } from "./company.ts";
import { productOf } from "./product.ts";
import { prose, title } from "./prose.ts";

/** The name of a thing: that of its kind, else one made up. */
function nameOf(field: Field): string {
  const noun = field.context.find((candidate) => namesByNoun.has(candidate));
  return noun === undefined ? title(field) : choose(field, namesByNoun.get(noun) ?? [], "name");
}

function* name(field: Field): Generator<string> {
  const chosen = nameOf(field);
  yield chosen;
  yield slug(chosen);
}

function words(table: ReadonlyMap<string, readonly string[]>): (field: Field) => Generator<string> {
  return function* write(field) {
    const word = choose(field, byContext(field, table) ?? []);
    yield word;
    yield word.toUpperCase();
    yield capitalise(word);
  };
}

/** The name of a category: of animals where the API is about them. */
function categoryName(field: Field): string {
  const isOfPets = field.place.parents.some((parent) => /pet|animal/i.test(parent));
  return choose(field, namesByNoun.get(isOfPets ? "pet category" : "category") ?? [], "name");
}

/** Text that goes into an address: the name of what it belongs to. */
function slugText(field: Field): readonly string[] {
  const isProduct = field.context.some((noun) => noun === "product" || noun === "item");
  const isCategory = field.context[0] === "category";
  const text = slug(isProduct ? productOf(field).name : isCategory ? categoryName(field) : nameOf(field));
  return [text, slug(text, "_"), text.split("-")[0] ?? text];
}

/** Labels in an array or under a plural are tags; a single one is a caption. */
function isOneOfMany(field: Field): boolean {
  return field.place.index !== undefined || /s$/i.test(field.place.name);
}

/** Kinds that describe things of any sort by what they belong to. */
export const thingKinds: readonly Kind[] = [
  {
    names: phrases("name, display name, friendly name, short name, caption, nickname, designation"),
    prose: true,
    text: name,
  },
  {
    names: phrases("label"),
    prose: true,
    text: (field) => (isOneOfMany(field) ? choose(field, namesByNoun.get("tag") ?? []) : name(field)),
  },
  {
    names: phrases("full name, qualified name"),
    under: phrases("repository, repo, project"),
    text: (field) =>
      `${companyOf(field).domain.split(".")[0]}/${slug(choose(field, namesByNoun.get("repository") ?? []))}`,
  },
  {
    names: phrases("name"),
    under: phrases("category, pet category"),
    text: categoryName,
  },
  {
    names: phrases("category"),
    under: phrases("pet, animal"),
    text: (field) => choose(field, namesByNoun.get("pet category") ?? []),
  },
  {
    names: phrases("language"),
    under: phrases("repository, repo, project, snippet, gist, file, code, submission, sdk"),
    text: (field) => choose(field, namesByNoun.get("programming language") ?? []),
  },
  { names: phrases("note"), under: phrases("release, product review, tasting"), prose: true, text: prose() },
  {
    names: phrases(
      "title, headline, subject, heading, subject line, header, summary line, page title, meta title, topic title, display title, short title, seo title",
    ),
    prose: true,
    text: title,
  },
  {
    names: phrases(
      "subtitle, sub title, subheading, lead, teaser, excerpt, intro, abstract, preview, preview text, snippet",
    ),
    prose: true,
    text: prose(),
  },
  {
    names: phrases(
      "description, summary, overview, detail, about, long description, short description, meta description, desc, info, information, definition, explanation, purpose, synopsis, plot, additional info, additional information, background, objective, scope description, statement, descriptor",
    ),
    prose: true,
    text: prose(),
  },
  {
    names: phrases(
      "content, body, text, html, markdown, body html, body text, plain text, article body, transcript, lyrics, rich text, paragraph, template body",
    ),
    prose: true,
    text: prose(),
  },
  { names: phrases("message, msg, message body, sms body, message text"), prose: true, text: prose("message") },
  {
    names: phrases("message, detail, description, msg, error description, reason"),
    under: phrases(
      "error, problem, violation, exception, failure, fault, warning, api error, validation error, not found error",
    ),
    prose: true,
    text: prose("error"),
  },
  {
    names: phrases(
      "error message, error description, error detail, failure message, error text, user message, developer message, failure reason, error msg, status message",
    ),
    prose: true,
    text: prose("error"),
  },
  {
    names: phrases("title"),
    under: phrases("error, problem, exception"),
    prose: true,
    text: (field) => choose(field, titles["error"] ?? []),
  },
  {
    names: phrases(
      "status, state, lifecycle, condition, order status, payment status, lifecycle state, stage status, processing status, current state, current status, availability, result, outcome, old status, new status, lifecycle status, provisioning state, sub status, disposition",
    ),
    text: words(statesByNoun),
    number: (field) => field.random.integer(0, 3),
  },
  {
    names: phrases(
      "type, kind, class, classification, subtype, sub type, category type, entity type, object type, resource type, variety, style, mode, method, strategy, format, object",
    ),
    text: words(typesByNoun),
  },
  {
    names: phrases(
      "slug, handle, permalink, key, url key, path name, seo slug, url slug, url name, shortname, short code, machine name, code name, identifier name",
    ),
    text: slugText,
  },
  ...[...namesByNoun].map(([noun, names]): Kind => ({ names: [noun], text: (field) => choose(field, names) })),
];
