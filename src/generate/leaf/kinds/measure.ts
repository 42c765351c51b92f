import { derive, Random } from "../../../base/random.ts";
import { type Field, type Kind, phrases } from "../kind.ts";

/** A kind of number between two bounds with so many digits behind the point; whole where the schema wants that. */
function range(names: string, least: number, most: number, digits = 0, under?: readonly string[]): Kind {
  const number = (field: Field): number => {
    const value = bounded(field, least, most);
    return Number(value.toFixed(field.integer ? 0 : digits));
  };
  return { names: phrases(names), number, ...(under && { under }) };
}

/** Where a name says min or max of something, the bounds of one thing are drawn together: min ≤ value ≤ max. */
function bounded(field: Field, least: number, most: number): number {
  const bound = field.words.find((word) => low.test(word) || high.test(word));
  if (bound === undefined) return least + field.random.next() * (most - least);
  const stem = field.words.filter((word) => word !== bound).join(" ");
  const middle = least + new Random(derive(field.object, stem)).next() * (most - least);
  return low.test(bound) ? least + (middle - least) / 2 : middle + (most - middle) / 2;
}

const low = /^(min|minimum|lowest|lower|low|least|from|start|first)$/;
const high = /^(max|maximum|highest|upper|high|most|to|end|limit|cap|last)$/;

/** Shares: 0 to 1 for a ratio or where the schema stops there, else 0 to 100. */
function share(names: string, isRatio: boolean): Kind {
  const number = (field: Field): number => {
    const percent = bounded(field, 3, 96);
    if (field.maximum <= 1 || (isRatio && !field.integer && field.maximum < 100))
      return Number((percent / 100).toFixed(2));
    return isRatio && !field.integer && field.maximum === Number.POSITIVE_INFINITY
      ? Number((percent / 100).toFixed(2))
      : Number(percent.toFixed(field.integer ? 0 : 1));
  };
  return { names: phrases(names), number };
}

