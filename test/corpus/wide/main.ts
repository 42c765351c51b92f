import { directoryDocuments } from "./directory.ts";
import { openJournal } from "./journal.ts";
import { readOptions } from "./options.ts";
import { hasFailed, summary } from "./summary.ts";
import { walk } from "./walk.ts";

/**
 * `npm run corpus:wide`: what `npm run corpus` asks of a few documents, asked of some thousand public ones, of each a
 * seeded sample of its operations. The results are JSON lines, so that a run that was ended goes on where it was.
 */
const options = readOptions(process.argv.slice(2));
const documents = directoryDocuments(options.cache);
const journal = openJournal(options.out, options.shard);
if (!options.tableOnly) await walk(documents, journal, options);
const records = [...journal.records().values()];
console.log(summary(records, documents.length));
console.log(`results: ${options.out}`);
process.exitCode = records.some(hasFailed) ? 1 : 0;
