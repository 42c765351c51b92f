import { lines } from "./list.ts";

/** Titles by what bears them. "" is everything else. */
export const titles: Readonly<Record<string, readonly string[]>> = {
  article: lines(`
    Five habits of teams that ship on time
    What we learned from a year of remote work
    A short guide to choosing the right backpack
    How small shops compete with big ones
    Why we rebuilt our search from scratch
    The case for slower release cycles
    Inside our new distribution centre
    Ten ideas for a better home office
    Getting started with houseplants
    A weekend in Lisbon without a plan
    What customers really ask for
    Notes from our spring design week
  `),
  task: lines(`
    Update the shipping rates for Norway
    Fix the redirect after login
    Prepare slides for the quarterly review
    Order new labels for the warehouse
    Check broken links on the pricing page
    Add an export button to the report
    Call the supplier about the late delivery
    Rename the billing settings tab
    Review the returns policy
    Archive last year's invoices
    Collect feedback on the new menu
    Write release notes for version 2.4
  `),
  message: lines(`
    Your order has been shipped
    Welcome to the team
    Invoice for March is ready
    Reminder: meeting tomorrow at 10
    Please confirm your e-mail address
    Your password was changed
    New comment on your document
    We received your return
    Your subscription renews next week
    Thanks for your feedback
  `),
  job: lines(`
    Senior Backend Engineer
    Customer Success Manager
    Warehouse Team Lead
    Product Designer
    Data Analyst
    Marketing Coordinator
    Field Service Technician
    Accountant
  `),
  alert: lines(`
    Disk usage above 90 percent
    Certificate expires in 14 days
    Checkout latency is elevated
    Payment provider unreachable
    Backup finished with warnings
    Unusual number of failed logins
  `),
  error: lines(`
    Resource not found
    Validation failed
    Too many requests
    Service temporarily unavailable
    Not authorised
  `),
  "": lines(`
    Spring overview
    Customer onboarding
    Summer collection
    Getting started
    Weekly summary
    Regional expansion
    Packing checklist
    Opening hours
    Annual planning
    Travel notes
    New arrivals
    Community picks
  `),
};

/** Sentences by what they are about. "" is everything else. */
export const sentences: Readonly<Record<string, readonly string[]>> = {
  review: lines(`
    Exactly as described and delivered a day early.
    Good quality for the price, though the colour is darker than in the photo.
    I have used it every day for a month and it still looks new.
    The instructions could be clearer, but support answered within an hour.
    A thoughtful gift that everyone liked.
    Sturdy, quiet and easy to clean.
    Would buy again without thinking twice.
    It arrived with a scratch, and the replacement came quickly.
    Does what it should, no more and no less.
    Smaller than expected but very well made.
  `),
  comment: lines(`
    Thanks, that solved it for me.
    Could you share the updated figures before Friday?
    Looks good, I left two small notes in the document.
    I can reproduce this on the latest version.
    Let us move this to the next sprint.
    Great work, the new layout is much easier to read.
    I agree, the second option is simpler.
    The customer confirmed the new delivery date.
    Please check the totals once more.
    Happy to help with the review tomorrow.
  `),
  note: lines(`
    Please leave the parcel with the neighbour.
    Ring the bell twice, the intercom is broken.
    Customer asked for a call before delivery.
    Gift wrapping requested, no invoice in the box.
    Prefers contact by e-mail in the afternoon.
    Check stock at the north depot first.
    Renewal discussed, follow up next month.
    Allergic to nuts.
  `),
  error: lines(`
    The requested resource does not exist.
    The field "email" is not a valid address.
    Too many requests, try again in a minute.
    The access token has expired.
    The order cannot be changed after it was shipped.
    A required field is missing.
    The payment was declined by the bank.
  `),
  reason: lines(`
    Changed my mind
    Item arrived damaged
    Ordered the wrong size
    Found a better price
    Duplicate order
    No longer needed
    Delivery took too long
  `),
  task: lines(`
    The list is empty after the filter is reset, although the counter shows twelve entries.
    Agree on the new rates with finance and update the table before the end of the month.
    Several customers reported that the confirmation arrives twice.
    Collect the open questions and bring them to the next planning meeting.
    The export should contain the same columns as the screen.
    Clean up the old entries first, then run the import again.
  `),
  event: lines(`
    A relaxed evening with short talks and time for questions.
    Bring a laptop; coffee and lunch are provided.
    We look back on the last quarter and agree on the next one.
    Doors open half an hour before the start.
    A hands-on session in small groups.
  `),
  place: lines(`
    A quiet corner close to the old town with good public transport.
    Bright rooms, friendly staff and a view of the harbour.
    Open every day, with free parking behind the building.
    A family business since 1987.
  `),
  company: lines(`
    We help small teams deliver on time.
    A family business that has grown with its customers.
    Tools and services for people who make things.
    Independent, owner-run and committed to long-lasting products.
  `),
  message: lines(`
    Your parcel is on its way and should arrive on Thursday.
    Thanks for signing up, here is how to get started.
    The meeting was moved to 14:30, same room as before.
    Your invoice is attached, payment is due within 14 days.
    We have received your request and will reply by tomorrow.
    The report for last month is ready for download.
    Please confirm the new address so that we can ship today.
    Good news: the item you were waiting for is back in stock.
  `),
  "": lines(`
    Covers everything that new members usually ask about.
    Used by the operations team to plan the week.
    Includes all changes agreed with the customer.
    Reviewed every quarter and kept short on purpose.
    Applies to all regions unless stated otherwise.
    Set up once and updated automatically afterwards.
    Prepared for the spring season together with our partners.
    Contains the most recent figures available.
    Meant as a starting point that can be adapted.
    Replaces the earlier version from last year.
    Shared with everyone who works on the project.
    Kept simple so that it works on any device.
  `),
};
