import { byWords, choose, type Field, phrases } from "../kind.ts";
import { namesByNoun } from "../vocabulary/nouns.ts";
import { sentences, titles } from "../vocabulary/prose.ts";

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

/** The first of a field's nouns that belongs to a topic on which there are titles, and that for sentences. */
const titleTopicOf = byWords((nouns) => topicIn(nouns, titles));
const proseTopicOf = byWords((nouns) => topicIn(nouns, sentences));

function topicIn(nouns: readonly string[], texts: object): string | undefined {
  return nouns.map((noun) => topicByNoun.get(noun)).find((topic) => topic !== undefined && topic in texts);
}

/** A title on the topic that the field belongs to. */
export function title(field: Field): string {
  const topic = titleTopicOf(field.context);
  const named = topic === undefined ? field.context.find((noun) => namesByNoun.has(noun)) : undefined;
  if (named !== undefined) return choose(field, namesByNoun.get(named) ?? [], "name");
  return choose(field, titles[topic ?? ""] ?? [], "name");
}

/** A sentence or two about what the field belongs to. */
export function prose(topic?: string): (field: Field) => string {
  return (field) => {
    const about = sentences[topic ?? proseTopicOf(field.context) ?? ""] ?? sentences[""] ?? [];
    const first = choose(field, about);
    const second = field.random.pick(about);
    return topic === "reason" || topic === "error" || first === second ? first : `${first} ${second}`;
  };
}
