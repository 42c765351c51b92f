import { namespaces, officeDocument } from "./office.ts";
import { builtSample, type Sample } from "./sample.ts";

const row = (number: number, name: string, value: string) =>
  `<row r="${number}"><c r="A${number}" t="inlineStr"><is><t>${name}</t></is></c>${value}</row>`;

/** A workbook of one sheet with a heading and one row. */
export const xlsx: Sample = builtSample({
  extension: "xlsx",
  types: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  magic: [[0, "PK"]],
  build: () =>
    officeDocument({
      "xl/workbook.xml": {
        type: "spreadsheetml.sheet.main",
        xml:
          `<workbook xmlns="${namespaces.sheet}" xmlns:r="${namespaces.relations}">` +
          '<sheets><sheet name="Sample" sheetId="1" r:id="rId1"/></sheets></workbook>',
        relations: [["worksheet", "worksheets/sheet1.xml"]],
      },
      "xl/worksheets/sheet1.xml": {
        type: "spreadsheetml.worksheet",
        xml:
          `<worksheet xmlns="${namespaces.sheet}"><sheetData>` +
          row(1, "name", '<c r="B1" t="inlineStr"><is><t>amount</t></is></c>') +
          `${row(2, "Sample", '<c r="B2"><v>42</v></c>')}</sheetData></worksheet>`,
      },
    }),
});
