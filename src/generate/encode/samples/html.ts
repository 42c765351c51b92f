import { builtSample, type Sample } from "./sample.ts";

/** A page of one heading and one paragraph. */
export const html: Sample = builtSample({
  extension: "html",
  types: ["text/html"],
  magic: [[0, "<"]],
  build: () =>
    Buffer.from(
      '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Sample</title></head>\n' +
        "<body><h1>Sample</h1><p>This page is a sample.</p></body>\n</html>\n",
    ),
});

/** The same as XML (XHTML 1.0). */
export const xhtml: Sample = builtSample({
  extension: "xhtml",
  types: ["application/xhtml+xml"],
  magic: [[0, "<"]],
  build: () =>
    Buffer.from(
      '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en">\n' +
        "<head><title>Sample</title></head>\n<body><h1>Sample</h1><p>This page is a sample.</p></body>\n</html>\n",
    ),
});
