import type { Explanation } from "./explanation.ts";

/** Codes of what can go wrong while a document, its references and its overlays are read. */
export const loadingExplanations: Readonly<Record<string, Explanation>> = {
  "document-aliases": {
    meaning: "The aliases of the YAML file stand for more values than Helix is willing to hold.",
    remedy: "Use $ref instead of aliases.",
  },
  "document-empty": {
    meaning: "The file holds nothing.",
    remedy: "Name the right file.",
  },
  "document-encoding": {
    meaning: "The file is not text in UTF-8.",
    remedy: "Save it as UTF-8.",
  },
  "document-http-status": {
    meaning: "The server does not answer the document's URL with 200.",
    remedy: "Check the URL. Helix sends no credentials: download a document that needs them.",
  },
  "document-not-found": {
    meaning: "There is no file under this name.",
    remedy: "Check the path; it starts from the current directory.",
  },
  "document-not-object": {
    meaning: "The file holds a list or a single value, not an OpenAPI document.",
    remedy: "Name the right file.",
  },
  "document-syntax": {
    meaning: "The file is neither valid JSON nor valid YAML.",
    remedy: "Correct it at the line and column that the message names.",
  },
  "document-timeout": {
    meaning: "The document's URL is not answered completely in time.",
    remedy: "Try again, or download the document and name the file.",
  },
  "document-too-deep": {
    meaning: "The document is nested deeper than any real one.",
    remedy: "Split it with $ref.",
  },
  "document-too-large": {
    meaning: "The file is larger than Helix is willing to read.",
    remedy: "Split it with $ref, or remove what is not needed.",
  },
  "document-unreachable": {
    meaning:
      "The server of the document's URL does not answer: its name is unknown, it refuses, or its certificate is not valid.",
    remedy: "Check the URL and the network.",
  },
  "document-unreadable": {
    meaning: "The file is there and cannot be read.",
    remedy: "Check its permissions, and that it is a file.",
  },
  "document-url-refused": {
    meaning:
      "The document's URL holds credentials, or redirects to where Helix does not follow: a private address, plain http after https, a scheme that is not http.",
    remedy: "Name the URL that it leads to, or download the document and name the file.",
  },
  "document-version-missing": {
    meaning: "The document says nowhere which version of OpenAPI it follows.",
    remedy: 'Begin it with a line such as `openapi: "3.1.1"`.',
  },
  "document-version-unknown": {
    meaning: "The document follows a version that Helix does not know.",
    remedy: "Convert it to Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2.",
  },
  "document-web-page": {
    meaning: "The URL leads to a web page, not to a document.",
    remedy: "Name the URL of the raw file.",
  },
  "document-without-paths": {
    meaning: "The document describes nothing that could be served.",
    remedy: "Describe at least one operation under `paths`.",
  },
  "overlay-action-empty": {
    meaning: "An action of an overlay has neither update, remove nor copy. It changes nothing.",
    remedy: "Say what is to be done, or remove the action.",
  },
  "overlay-budget": {
    meaning: "An overlay would make the document larger than any real one, or looks at it too often.",
    remedy: "Write more exact targets.",
  },
  "overlay-extends": {
    meaning: "An overlay was written for another document than the one it is applied to.",
    remedy: "Nothing needs to be done if it fits.",
  },
  "overlay-incompatible": {
    meaning:
      "An overlay would merge values of different kinds, such as an object into a list. That change is left out.",
    remedy: "Give an update of the same kind as the target, or remove the target first.",
  },
  "overlay-invalid": {
    meaning: "A file is not an OpenAPI Overlay of version 1.0 or 1.1, or holds an expression that is no JSONPath.",
    remedy: "Correct it at the place that the message names (RFC 9535 for JSONPath).",
  },
  "overlay-no-match": {
    meaning: "An action of an overlay matches nothing in the document, so that it changes nothing.",
    remedy: "Correct its target, or remove the action.",
  },
  "ref-dangling": {
    meaning: "A $ref leads nowhere. Any value is accepted where it stands for a schema; other parts are left out.",
    remedy: "Point it at something that exists.",
  },
  "ref-missing-file": {
    meaning: "A $ref names a file that does not exist.",
    remedy: "Correct the path, or add the file.",
  },
  "ref-outside-root": {
    meaning: "A $ref names a file outside of the folder that documents may read. It is not read.",
    remedy: "Move the file, or allow its folder with --ref-root.",
  },
  "ref-private-address": {
    meaning:
      "A $ref names a host that leads to a private address, which a document could use to look into the network around Helix. It is not fetched.",
    remedy:
      "Save the file beside the document, or name the host by its address and allow that with --allow-remote-ref.",
  },
  "ref-remote": {
    meaning: "A $ref names a file on the network, on a host that is not allowed. It is not fetched.",
    remedy: "Allow the host with --allow-remote-ref, or save the file beside the document.",
  },
  "ref-scheme": {
    meaning: "A $ref is a URI that names neither a file nor a schema of the document.",
    remedy: "Refer to a file by a relative path, or to a schema whose $id is this URI.",
  },
  "ref-unparsable": {
    meaning: "A $ref names a file that is neither valid JSON nor valid YAML.",
    remedy: "Correct that file.",
  },
  "ref-unreachable": {
    meaning:
      "A $ref names a file on the network that cannot be fetched: no answer, no answer in time, not the status 200, too large, or too many redirects.",
    remedy: "Check the URL, or save the file beside the document.",
  },
};
