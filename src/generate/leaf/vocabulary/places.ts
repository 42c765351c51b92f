import { lines } from "./list.ts";

/** A city with everything that has to agree with it. */
export interface City {
  readonly city: string;
  readonly country: string;
  /** ISO 3166-1. */
  readonly alpha2: string;
  readonly alpha3: string;
  readonly region: string;
  /** The second part of ISO 3166-2. */
  readonly regionCode: string;
  /** Postal code with "#" for digits. */
  readonly postal: string;
  /** International phone number with "#" for digits; ranges reserved for fiction where a country has one. */
  readonly phone: string;
  /** IANA time zone. */
  readonly timezone: string;
  readonly latitude: number;
  readonly longitude: number;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47. */
  readonly locale: string;
}

const rows = lines(`
  New York|United States|US|USA|New York|NY|100##|+1 212 555 01##|America/New_York|40.7128|-74.006|USD|en-US
  Chicago|United States|US|USA|Illinois|IL|606##|+1 312 555 01##|America/Chicago|41.8781|-87.6298|USD|en-US
  Austin|United States|US|USA|Texas|TX|787##|+1 512 555 01##|America/Chicago|30.2672|-97.7431|USD|en-US
  Denver|United States|US|USA|Colorado|CO|802##|+1 303 555 01##|America/Denver|39.7392|-104.9903|USD|en-US
  Seattle|United States|US|USA|Washington|WA|981##|+1 206 555 01##|America/Los_Angeles|47.6062|-122.3321|USD|en-US
  San Francisco|United States|US|USA|California|CA|941##|+1 415 555 01##|America/Los_Angeles|37.7749|-122.4194|USD|en-US
  Portland|United States|US|USA|Oregon|OR|972##|+1 503 555 01##|America/Los_Angeles|45.5152|-122.6784|USD|en-US
  Boston|United States|US|USA|Massachusetts|MA|021##|+1 617 555 01##|America/New_York|42.3601|-71.0589|USD|en-US
  Toronto|Canada|CA|CAN|Ontario|ON|M5V #A#|+1 416 555 01##|America/Toronto|43.6532|-79.3832|CAD|en-CA
  Vancouver|Canada|CA|CAN|British Columbia|BC|V6B #A#|+1 604 555 01##|America/Vancouver|49.2827|-123.1207|CAD|en-CA
  London|United Kingdom|GB|GBR|England|ENG|SW1A #AA|+44 20 7946 0###|Europe/London|51.5074|-0.1278|GBP|en-GB
  Manchester|United Kingdom|GB|GBR|England|ENG|M1 #AE|+44 161 496 0###|Europe/London|53.4808|-2.2426|GBP|en-GB
  Edinburgh|United Kingdom|GB|GBR|Scotland|SCT|EH1 #NG|+44 131 496 0###|Europe/London|55.9533|-3.1883|GBP|en-GB
  Dublin|Ireland|IE|IRL|Leinster|L|D02 X2##|+353 1 555 0###|Europe/Dublin|53.3498|-6.2603|EUR|en-IE
  Berlin|Germany|DE|DEU|Berlin|BE|101##|+49 30 23125 ###|Europe/Berlin|52.52|13.405|EUR|de-DE
  Hamburg|Germany|DE|DEU|Hamburg|HH|200##|+49 40 66969 ###|Europe/Berlin|53.5511|9.9937|EUR|de-DE
  Munich|Germany|DE|DEU|Bavaria|BY|803##|+49 89 99998 ###|Europe/Berlin|48.1351|11.582|EUR|de-DE
  Vienna|Austria|AT|AUT|Vienna|9|10#0|+43 1 555 0###|Europe/Vienna|48.2082|16.3738|EUR|de-AT
  Zurich|Switzerland|CH|CHE|Zurich|ZH|800#|+41 44 555 0# ##|Europe/Zurich|47.3769|8.5417|CHF|de-CH
  Paris|France|FR|FRA|Ile-de-France|IDF|7501#|+33 1 99 00 ## ##|Europe/Paris|48.8566|2.3522|EUR|fr-FR
  Lyon|France|FR|FRA|Auvergne-Rhone-Alpes|ARA|6900#|+33 4 65 71 ## ##|Europe/Paris|45.764|4.8357|EUR|fr-FR
  Brussels|Belgium|BE|BEL|Brussels|BRU|10#0|+32 2 555 0# ##|Europe/Brussels|50.8503|4.3517|EUR|fr-BE
  Amsterdam|Netherlands|NL|NLD|North Holland|NH|101# AB|+31 20 555 0###|Europe/Amsterdam|52.3676|4.9041|EUR|nl-NL
  Rotterdam|Netherlands|NL|NLD|South Holland|ZH|301# CD|+31 10 555 0###|Europe/Amsterdam|51.9244|4.4777|EUR|nl-NL
  Copenhagen|Denmark|DK|DNK|Capital Region|84|21#0|+45 32 55 ## ##|Europe/Copenhagen|55.6761|12.5683|DKK|da-DK
  Stockholm|Sweden|SE|SWE|Stockholm|AB|111 ##|+46 8 465 004 ##|Europe/Stockholm|59.3293|18.0686|SEK|sv-SE
  Oslo|Norway|NO|NOR|Oslo|03|015#|+47 22 55 ## ##|Europe/Oslo|59.9139|10.7522|NOK|nb-NO
  Helsinki|Finland|FI|FIN|Uusimaa|18|001#0|+358 9 555 0###|Europe/Helsinki|60.1699|24.9384|EUR|fi-FI
  Madrid|Spain|ES|ESP|Madrid|MD|280##|+34 910 55 ## ##|Europe/Madrid|40.4168|-3.7038|EUR|es-ES
  Barcelona|Spain|ES|ESP|Catalonia|CT|080##|+34 930 55 ## ##|Europe/Madrid|41.3851|2.1734|EUR|es-ES
  Lisbon|Portugal|PT|PRT|Lisbon|11|11##-0##|+351 21 055 ## ##|Europe/Lisbon|38.7223|-9.1393|EUR|pt-PT
  Rome|Italy|IT|ITA|Lazio|62|001##|+39 06 5550 ####|Europe/Rome|41.9028|12.4964|EUR|it-IT
  Milan|Italy|IT|ITA|Lombardy|25|201##|+39 02 5550 ####|Europe/Rome|45.4642|9.19|EUR|it-IT
  Warsaw|Poland|PL|POL|Masovia|14|00-0##|+48 22 555 0# ##|Europe/Warsaw|52.2297|21.0122|PLN|pl-PL
  Prague|Czechia|CZ|CZE|Prague|10|110 ##|+420 225 550 ###|Europe/Prague|50.0755|14.4378|CZK|cs-CZ
  Sao Paulo|Brazil|BR|BRA|Sao Paulo|SP|013##-000|+55 11 5555 0###|America/Sao_Paulo|-23.5505|-46.6333|BRL|pt-BR
  Mexico City|Mexico|MX|MEX|Mexico City|CMX|060##|+52 55 5555 0###|America/Mexico_City|19.4326|-99.1332|MXN|es-MX
  Bengaluru|India|IN|IND|Karnataka|KA|5600##|+91 80 5550 0###|Asia/Kolkata|12.9716|77.5946|INR|en-IN
  Singapore|Singapore|SG|SGP|Singapore|01|0189##|+65 6555 0###|Asia/Singapore|1.3521|103.8198|SGD|en-SG
  Tokyo|Japan|JP|JPN|Tokyo|13|100-00##|+81 3 5550 0###|Asia/Tokyo|35.6762|139.6503|JPY|ja-JP
  Seoul|South Korea|KR|KOR|Seoul|11|041##|+82 2 555 0###|Asia/Seoul|37.5665|126.978|KRW|ko-KR
  Sydney|Australia|AU|AUS|New South Wales|NSW|200#|+61 2 5550 0###|Australia/Sydney|-33.8688|151.2093|AUD|en-AU
  Melbourne|Australia|AU|AUS|Victoria|VIC|300#|+61 3 5550 0###|Australia/Melbourne|-37.8136|144.9631|AUD|en-AU
  Auckland|New Zealand|NZ|NZL|Auckland|AUK|101#|+64 9 555 0###|Pacific/Auckland|-36.8509|174.7645|NZD|en-NZ
  Cape Town|South Africa|ZA|ZAF|Western Cape|WC|800#|+27 21 555 0###|Africa/Johannesburg|-33.9249|18.4241|ZAR|en-ZA
  Nairobi|Kenya|KE|KEN|Nairobi|30|001##|+254 20 555 0###|Africa/Nairobi|-1.2921|36.8219|KES|en-KE
`);

