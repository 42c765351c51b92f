import { base64, digits, hex, uuid } from "../format.ts";
import { aspect, choose, type Field, type Kind, phrases } from "../kind.ts";
import { slug } from "../text.ts";
import { errorCodes, fileStems, mediaTypes, testCards, userAgents } from "../vocabulary/codes.ts";
import { companyOf } from "./company.ts";
import { locationOf } from "./location.ts";
import { personOf } from "./person.ts";

/** A file whose name, extension, media type and path agree. */
function fileOf(field: Field): { name: string; stem: string; type: string; extension: string } {
  const random = aspect(field, "file");
  const stem = random.pick(fileStems);
  const isImage = field.context.some((noun) => /^(image|photo|picture|avatar|thumbnail|icon|logo)$/.test(noun));
  const [type, extension] = random.pick(isImage ? mediaTypes.slice(0, 2) : mediaTypes);
  return { name: `${stem}.${extension}`, stem, type, extension };
}

const imageWords =
  /^(image|img|avatar|photo|picture|pic|thumbnail|thumb|logo|icon|banner|cover|poster|screenshot|gravatar|favicon|artwork|sprite|illustration|portrait|wallpaper|badge)$/;

/** Addresses under example.com (RFC 2606): what the name says decides the path. */
function urls(field: Field): readonly string[] {
  const all = [...field.words, ...field.context.slice(0, 2)];
  const number = field.random.integer(100, 9999);
  const image = all.find((word) => imageWords.test(word));
  const paths = image === undefined ? [page(field, all, number)] : [picture(field, image, number)];
  return [...paths, `https://example.com/${number}`, "https://example.com", "http://a.io"];
}

function picture(field: Field, what: string, number: number): string {
  if (/avatar|gravatar|portrait/.test(what) || (field.context.includes("user") && /photo|picture|image/.test(what))) {
    const { first, last } = personOf(field);
    return `https://images.example.com/avatars/${slug(`${first} ${last}`)}.png`;
  }
  if (what === "logo" || what === "favicon")
    return `https://images.example.com/logos/${companyOf(field).domain.split(".")[0]}.png`;
  return `https://images.example.com/${what === "img" || what === "pic" ? "image" : what}s/${number}.jpg`;
}

function page(field: Field, all: readonly string[], number: number): string {
  if (all.some((word) => /^(website|homepage|site|web|domain|company)$/.test(word)))
    return `https://www.${companyOf(field).domain}`;
  if (all.some((word) => /^(callback|webhook|redirect|hook|notify|notification|return|endpoint)$/.test(word)))
    return `https://hooks.example.com/${all.includes("redirect") ? "redirect" : "callback"}/${number}`;
  if (all.some((word) => /^(doc|documentation|help|support|term|policy|privacy|terms)$/.test(word)))
    return `https://docs.example.com/guide/${number}`;
  if (all.some((word) => /^(video|stream|embed|trailer|audio|media|preview)$/.test(word)))
    return `https://media.example.com/videos/${number}.mp4`;
  if (all.some((word) => /^(download|file|attachment|document|pdf|invoice|receipt|export)$/.test(word)))
    return `https://files.example.com/${number}/${fileOf(field).name}`;
  const noun = field.context.find(
    (word) => !/^(url|link|href|html|self|next|prev|previous|first|last|api)$/.test(word),
  );
  const isApi = all.some((word) => /^(href|self|api|uri|resource)$/.test(word));
  return `https://${isApi ? "api" : "www"}.example.com/${noun === undefined ? "pages" : `${slug(noun)}s`}/${number}`;
}

/** Opaque text: hex for digests, base 62 for secrets, as long as wanted. */
function opaque(names: string, write: (field: Field) => string | readonly string[]): Kind {
  return { names: phrases(names), text: write };
}

function secret(prefix: string, groups: number): (field: Field) => readonly string[] {
  return (field) => {
    const text = base64(field.random, groups);
    return [`${prefix}${text}`, text, text.toLowerCase()];
  };
}

const sha1 = (field: Field): readonly string[] => [hex(field.random, 40), hex(field.random, 7)];

/** Three lower-case letters from the noun: "ord" for an order, as payment APIs prefix their ids. */
function ids(field: Field): readonly string[] {
  const noun = field.context.find((candidate) => /^[a-z]{3}/.test(candidate)) ?? "obj";
  const tail = base64(field.random, 4).toLowerCase();
  return [
    `${noun.slice(0, 3)}_${tail.slice(0, 14)}`,
    tail.slice(0, 12),
    String(field.random.integer(1000, 99_999)),
    uuid(field.random),
    hex(field.random, 24),
    digits(field.random, 10),
  ];
}

