import { derive, Random } from "../../../base/random.ts";
import { choose, type Field, type Kind, lately, phrases } from "../kind.ts";
import { slug } from "../text.ts";
import { inFull, namesAt } from "../vocabulary/home.ts";
import { list } from "../vocabulary/list.ts";
import { biographies, departments, jobTitles } from "../vocabulary/people.ts";
import { companyOf } from "./company.ts";

/** Somebody: everything about them follows from one seed. */
export interface Person {
  readonly gender: "female" | "male";
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly userName: string;
  readonly email: string;
}

const latin = namesAt(undefined);

/** Words that tell a second person of the same object from the first. */
const others = new Set(
  list(
    "seller, recipient, receiver, recipient, to, destination, target, away, secondary, alternate, alternative, emergency, spouse, manager, supervisor, approver, reviewer, assignee, parent, guardian, driver, agent, referrer, beneficiary, creditor, payee, updated, modified, second, reporter, doctor, host",
  ),
);

/** Nouns that are people. */
export const personNouns: readonly string[] = list(
  "user, customer, person, people, employee, member, contact, author, owner, client contact, patient, student, teacher, player, passenger, guest, driver, recipient, sender, buyer, seller person, assignee, reporter, reviewer, creator, editor, contributor, participant, attendee, candidate, applicant, manager, profile, account holder, holder, subscriber, follower, friend, lead, cardholder, payer, payee, beneficiary, doctor, instructor, speaker, organizer, host, agent, operator, staff, worker, admin, me, actor, director, individual, human, spouse, parent, child, guardian, tenant contact, resident, voter, witness, referrer, billing, shipping, billing detail, traveler, traveller, visitor, commenter, poster, billing address, shipping address, delivery address, updater, approver, requester, submitter, assigner, colleague, coach, captain, chef, nurse, crew member, artist person, winner, donor, volunteer, insured, debtor, creditor, signatory, signer",
);

/** The person that the object is about, or the other one that the field's name asks for. */
export function personOf(field: Field): Person {
  const role = field.words.find((word) => others.has(word));
  return personFrom(role === undefined ? field.object : derive(field.object, role), field.place.locale);
}

const userNames: readonly ((given: string, family: string) => string)[] = [
  (given, family) => `${given}.${family}`,
  (given, family) => `${given}_${family}`,
  (given, family) => `${given}${family}`,
  (given, family) => `${given[0]}${family}`,
];

const personFrom = lately((seed, locale): Person => {
  const { women, men, surnames } = namesAt(locale);
  const random = new Random(derive(seed, "person"));
  const gender = random.pick(["female", "male"] as const);
  const first = random.pick(gender === "female" ? women : men);
  const middle = random.pick(gender === "female" ? women : men);
  const last = random.pick(surnames);
  // Names that Latin letters cannot write have an address of their own.
  const [given, family] = [
    slug(first) || slug(random.pick(latin.women)),
    slug(last) || slug(random.pick(latin.surnames)),
  ];
  const userName = random.pick(userNames)(given, family);
  return { gender, first, middle, last, userName, email: `${given}.${family}@example.com` };
});

/** "Ada Becker", and shorter ways to say it. */
export function fullName(field: Field): readonly string[] {
  const { first, last } = personOf(field);
  return [inFull(first, last, field.place.locale), last, first, `${first[0]}. ${last}`];
}

function* emails(field: Field): Generator<string> {
  const { email, first, last, userName } = personOf(field);
  const isBusiness = field.context.some((noun) => businessNouns.has(noun));
  if (isBusiness) yield `hello@${companyOf(field).domain}`;
  yield email;
  yield `${userName}@example.org`;
  yield `${slug(first)}@example.com`;
  yield `${slug(last)}@x.io`;
}

const businessNouns = new Set(
  list(
    "company, organization, organisation, store, shop, vendor, supplier, merchant, brand, restaurant, hotel, support, business, school, venue",
  ),
);

const suffixes = ["PhD", "MBA", "MD"];

const seniority = (field: Field): number => field.random.integer(21, 67);

