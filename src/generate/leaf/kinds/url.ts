import { type Field, type Kind, phrases } from "../kind.ts";
import { slug } from "../text.ts";
import { companyOf } from "./company.ts";
import { fileOf } from "./file.ts";
import { personOf } from "./person.ts";

const imageWords =
  /^(image|img|avatar|photo|picture|pic|thumbnail|thumb|logo|icon|banner|cover|poster|screenshot|gravatar|favicon|artwork|sprite|illustration|portrait|wallpaper|badge)$/;

/** Kinds that hold an address. */
export const urlKinds: readonly Kind[] = [
  {
    names: phrases(
      "url, uri, link, href, website, homepage, web site, web page, page url, callback, redirect uri, redirect url, webhook, webhook url, callback url, endpoint, permalink, self, next, previous, prev, html url, image url, avatar url, site, source url, canonical url, web url, api url, base url, target url, location url, request url, download link, deep link, documentation, docs, image, avatar, photo, picture, thumbnail, logo, icon, banner, cover, cover image, profile picture, profile image, profile photo, poster, screenshot, img, pic, thumb, gravatar, favicon, picture url, thumbnail url, video url, trailer, src, background image, hero image, photo url, logo url, icon url, cover url, web, profile url, help, external url, share url, media url, artwork",
    ),
    text: urls,
  },
];

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
    // An avatar with members of its own does not know whom it shows.
    const isOwn = field.words.some((word) => imageWords.test(word));
    const [who = ""] = personOf(field).email.split("@");
    return `https://images.example.com/avatars/${isOwn ? slug(who) : number}.png`;
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