const identity = (field: Field): number => field.random.integer(1, 9999);

/** Kinds that describe machines, files and keys. */
export const technicalKinds: readonly Kind[] = [
  {
    names: phrases(
      "id, identifier, key id, uid, ident, pk, object id, ref id, external id, unique id, oid, xid, sid, gid, parent id, tracking id, reference id",
    ),
    text: ids,
    number: identity,
  },
  {
    names: phrases(
      "uuid, guid, global id, correlation id, request id, trace id, idempotency key, span id, operation id, session id, transaction uuid",
    ),
    text: (field) => [uuid(field.random), hex(field.random, 32), hex(field.random, 16)],
  },
  {
    names: phrases(
      "reference, ref, reference number, order number, invoice number, tracking number, confirmation number, confirmation code, booking reference, transaction reference, receipt number, document number, case number, ticket number, customer number, contract number, policy number, order no, invoice no, po number, purchase order, account no, member number, employee number, serial, serial number, serial no, asset tag, batch number, lot number, registration number, order reference, booking code, number, voucher code, coupon code, promo code, discount code, referral code, invite code",
    ),
    text: (field) => referenceTexts(field),
    number: (field) => field.random.integer(10_000, 99_999),
  },
  {
    names: phrases(
      "url, uri, link, href, website, homepage, web site, web page, page url, callback, redirect uri, redirect url, webhook, webhook url, callback url, endpoint, permalink, self, next, previous, prev, html url, image url, avatar url, site, source url, canonical url, web url, api url, base url, target url, location url, request url, download link, deep link, documentation, docs, image, avatar, photo, picture, thumbnail, logo, icon, banner, cover, cover image, profile picture, profile image, profile photo, poster, screenshot, img, pic, thumb, gravatar, favicon, picture url, thumbnail url, video url, trailer, src, background image, hero image, photo url, logo url, icon url, cover url, web, profile url, help, external url, share url, media url, artwork",
    ),
    text: urls,
  },
  {
    names: phrases(
      "ip, ip address, ipv4, client ip, remote addr, remote address, ip addr, server ip, source ip, host ip, last ip, public ip, private ip, ipv4 address, gateway ip",
    ),
    text: (field) => [`192.0.2.${field.random.integer(1, 254)}`, `198.51.100.${field.random.integer(1, 254)}`],
  },
  {
    names: phrases("ipv6, ipv6 address"),
    text: (field) => `2001:db8::${hex(field.random, 3)}:${hex(field.random, 4)}`,
  },
  {
    names: phrases("cidr, subnet, network, ip range, address space, cidr block"),
    text: (field) => `10.${field.random.integer(0, 250)}.${field.random.integer(0, 250)}.0/24`,
  },
  {
    names: phrases("mac, mac address, hardware address"),
    text: (field) => [
      hex(field.random, 10).replaceAll(/(..)/g, ":$1").replace(/^:/, "02:"),
      hex(field.random, 10).replaceAll(/(..)/g, "-$1").replace(/^-/, "02-"),
    ],
  },
  {
    names: phrases(
      "host, hostname, host name, server name, fqdn, server, dns name, machine name, node name, subdomain host",
    ),
    text: (field) =>
      `${field.random.pick(["web", "api", "app", "db", "cache"])}-${field.random.integer(1, 9)}.example.com`,
  },
  { names: phrases("subdomain"), text: (field) => companyOf(field).domain.split(".")[0] },
  {
    names: phrases("port, server port, port number, host port, container port, target port, local port, remote port"),
    number: (field) => field.random.pick([80, 443, 3000, 5432, 6379, 8080, 8443]),
    text: () => "443",
  },
  { names: phrases("user agent, useragent, browser agent, ua"), text: (field) => choose(field, userAgents) },
  opaque(
    "token, access token, refresh token, auth token, bearer token, id token, jwt, session token, csrf token, next token, page token, cursor, next cursor, continuation token, next page token, previous cursor, security token, reset token, verification token, session, after, before, starting after, push token, device token",
    secret("", 8),
  ),
  opaque(
    "secret, client secret, api key, api secret, private key, public key, access key, secret key, signing key, signing secret, webhook secret, apikey, license key, key value, encryption key, password hash, salt, passphrase, credential, app key, consumer key, access key id, secret access key",
    secret("test_", 6),
  ),
  opaque(
    "password, new password, old password, current password, passwd, pwd, password confirmation, confirm password, pass",
    (field) => [`Example-${base64(field.random, 2)}1!`, `Ex1!${base64(field.random, 1)}`],
  ),
  opaque(
    "hash, checksum, digest, sha256, signature, fingerprint, content hash, file hash, hash value, sha 256, thumbprint, body hash, block hash, transaction hash, merkle root",
    (field) => [hex(field.random, 64), hex(field.random, 40), hex(field.random, 32)],
  ),
  opaque(
    "sha, commit, commit sha, sha1, commit id, revision, git commit, commit hash, head sha, base sha, git sha, tree sha, node sha",
    sha1,
  ),
  opaque("md5, etag, e tag, nonce, state token, node id token, content md5, hash md5, oauth state", (field) => [
    hex(field.random, 32),
    hex(field.random, 16),
  ]),
  opaque(
    "otp, pin, verification code, security code, auth code, mfa code, two factor code, passcode, one time password, sms code, cvv, cvc, confirmation pin",
    (field) => [digits(field.random, 6), digits(field.random, 4), digits(field.random, 3)],
  ),
  {
    names: phrases("mime type, mime, content type, media type, mimetype, file type, content mime type"),
    text: (field) => [fileOf(field).type, fileOf(field).extension],
  },
  {
    names: phrases(
      "file name, filename, original name, original filename, file, attachment name, document name, key, blob name, object name, object key, original file name",
    ),
    text: (field) => fileOf(field).name,
  },
  {
    names: phrases("name, title, key"),
    under: phrases("file, document, attachment, upload, asset, blob, artifact"),
    text: (field) => fileOf(field).name,
  },
  {
    names: phrases("extension, file extension, ext, file format, suffix"),
    text: (field) => [fileOf(field).extension, `.${fileOf(field).extension}`],
  },
  {
    names: phrases(
      "path, file path, filepath, directory, folder path, full path, route, location path, storage path, dir, relative path, working directory, url path, source path, pathname, key prefix, request path, storage key",
    ),
    text: (field) => [
      `/documents/${aspect(field, "file").integer(2020, 2025)}/${fileOf(field).name}`,
      `/${fileOf(field).name}`,
    ],
  },
  {
    names: phrases(
      "version, app version, api version, schema version, software version, release, firmware version, firmware, client version, package version, build version, engine version, sdk version, os version, version number, semver, tag name, current version, version name, revision name",
    ),
    text: (field) => semver(field),
    number: (field) =>
      field.integer
        ? field.random.integer(1, 9)
        : Number(`${field.random.integer(1, 4)}.${field.random.integer(0, 9)}`),
  },
  {
    names: phrases("build, build number, build id, build no"),
    number: (field) => field.random.integer(120, 4800),
    text: (field) => String(field.random.integer(120, 4800)),
  },
  {
    names: phrases("error code, code, error, reason code, error type, failure code, error id, decline code"),
    under: phrases("error, problem, violation, exception, failure, fault, api error, validation error, warning"),
    text: (field) => [choose(field, errorCodes), choose(field, errorCodes).toUpperCase()],
  },
  {
    names: phrases("error code, failure code, decline code, error type, error"),
    text: (field) => [choose(field, errorCodes), choose(field, errorCodes).toUpperCase()],
    number: (field) => field.random.integer(1000, 1040),
  },
  {
    names: phrases("status code, http status, http status code, http code, response code, response status"),
    number: (field) => (field.context.some((noun) => /error|problem/.test(noun)) ? 404 : 200),
    text: () => "200",
  },
  { names: phrases("status"), under: phrases("error, problem, exception"), number: () => 404 },
  {
    names: phrases("code"),
    number: (field) => field.random.integer(100, 999),
    text: (field) => [
      `${base64(field.random, 1).toUpperCase().slice(0, 3)}-${field.random.integer(100, 999)}`,
      base64(field.random, 2).toUpperCase().slice(0, 6),
    ],
  },
  { names: phrases("iban, bank account iban"), text: (field) => ibanOf(field) },
  {
    names: phrases("bic, swift, swift code, bic code, swift bic"),
    text: (field) => `EXMP${locationOf(field).alpha2}22XXX`,
  },
  {
    names: phrases("account number, bank account, bank account number, routing account"),
    text: (field) => [digits(field.random, 10), `****${digits(field.random, 4)}`],
    number: (field) => field.random.integer(10_000_000, 99_999_999),
  },
  {
    names: phrases("routing number, sort code, bank code, bsb, aba"),
    text: (field) => [digits(field.random, 9), digits(field.random, 6), digits(field.random, 8)],
  },
  {
    names: phrases("card number, credit card, credit card number, cc number, pan, debit card number"),
    text: (field) => choose(field, testCards),
  },
  {
    names: phrases("last4, last four, card last4, last 4, last four digit, card last four"),
    text: (field) => aspect(field, "card").pick(testCards).slice(-4),
  },
  {
    names: phrases("masked card number, masked number, masked pan, card mask"),
    text: (field) => `**** **** **** ${aspect(field, "card").pick(testCards).slice(-4)}`,
  },
  {
    names: phrases(
      "vat number, vat id, tax id, tax number, tin, vat registration number, ein, tax identification number, vatin, fiscal code",
    ),
    text: (field) => [`${locationOf(field).alpha2}${digits(field.random, 9)}`, digits(field.random, 9)],
  },
  {
    names: phrases(
      "ssn, national id, social security number, passport number, id number, identity number, license number, driver license, passport, document id number",
    ),
    text: (field) => [`X${digits(field.random, 8)}`, `900-00-${digits(field.random, 4)}`],
  },
  { names: phrases("isbn, isbn13, isbn 13"), text: (field) => isbn13(field) },
  {
    names: phrases("ean, gtin, barcode, upc, ean13, gtin13, bar code, gtin 13"),
    text: (field) => withCheckDigit(`400${digits(field.random, 9)}`),
  },
  {
    names: phrases("license plate, plate number, registration plate, number plate, plate"),
    text: (field) =>
      `${base64(field.random, 1).toUpperCase().replaceAll(/\d/g, "K").slice(0, 2)}-${digits(field.random, 4)}`,
  },
  {
    names: phrases("vin, vehicle identification number"),
    text: (field) => `1HG${hex(field.random, 14).toUpperCase()}`,
  },
  { names: phrases("symbol, ticker"), text: (field) => companyOf(field).ticker },
  { names: phrases("emoji, reaction"), text: (field) => choose(field, ["👍", "🎉", "❤️", "😀", "🚀"]) },
  {
    names: phrases("cron, cron expression, schedule"),
    text: (field) => choose(field, ["0 3 * * *", "*/15 * * * *", "0 9 * * 1-5", "30 6 1 * *"]),
  },
  { names: phrases("regex, pattern, regexp"), text: () => "^[a-z0-9-]+$" },
  {
    names: phrases("query, search, search term, q, search query, keyword text, filter, expression, term"),
    text: (field) =>
      choose(field, ["desk lamp", "open invoices", "delivery time", "gift ideas", "running shoes", "opening hours"]),
  },
];