/** Kinds that describe people. */
export const personKinds: readonly Kind[] = [
  {
    names: phrases(
      "first name, given name, forename, fname, firstname, christian name, preferred name, nickname given",
    ),
    text: (field) => personOf(field).first,
  },
  {
    names: phrases("last name, family name, surname, lname, sur name, second name"),
    text: (field) => personOf(field).last,
  },
  { names: phrases("middle name, patronymic"), text: (field) => personOf(field).middle },
  {
    names: phrases("middle initial, initial"),
    text: (field) => [personOf(field).middle.charAt(0), personOf(field).first.charAt(0)],
  },
  {
    names: phrases(
      "full name, real name, person name, legal name, cardholder, cardholder name, holder name, account holder, name on card, contact name, contact person, recipient name, ship to name, author name, user full name",
    ),
    text: fullName,
  },
  {
    names: phrases("name, display name, title"),
    under: personNouns.filter((noun) => noun !== "billing address"),
    text: fullName,
  },
  { names: phrases("display name"), text: fullName },
  {
    names: phrases("given, first"),
    under: phrases("name, person name, human name"),
    text: (field) => personOf(field).first,
  },
  {
    names: phrases("family, last"),
    under: phrases("name, person name, human name"),
    text: (field) => personOf(field).last,
  },
  {
    names: phrases(
      "user name, login, login name, nick, nickname, nick name, handle, screen name, twitter, twitter handle, instagram, github, user id name, account name, alias",
    ),
    text: (field) => personOf(field).userName,
  },
  { names: phrases("screen name, handle, twitter"), text: (field) => personOf(field).userName },
  {
    names: phrases(
      "email, e mail, mail, email address, e mail address, mail address, email id, contact email, reply to, mailbox, cc, bcc",
    ),
    text: emails,
  },
  { names: phrases("from, to, sender, recipient"), under: phrases("email, mail, message email"), text: emails },
  {
    names: phrases(
      "author, owner, creator, created by, updated by, modified by, assignee, assigned to, reporter, reviewer, reviewed by, approved by, requested by, submitted by, uploaded by, posted by, customer, user, employee, manager, contact, sender, recipient, member, driver, instructor, teacher, speaker, organizer, organiser, director, actor, patient, student, guest, passenger, player, payer, payee, buyer, person, people, friend, participant, attendee, editor, contributor, lead, agent, operator, doctor, beneficiary, sold by, signed by, attn, attention, staff, candidate, applicant",
    ),
    text: fullName,
  },
  {
    names: phrases("gender, sex"),
    text: (field) => [
      personOf(field).gender,
      personOf(field).gender.charAt(0).toUpperCase(),
      personOf(field).gender.toUpperCase(),
    ],
  },
  { names: phrases("pronoun"), text: (field) => (personOf(field).gender === "female" ? "she/her" : "he/him") },
  {
    names: phrases("honorific, salutation, name prefix, title prefix, prefix"),
    under: [...personNouns, "name"],
    text: (field) => (personOf(field).gender === "female" ? ["Ms", "Dr"] : ["Mr", "Dr"]),
  },
  { names: phrases("suffix, name suffix"), under: [...personNouns, "name"], text: (field) => choose(field, suffixes) },
  {
    names: phrases("salutation, honorific, courtesy title, name prefix"),
    text: (field) => (personOf(field).gender === "female" ? "Ms" : "Mr"),
  },
  {
    names: phrases("job title, job, position, occupation, profession, designation, job position, job name"),
    text: (field) => choose(field, jobTitles),
  },
  {
    names: phrases("title, role name"),
    under: phrases("employee, job, position, vacancy, staff, worker, occupation, employment"),
    text: (field) => choose(field, jobTitles),
  },
  {
    names: phrases("department, division, dept, cost center, cost centre, business unit"),
    text: (field) => choose(field, departments),
  },
  {
    names: phrases("name, title, display name"),
    under: phrases("department, division, dept"),
    text: (field) => choose(field, departments),
  },
  {
    names: phrases("bio, biography, about me, about, tagline personal, headline personal"),
    under: personNouns,
    prose: true,
    text: (field) => choose(field, biographies),
  },
  { names: phrases("bio, biography, about me"), prose: true, text: (field) => choose(field, biographies) },
  { names: phrases("age"), number: seniority },
];