export const cities: readonly City[] = rows.map((row) => {
  const [city = "", country = "", alpha2 = "", alpha3 = "", region = "", regionCode = "", postal = "", ...rest] =
    row.split("|");
  const [phone = "", timezone = "", latitude = "", longitude = "", currency = "", locale = ""] = rest;
  const point = { latitude: Number(latitude), longitude: Number(longitude) };
  return { city, country, alpha2, alpha3, region, regionCode, postal, phone, timezone, ...point, currency, locale };
});

/** Ways to write a street by language; "%" is the house number. English stands for the others. */
export const streets: Readonly<Record<string, readonly string[]>> = {
  en: lines(`
    % Maple Street
    % Oak Avenue
    % Harbour Road
    % Church Lane
    % Station Road
    % Park View
    % Mill Street
    % Elm Drive
    % Bridge Street
    % Cedar Court
    % Victoria Road
    % Willow Way
  `),
  de: lines(`
    Lindenstrasse %
    Hauptstrasse %
    Gartenweg %
    Bahnhofstrasse %
    Schillerstrasse %
    Am Markt %
  `),
  fr: lines(`
    % Rue Victor Hugo
    % Avenue de la Gare
    % Rue du Moulin
    % Place de la Mairie
    % Rue des Lilas
  `),
  es: lines(`
    Calle Mayor %
    Avenida del Puerto %
    Calle de la Luna %
    Paseo del Prado %
  `),
  it: lines(`
    Via Roma %
    Via Garibaldi %
    Corso Italia %
    Via dei Mille %
  `),
  pt: lines(`
    Rua das Flores %
    Avenida Central %
    Rua do Sol %
  `),
  nl: lines(`
    Kerkstraat %
    Stationsweg %
    Molenlaan %
  `),
};
