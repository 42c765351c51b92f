import { asMarkdown } from "../../base/explanation.ts";
import { explanations } from "../../base/explanations.ts";
import { parseAccept } from "../../contract/request/negotiate.ts";
import { controlDocument } from "./document.ts";
import type { ControlOptions } from "./options.ts";
import { controlNotFound } from "./refusal.ts";
import { type ControlRoute, json, pathText, type Reply } from "./route.ts";

/** What can only be read: health, this document, those that are served, what codes mean. */
export function pageRoutes({ documents }: ControlOptions): readonly ControlRoute[] {
  return [
    { method: "get", path: "/health", isOpen: true, answer: () => json({ status: "ok" }) },
    { method: "get", path: "/openapi.json", answer: () => json(controlDocument) },
    { method: "get", path: "/documents", answer: () => json(documents()) },
    {
      method: "get",
      path: "/problems/{code}",
      answer: (call) => explained(pathText(call, "code"), call.request.headers["accept"]),
    },
  ];
}

function explained(code: string, accept: string | undefined): Reply {
  const explanation = explanations.get(code);
  if (!explanation)
    return { problem: { ...controlNotFound, detail: `${JSON.stringify(code.slice(0, 140))} is not a code of Helix.` } };
  const [first] = parseAccept(accept ?? "").filter(({ range }) => /^(?:json|markdown|\*)$/.test(range.subtype));
  if (first?.range.subtype !== "markdown") return json({ code, ...explanation });
  return {
    status: 200,
    body: asMarkdown(code, explanation),
    headers: { "Content-Type": "text/markdown; charset=utf-8" },
  };
}
