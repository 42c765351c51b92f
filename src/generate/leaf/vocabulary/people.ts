import { lines, list } from "./list.ts";

/** Names that are at home in several languages, written in ASCII so that they fit any pattern for names. */
export const women: readonly string[] = list(
  "Ada, Alice, Amelia, Amina, Ana, Anika, Anna, Beatriz, Camila, Carla, Chiara, Chloe, Clara, Daria, Diana, Elena, Elif, Eliza, Emily, Emma, Esther, Eva, Fatima, Fiona, Freya, Grace, Hana, Hannah, Helena, Ines, Ingrid, Irene, Isabel, Iva, Jana, Joanna, Julia, Kaori, Katarina, Laura, Leila, Lena, Linda, Lucia, Maja, Maria, Marta, Maya, Mei, Mina, Mira, Nadia, Naomi, Nina, Nora, Olivia, Paula, Petra, Priya, Rita, Rosa, Ruth, Sara, Selma, Sofia, Stella, Tanya, Teresa, Vera, Yasmin, Yuki, Zoe",
);
export const men: readonly string[] = list(
  "Aaron, Adam, Ahmed, Alex, Amir, Andre, Anton, Arjun, Arthur, Ben, Boris, Bruno, Carlos, Daniel, David, Diego, Elias, Emil, Enzo, Erik, Farid, Felix, Finn, Gabriel, George, Hassan, Henry, Hugo, Ivan, Jacob, Jan, Jonas, Julian, Kai, Karim, Kenji, Kofi, Lars, Leo, Liam, Louis, Luca, Lukas, Marco, Martin, Mateo, Max, Miguel, Mika, Milan, Nico, Noah, Oliver, Omar, Oscar, Pablo, Paul, Peter, Rafael, Ravi, Robert, Samuel, Simon, Stefan, Theo, Thomas, Tomas, Victor, Viktor, Wei, William, Yusuf",
);
export const surnames: readonly string[] = list(
  "Abbott, Adeyemi, Alvarez, Andersen, Baker, Barros, Bauer, Becker, Bennett, Bergman, Bianchi, Blake, Brandt, Brooks, Campbell, Carter, Castillo, Chandra, Chen, Clarke, Collins, Costa, Cruz, Dahl, Delgado, Dubois, Duarte, Eriksen, Evans, Fischer, Fontaine, Foster, Fuentes, Garcia, Gomez, Graham, Greene, Gupta, Haddad, Hansen, Harper, Hayes, Hoffman, Holm, Horvat, Hughes, Ibrahim, Ito, Jansen, Jensen, Johansson, Kaplan, Keller, Khan, Kim, Klein, Kovacs, Kowalski, Larsen, Lehmann, Lewis, Lindberg, Lopez, Marin, Martins, Mehta, Meyer, Moreau, Moreno, Morgan, Murphy, Nakamura, Navarro, Nguyen, Nielsen, Novak, Okafor, Okoye, Olsen, Ortiz, Parker, Patel, Pereira, Petrov, Pham, Popescu, Quinn, Ramirez, Reyes, Ricci, Rivera, Robinson, Rossi, Roy, Russo, Sanders, Santos, Sato, Schmidt, Schneider, Sharma, Silva, Singh, Suarez, Suzuki, Svensson, Takahashi, Tanaka, Taylor, Thompson, Torres, Turner, Vargas, Vasquez, Virtanen, Wagner, Walker, Wallace, Watanabe, Weber, Wright, Yamamoto, Yilmaz, Young, Zhang, Zimmermann",
);
export const jobTitles: readonly string[] = list(
  "Software Engineer, Product Manager, Data Analyst, Account Executive, Marketing Manager, UX Designer, Operations Lead, Customer Success Manager, Financial Analyst, HR Business Partner, DevOps Engineer, Sales Representative, Technical Writer, Quality Engineer, Project Manager, Office Manager, Research Scientist, Solutions Architect, Support Specialist, Content Strategist",
);
export const departments: readonly string[] = list(
  "Engineering, Product, Marketing, Sales, Finance, Human Resources, Customer Support, Operations, Legal, Design, Procurement, Research",
);
export const biographies: readonly string[] = lines(`
  Coffee drinker and weekend cyclist.
  Builds tools that other people enjoy using.
  Writes about cities and the people who shape them.
  Gardener, baker and amateur photographer.
  Always reading two books at once.
  Runs slow marathons and fast servers.
  Collects maps, stamps and old radios.
  Home cook with too many notebooks.
`);
