import { builtSample, type Sample } from "./sample.ts";

const content = "BT /F1 24 Tf 72 720 Td (Sample) Tj ET";

const objects: readonly string[] = [
  "<< /Type /Catalog /Pages 2 0 R >>",
  "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
];

/** One page that says "Sample" (ISO 32000-1 §7.5). */
export const pdf: Sample = builtSample({
  extension: "pdf",
  types: ["application/pdf", "application/x-pdf"],
  magic: [[0, "%PDF-"]],
  build() {
    let text = "%PDF-1.4\n";
    const offsets = objects.map((object, index) => {
      const offset = text.length;
      text += `${index + 1} 0 obj\n${object}\nendobj\n`;
      return `${String(offset).padStart(10, "0")} 00000 n \n`;
    });
    const size = objects.length + 1;
    const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`;
    return Buffer.from(`${text}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`);
  },
});
