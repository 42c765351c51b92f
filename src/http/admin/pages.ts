import { asMarkdown } from "../../base/explanation.ts";
import { explanations } from "../../base/explanations.ts";
import type { Contract } from "../../contract/contract.ts";
import { parseAccept } from "../../contract/request/negotiate.ts";
import { describeRoutes } from "../../contract/resource/describe.ts";
import type { DocumentState } from "../document-state.ts";
import { controlDocument } from "./document.ts";
import type { ControlOptions } from "./options.ts";
import { controlNotFound } from "./refusal.ts";
import { type ControlRoute, json, pathText, type Reply } from "./route.ts";

/** What can only be read: health, this document, those that are served, what codes mean. */
export function pageRoutes({ documents, contracts }: ControlOptions): readonly ControlRoute[] {
  return [
    { method: "get", path: "/health", isOpen: true, answer: () => json({ status: "ok" }) },
    { method: "get", path: "/openapi.json", answer: () => json(controlDocument) },
    { method: "get", path: "/documents", answer: () => json(documents()) },
    {
      method: "get",
      path: "/routes",
      answer: () => json({ documents: contracts().map((one, at) => routesOf(one, documents()[at])) }),
    },
    {
      method: "get",
      path: "/problems/{code}",
      answer: (call) => explained(pathText(call, "code"), call.request.headers["accept"]),
    },
  ];
}

/** As `helix routes --format json` has it. */
function routesOf(contract: Contract, { name = "", mount = "" }: Partial<DocumentState> = {}): object {
  const routes = describeRoutes(contract);
  const recognised = routes.filter(({ role }) => role !== null).length;
  return { document: name, mount, operations: routes.length, recognised, routes };
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
