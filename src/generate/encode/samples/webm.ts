import { constantSample, type Sample } from "./sample.ts";

/** One second of one blue frame, 16 by 16 pixels (VP8 in WebM). */
export const webm: Sample = constantSample({
  extension: "webm",
  types: ["video/webm", "audio/webm", "video/x-matroska"],
  magic: [[0, "\x1aE\xdf\xa3"]],
  base64:
    "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZwEAAAAAAAG+EU2bdLpNu4tTq4QVSalmU6yBoU27i1OrhBZUrmtTrIHG" +
    "TbuMU6uEElTDZ1OsggEMTbuMU6uEHFO7a1OsggGo7AEAAAAAAABZAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBNgIRMYXZmV0GETGF2ZkSJiECPQAAA" +
    "AAAAFlSua8GuAQAAAAAAADjXgQFzxYgAAAAAAAAAAZyBACK1nIN1bmSIgQCGhVZfVlA4g4EBI+ODhDuaygDgibCBELqBEJqBAhJUw2fRc3PO" +
    "Y8CLY8WIAAAAAAAAAAFnyJhFo4dFTkNPREVSRIeLTGF2YyBsaWJ2cHhnyKJFo4hEVVJBVElPTkSHlDAwOjAwOjAxLjAwMDAwMDAwMAAAH0O2" +
    "dcHngQCjvIEAAIDwAgCdASoQABAAAEcIhYWImYSIAgICdaoD+AP6Ag1N7gD+8FMf/6fR7r+p/9Pq//Dj6jCg/8L+ABxTu2uRu4+zgQC3iveB" +
    "AfGCAWLwgQM=",
});
