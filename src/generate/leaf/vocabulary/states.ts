import { list } from "./list.ts";

/** Words that a `status`, `state` or `type` takes when the schema names none, by what they belong to. "" is everything else. */
function table(rows: readonly (readonly [nouns: string, words: string])[]): ReadonlyMap<string, readonly string[]> {
  return new Map(rows.flatMap(([nouns, words]) => list(nouns).map((noun) => [noun, list(words)] as const)));
}

export const statesByNoun: ReadonlyMap<string, readonly string[]> = table([
  ["", "active, pending, completed, inactive"],
  ["order, purchase, fulfillment, fulfilment, sale", "pending, processing, shipped, delivered, cancelled"],
  [
    "payment, charge, transaction, transfer, refund, payout, payment intent",
    "succeeded, pending, processing, failed, refunded",
  ],
  ["invoice, bill, quote, estimate", "draft, open, paid, overdue, void"],
  [
    "user, account, member, customer, profile, employee, contact, client, merchant",
    "active, invited, inactive, suspended",
  ],
  ["subscription, membership, contract, license", "active, trialing, past_due, cancelled"],
  ["task, todo, ticket, issue, bug, incident, case, story, request", "open, in_progress, resolved, closed"],
  [
    "job, run, build, deployment, workflow, pipeline, export, import, process, batch, operation, execution",
    "queued, running, succeeded, failed",
  ],
  ["article, post, page, product, document, listing, content, campaign, course", "draft, published, archived"],
  ["shipment, delivery, parcel, package, tracking", "created, in_transit, out_for_delivery, delivered"],
  ["booking, reservation, appointment, meeting, event", "confirmed, tentative, cancelled, completed"],
  ["message, email, notification, sms, invitation, invite", "sent, delivered, read, failed"],
  ["pet, item, room, seat, table, vehicle", "available, pending, sold"],
  ["service, server, host, system, health, check, device, node, cluster, api", "healthy, degraded, online, offline"],
  ["domain, certificate, verification, identity, document verification", "verified, pending, expired"],
  ["project, initiative, goal", "planned, active, on_hold, completed"],
  ["application, candidate, applicant, claim, approval, review", "submitted, under_review, approved, rejected"],
  ["file, upload, video, image, media", "uploading, processing, ready"],
  ["webhook, integration, connection, endpoint, feature, rule, key, token, session", "enabled, disabled"],
]);

export const typesByNoun: ReadonlyMap<string, readonly string[]> = table([
  ["", "standard, basic, premium, custom"],
  ["user, account, member, customer", "individual, business, guest"],
  ["address", "home, work, billing, shipping"],
  ["phone, phone number, telephone", "mobile, home, work"],
  ["contact, email", "work, personal, other"],
  ["payment, payment method, source", "card, bank_transfer, wallet"],
  ["card", "credit, debit, prepaid"],
  ["transaction, ledger entry, balance", "debit, credit, refund, fee"],
  ["event, webhook, activity, log", "created, updated, deleted"],
  ["notification, message, alert", "email, sms, push"],
  ["product, good", "physical, digital, service"],
  ["discount, coupon, promotion", "percentage, fixed_amount, free_shipping"],
  ["file, media, attachment, document, asset", "image, document, video, audio"],
  ["issue, ticket, task", "bug, feature, question, incident"],
  ["property, listing", "apartment, house, studio"],
  ["vehicle", "car, van, truck, motorcycle"],
  ["device", "phone, tablet, laptop, sensor"],
  ["pet, animal", "dog, cat, rabbit"],
  ["employment, job, position", "full_time, part_time, contract"],
  ["field, attribute, column, parameter, variable", "string, number, boolean, date"],
  ["question", "single_choice, multiple_choice, free_text"],
  ["error, problem", "validation_error, not_found, rate_limited"],
  ["organization, organisation, company", "company, nonprofit, agency"],
  ["relationship, relation, link", "parent, child, related"],
  ["resource, object, entity, data, node", "user, order, product, invoice"],
]);
