import { namespaces, officeDocument } from "./office.ts";
import { builtSample, type Sample } from "./sample.ts";

/** A document of one paragraph. */
export const docx: Sample = builtSample({
  extension: "docx",
  types: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  magic: [[0, "PK"]],
  build: () =>
    officeDocument({
      "word/document.xml": {
        type: "wordprocessingml.document.main",
        xml: `<w:document xmlns:w="${namespaces.word}"><w:body><w:p><w:r><w:t>Sample</w:t></w:r></w:p></w:body></w:document>`,
      },
    }),
});
