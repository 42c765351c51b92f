import { choose, type Kind, phrases } from "../kind.ts";
import { prose } from "./prose.ts";

const reviewTitles = [
  "Exactly as described",
  "Good for the price",
  "Would buy again",
  "Better than expected",
  "Good, with small flaws",
  "A lovely gift",
  "Does what it should",
];

/** Kinds that hold what somebody thinks: reviews, comments, notes, reasons, questions. */
export const feedbackKinds: readonly Kind[] = [
  {
    names: phrases("title, headline, subject, summary"),
    under: phrases("review, rating, feedback, testimonial"),
    prose: true,
    text: (field) => choose(field, reviewTitles),
  },
  {
    names: phrases("review, review text, feedback, testimonial, customer review, opinion"),
    prose: true,
    text: prose("review"),
  },
  {
    names: phrases("body, text, comment, content, message, description"),
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
];
