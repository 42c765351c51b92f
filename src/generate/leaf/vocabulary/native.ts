import { lines, list } from "./list.ts";

const names = lines(`
  Germany|Deutschland
  Munich|München
  Bavaria|Bayern
  Austria|Österreich
  Vienna|Wien
  Switzerland|Schweiz
  Zurich|Zürich
  Ile-de-France|Île-de-France
  Auvergne-Rhone-Alpes|Auvergne-Rhône-Alpes
  Belgium|Belgique
  Brussels|Bruxelles
  Netherlands|Nederland
  North Holland|Noord-Holland
  South Holland|Zuid-Holland
  Denmark|Danmark
  Copenhagen|København
  Capital Region|Hovedstaden
  Sweden|Sverige
  Norway|Norge
  Finland|Suomi
  Spain|España
  Catalonia|Cataluña
  Lisbon|Lisboa
  Italy|Italia
  Rome|Roma
  Milan|Milano
  Lombardy|Lombardia
  Poland|Polska
  Warsaw|Warszawa
  Masovia|Mazowieckie
  Czechia|Česko
  Prague|Praha
  Brazil|Brasil
  Sao Paulo|São Paulo
  Mexico|México
  Mexico City|Ciudad de México
  Japan|日本
  Tokyo|東京
  South Korea|대한민국
  Seoul|서울
`);

/** What a place is called where it is, if English calls it otherwise: "Wien" for Vienna. */
export const nativeNames: ReadonlyMap<string, string> = new Map(
  names.map((line): [string, string] => {
    const [english = "", native = ""] = line.split("|");
    return [english, native];
  }),
);

/** Ways to write a street where its language is asked for, in all its letters; "%" is the house number. */
export const nativeStreets: Readonly<Record<string, readonly string[]>> = {
  cs: list("Hlavní %, Nádražní %, Zahradní %, Školní %, Lipová %"),
  da: list("Skolegade %, Kirkevej %, Møllevej %, Nørregade %, Birkevej %"),
  de: list("Lindenstraße %, Hauptstraße %, Gartenweg %, Bahnhofstraße %, Schillerstraße %, Am Mühlbach %"),
  "de-CH": list("Lindenstrasse %, Hauptstrasse %, Gartenweg %, Bahnhofstrasse %, Seestrasse %, Am Mühlebach %"),
  es: list("Calle Mayor %, Avenida del Puerto %, Calle de la Unión %, Paseo del Prado %, Plaza de España %"),
  fi: list("Kauppakatu %, Koulukatu %, Asematie %, Mäkitie %, Rantatie %"),
  fr: list("% Rue Victor Hugo, % Avenue de la Gare, % Rue de l'Église, % Place de la Mairie, % Rue des Lilas"),
  it: list("Via Roma %, Via Garibaldi %, Corso Italia %, Via della Libertà %, Piazza San Marco %"),
  ja: list("丸の内%, 桜通り%, 本町%, 中央通り%, 銀座%"),
  ko: list("세종대로 %, 테헤란로 %, 강남대로 %, 한강로 %"),
  nb: list("Storgata %, Kirkeveien %, Skolegata %, Åsveien %, Bjørkeveien %"),
  nl: list("Kerkstraat %, Stationsweg %, Molenlaan %, Dorpsstraat %, Schoolstraat %"),
  pl: list("ul. Polna %, ul. Ogrodowa %, ul. Słoneczna %, ul. Długa %, al. Niepodległości %"),
  pt: list("Rua das Flores %, Avenida Central %, Rua do Sol %, Rua da Conceição %, Travessa São João %"),
  sv: list("Storgatan %, Kyrkvägen %, Skolgatan %, Björkvägen %, Ängsvägen %"),
};