function referenceTexts(field: Field): readonly string[] {
  const noun = field.context.find((candidate) => /^[a-z]{2}/.test(candidate)) ?? field.words[0] ?? "ref";
  const number = field.random.integer(10_000, 99_999);
  return [
    `${noun.slice(0, 3).toUpperCase()}-${number}`,
    String(number),
    `${base64(field.random, 2).toUpperCase().slice(0, 8)}`,
  ];
}

function semver(field: Field): readonly string[] {
  const [major, minor, patch] = [field.random.integer(1, 4), field.random.integer(0, 12), field.random.integer(0, 9)];
  return [`${major}.${minor}.${patch}`, `v${major}.${minor}.${patch}`, `${major}.${minor}`, `v${major}`, String(major)];
}

/** A German IBAN with right check digits (ISO 13616) over a bank code that is not in use. */
function ibanOf(field: Field): string {
  const account = `99999999${digits(field.random, 10)}`;
  const check = 98 - Number(BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, "0")}${account}`;
}

function isbn13(field: Field): readonly string[] {
  const isbn = withCheckDigit(`978${digits(field.random, 9)}`);
  return [isbn, `${isbn.slice(0, 3)}-${isbn.slice(3, 4)}-${isbn.slice(4, 7)}-${isbn.slice(7, 12)}-${isbn.slice(12)}`];
}

/** Appends the check digit of EAN-13 and ISBN-13. */
function withCheckDigit(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
