import { byContext, choose, type Field, type Kind, phrases } from "../kind.ts";
import { capitalise, slug } from "../text.ts";
import { namesByNoun } from "../vocabulary/nouns.ts";
import { sentences, titles } from "../vocabulary/prose.ts";
import { statesByNoun, typesByNoun } from "../vocabulary/states.ts";
import { companyOf } from "./company.ts";
import { productOf } from "./product.ts";

/** From a topic of the prose to the nouns that belong to it. */
const topics: Readonly<Record<string, readonly string[]>> = {
  article: phrases(
    "article, post, blog, blog post, news, story, entry, guide, tutorial, page, newsletter, thread, paper",
  ),
  task: phrases(
    "task, todo, to do, issue, ticket, bug, card, checklist, backlog item, incident, case, pull request, merge request, subtask, goal, work item, story, epic, commit, request",
  ),
  message: phrases(
    "message, email, mail, notification, conversation, chat, sms, announcement, letter, inquiry, enquiry, reminder",
  ),
  job: phrases("job, vacancy, position, opening, job posting"),
  alert: phrases("alert, alarm, warning, incident report"),
  error: phrases("error, problem, violation, exception, failure, fault, issue detail, warning"),
  review: phrases("review, rating, feedback, testimonial, reply"),
  comment: phrases("comment, reply, remark, annotation, discussion, answer, tweet, status update"),
  note: phrases("note, order, instruction, delivery, shipment, address, customer, visit"),
  reason: phrases("cancellation, refund, return, rejection, dispute"),
  event: phrases("event, conference, webinar, meetup, meeting, appointment, session, course, workshop, lesson"),
  place: phrases("hotel, restaurant, venue, property, apartment, room, listing, location, place, cafe, attraction"),
  company: phrases("company, organization, organisation, business, store, shop, merchant, brand"),
};

const topicByNoun: ReadonlyMap<string, string> = new Map(
  Object.entries(topics).flatMap(([topic, nouns]) => nouns.map((noun) => [noun, topic] as const)),
);

function title(field: Field): string {
  const topic = field.context
    .map((noun) => topicByNoun.get(noun))
    .find((known) => known !== undefined && known in titles);
  const named = field.context.find((noun) => namesByNoun.has(noun));
  if (topic === undefined && named !== undefined) return choose(field, namesByNoun.get(named) ?? []);
  return choose(field, titles[topic ?? ""] ?? []);
}

/** A sentence or two about what the field belongs to. */
function prose(topic?: string): (field: Field) => string {
  return (field) => {
    const known = field.context
      .map((noun) => topicByNoun.get(noun))
      .find((candidate) => candidate !== undefined && candidate in sentences);
    const about = sentences[topic ?? known ?? ""] ?? sentences[""] ?? [];
    const first = choose(field, about);
    const second = field.random.pick(about);
    return topic === "reason" || topic === "error" || first === second ? first : `${first} ${second}`;
  };
}

/** The name of a thing: that of its kind, else one made up. */
function name(field: Field): readonly string[] {
  const noun = field.context.find((candidate) => namesByNoun.has(candidate));
  const chosen = noun === undefined ? title(field) : choose(field, namesByNoun.get(noun) ?? []);
  return [chosen, slug(chosen)];
}

function words(table: ReadonlyMap<string, readonly string[]>): (field: Field) => readonly string[] {
  return (field) => {
    const word = choose(field, byContext(field, table) ?? []);
    return [word, word.toUpperCase(), capitalise(word)];
  };
}

/** Text that goes into an address: the product's name for a product, else the title. */
function slugText(field: Field): readonly string[] {
  const isProduct = field.context.some((noun) => noun === "product" || noun === "item");
  const text = slug(isProduct ? productOf(field).name : title(field));
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
    text: (field) =>
      choose(
        field,
        namesByNoun.get(
          field.place.parents.some((parent) => /pet|animal/i.test(parent)) ? "pet category" : "category",
        ) ?? [],
      ),
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
    names: phrases("review, review text, feedback, testimonial, customer review, opinion"),
    prose: true,
    text: prose("review"),
  },
  {
    names: phrases("body, text, comment, content, message, title, description"),
    under: phrases("review, rating, feedback, testimonial"),
    prose: true,
    text: prose("review"),
  },
  {
    names: phrases("comment, comment text, reply, answer, response text, remark, observation, discussion"),
    prose: true,
    text: prose("comment"),
  },
  {
    names: phrases("body, text, content, message"),
    under: phrases("comment, reply, remark, discussion"),
    prose: true,
    text: prose("comment"),
  },
  {
    names: phrases(
      "note, instruction, special instruction, delivery instruction, customer note, internal note, memo, order note, private note, staff note, special request, additional note, message to seller, shipping note, delivery note",
    ),
    prose: true,
    text: prose("note"),
  },
  {
    names: phrases(
      "reason, cancel reason, cancellation reason, rejection reason, return reason, refund reason, reason text, justification, cause, close reason",
    ),
    prose: true,
    text: prose("reason"),
  },
  {
    names: phrases("question"),
    prose: true,
    text: (field) =>
      choose(field, [
        "How do I change the delivery address?",
        "Does this fit in hand luggage?",
        "Can I return an opened item?",
        "Is there a student discount?",
        "Which sizes are in stock?",
        "How long is the warranty?",
      ]),
  },
  {
    names: phrases(
      "status, state, lifecycle, condition, order status, payment status, lifecycle state, stage status, processing status, current state, current status, availability, result, outcome, old status, new status, lifecycle status, provisioning state, sub status, disposition",
    ),
    text: words(statesByNoun),
  },
  {
    names: phrases(
      "type, kind, class, classification, subtype, sub type, category type, entity type, object type, resource type, variety, style, mode, method, strategy, format, object",
    ),
    text: words(typesByNoun),
  },
  {
    names: phrases(
      "slug, handle, permalink, url key, path name, seo slug, url slug, url name, shortname, short code, machine name, code name, identifier name",
    ),
    text: slugText,
  },
  ...[...namesByNoun].map(([noun, names]): Kind => ({ names: [noun], text: (field) => choose(field, names) })),
];