/** Kinds that are measured or counted. */
export const measureKinds: readonly Kind[] = [
  range(
    "count, total, total count, number, num, total item, total result, result count, record count, total record, total element, size total, total number, row count, hit, total hit, occurrence, entry count, amount of, frequency, tally, no of, num result, found",
    3,
    120,
  ),
  range(
    "view, view count, page view, visit, impression, read count, play count, download, download count, visitor, listener, stream count, install, total view, click, click count, visit count, hit count, traffic",
    120,
    9800,
  ),
  range(
    "like, like count, follower, follower count, following, following count, favorite count, favourite, star, star count, stargazer count, share, share count, retweet count, upvote, subscriber, subscriber count, vote, vote count, friend count, reaction count, repost count, bookmark count",
    4,
    950,
  ),
  range(
    "comment count, review count, reply count, message count, unread count, post count, order count, product count, member count, user count, participant count, item total, children count, child count, usage count, attachment count, rating count, number of review, total order, total review, task count, issue count, open issue count, fork, fork count, watcher, watcher count, attendee count, student count, employee count, number of employee, warning count, error count, failure count, retry count, attempt count, attempt, retry",
    0,
    48,
  ),
  range(
    "stock, stock level, stock quantity, inventory, inventory count, in stock, on hand, quantity available, inventory quantity, available quantity, stock count, reserved quantity, available stock, quantity in stock, reorder point, reorder level, min stock, max stock",
    4,
    240,
  ),
  range("quantity, qty, min quantity, max quantity, minimum quantity, maximum quantity", 1, 12),
  share(
    "percent, percentage, progress, completion, percent complete, humidity, battery, battery level, utilization, utilisation, cpu usage, cpu, memory usage, disk usage, load percent, coverage, discount percent, opacity percent, completeness, occupancy, uptime, charge level, brightness",
    false,
  ),
  share(
    "rate, ratio, probability, confidence, conversion rate, confidence score, fraction, similarity, relevance, opacity, share, success rate, error rate, bounce rate, growth rate, accuracy, interest rate, open rate, click rate, likelihood, relevance score, threshold, alpha, temperature ratio",
    true,
  ),
  range(
    "rating, star, star rating, average rating, rating average, avg rating, stars, overall rating, rating value, review rating, user rating, mean rating",
    3,
    5,
    1,
  ),
  range(
    "score, popularity, point, grade, karma, reputation, loyalty point, level score, health score, credit score value, mark, total score, high score, reward point, experience, xp",
    20,
    98,
  ),
  range("credit score", 520, 840),
  range(
    "weight, weight kg, gross weight, net weight, mass, shipping weight, weight in kg, item weight, package weight, body weight",
    0.3,
    24,
    2,
  ),
  range("weight, body weight", 52, 96, 1, phrases("user, person, patient, player, athlete, member, profile, body")),
  range("weight gram, weight g, weight in gram, gram", 120, 4800),
  range(
    "height, width, length, depth, dimension, diameter, height cm, width cm, thickness, radius, circumference, breadth, min length, max length",
    4,
    120,
    1,
  ),
  range("height, body height", 154, 196, 0, phrases("user, person, patient, player, athlete, member, profile, body")),
  {
    names: phrases("width, image width, screen width, original width, video width, pixel width, thumb width"),
    under: phrases(
      "image, photo, picture, thumbnail, video, media, screen, avatar, icon, banner, cover, asset, file, viewport, thumb, resolution",
    ),
    number: () => 1280,
  },
  {
    names: phrases("height, image height, screen height, original height, video height, pixel height, thumb height"),
    under: phrases(
      "image, photo, picture, thumbnail, video, media, screen, avatar, icon, banner, cover, asset, file, viewport, thumb, resolution",
    ),
    number: () => 720,
  },
  range(
    "size, file size, byte, content length, size in byte, bytes, size byte, length byte, disk size, total size, filesize, attachment size, byte size, image size",
    12_000,
    4_800_000,
  ),
  range("size", 10, 100, 0, phrases("page, pagination, meta, paging")),
  range("area, square meter, square metre, floor area, living area, surface, sqft, square feet, lot size", 28, 240, 1),
  range(
    "volume, capacity, storage, memory, ram, disk, limit storage, quota, max capacity, seat, seat count, total seat, storage limit, seating capacity, available seat",
    2,
    128,
  ),
  range("distance, distance km, mileage, range, odometer, distance meter, km, route length", 1, 180, 1),
  range("speed, velocity, wind speed, max speed, speed limit", 5, 130, 1),
  range(
    "temperature, temp, feel like, min temp, max temp, dew point, temperature c, min temperature, max temperature, low temperature, high temperature",
    4,
    31,
    1,
  ),
  range("pressure, air pressure", 985, 1035),
  range("altitude, elevation", 5, 1400),
  range("heading, bearing, course, direction, angle, rotation, azimuth, wind direction, degree", 0, 359),
  range("radius, accuracy meter, search radius", 5, 250),
  range(
    "duration, elapsed, run time, runtime, playtime, length second, duration second, length minute, duration minute, watch time, total time, time spent, prep time, cook time, elapsed time, estimated time, travel time, waiting time, cooking time, duration min, minute",
    5,
    180,
  ),
  range(
    "timeout, ttl, interval, delay, retry after, lifetime, max age, grace period, refresh interval, expires in, expire in, cooldown, poll interval, expiry second, valid for, period second, session timeout",
    30,
    3600,
  ),
  range(
    "duration ms, length ms, duration millisecond, duration in ms",
    95_000,
    340_000,
    0,
    phrases("track, song, episode, video, movie, chapter, recording, audio, podcast, media, clip, playlist, stream"),
  ),
  range(
    "latency, response time, duration ms, elapsed ms, millisecond, ms, took, processing time, ping, execution time, query time, delay ms, timeout ms, time ms, load time, rtt",
    12,
    480,
  ),
  range("second", 0, 59),
  range(
    "day, number of day, lead time, delivery day, trial day, duration day, notice period, term day, days left, retention day, days remaining, age day, night, week count",
    1,
    30,
  ),
  range("month count, duration month, term, contract length, tenure, term month, warranty, warranty month", 1, 36),
  range("years of experience, experience year, age year, years active", 1, 20),
  range("calory, calorie, kcal, energy", 80, 720),
  range("protein, fat, carb, carbohydrate, sugar, fiber, sodium", 1, 48, 1),
  range(
    "position, rank, ordinal, sort order, display order, order, sequence, sequence number, index, priority, sort, seq, line number, place, row, column, line, ordering, order index, sort index, weighting, step number, item number, row number, col, x position, y position, slot, tab index",
    1,
    20,
  ),
  range("x, y, z, left, top, right, bottom, offset x, offset y, dx, dy", 0, 400),
  range(
    "level, tier, floor, floor number, stage, difficulty, severity, importance, step, phase, depth level, story, rating level, risk level, degree level, hierarchy level",
    1,
    5,
  ),
  range(
    "bedroom, bathroom, room, room count, number of bedroom, bed, bath, door, guest count, number of guest, adult, child, passenger count, player count, infant, occupant, seats booked, guest, party size, server count, replica, node count, instance count, worker, thread, core, cpu core, vcpu",
    1,
    4,
  ),
  { names: phrases("page, page number, current page, page index, page no, first page"), number: () => 1 },
  {
    names: phrases("limit, per page, page size, items per page, page limit, max result, rows per page, pagesize"),
    number: () => 20,
  },
  { names: phrases("offset, skip, start index, from index, cursor position"), number: () => 0 },
  range("total page, page count, last page, number of page, pages", 2, 12),
  range("voltage, amperage, wattage, power, watt, frequency hz, current, energy kwh", 5, 240, 1),
  range("signal strength, rssi", -90, -40),
  range("population, resident", 12_000, 3_600_000),
  range("votes total, attendance", 200, 48_000),
];
