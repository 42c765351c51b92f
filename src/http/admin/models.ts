import type { AiFigures, ProviderFigures } from "../../ai/figures.ts";
import type { ControlOptions } from "./options.ts";
import { notShared } from "./refusal.ts";
import { type ControlRoute, json, type Reply } from "./route.ts";

/** What language models were asked and what that took: as JSON, and as Prometheus reads it. */
export function modelRoutes({ aiFigures, isAlone }: ControlOptions): readonly ControlRoute[] {
  const page = (answer: (figures: AiFigures | undefined) => Reply) => () =>
    isAlone ? answer(aiFigures()) : { problem: notShared("What models were asked", "Serve from one process.") };
  return [
    { method: "get", path: "/ai", answer: page((figures) => json(figures ?? { mode: "off", providers: [] })) },
    { method: "get", path: "/metrics", answer: page(metricsPage) },
  ];
}

/** The text format of Prometheus, version 0.0.4. */
function metricsPage(figures: AiFigures | undefined): Reply {
  const body = figures ? families(figures).map(familyText).join("") : "";
  return { status: 200, body, headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" } };
}

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

function families(figures: AiFigures): Family[] {
  const { providers } = figures;
  const each = (value: (provider: ProviderFigures) => number) =>
    providers.map((one) => ({ labels: labelsOf(one), value: value(one) }));
  return [
    { name: "helix_ai_calls_total", help: "Calls of models.", type: "counter", samples: each(({ asked }) => asked) },
    {
      name: "helix_ai_told_total",
      help: "Questions that models answered.",
      type: "counter",
      samples: each(({ told }) => told),
    },
    {
      name: "helix_ai_failed_total",
      help: "Questions that models did not answer, by why.",
      type: "counter",
      samples: providers.flatMap((one) =>
        Object.entries(one.failed).map(([reason, value]) => ({ labels: { ...labelsOf(one), reason }, value })),
      ),
    },
    {
      name: "helix_ai_tokens_total",
      help: "Tokens of prompts and answers.",
      type: "counter",
      samples: providers.flatMap((one) => [
        { labels: { ...labelsOf(one), kind: "prompt" }, value: one.promptTokens },
        { labels: { ...labelsOf(one), kind: "completion" }, value: one.completionTokens },
      ]),
    },
    {
      name: "helix_ai_dollars_total",
      help: "US dollars, as far as prices are known.",
      type: "counter",
      samples: each(({ dollars }) => dollars),
    },
    { name: "helix_ai_running", help: "Calls that run now.", type: "gauge", samples: each(({ running }) => running) },
    {
      name: "helix_ai_without_call_total",
      help: "Questions that were answered without a call, by how.",
      type: "counter",
      samples: (["remembered", "shared", "replayed"] as const).map((how) => ({ labels: { how }, value: figures[how] })),
    },
  ];
}

function labelsOf({ provider, model }: ProviderFigures): Readonly<Record<string, string>> {
  return { provider, model };
}

function familyText({ name, help, type, samples }: Family): string {
  const lines = samples.map(({ labels, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text.replaceAll(/["\\\n]/g, escaped)}"`);
    return `${name}{${pairs.join(",")}} ${value}`;
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
}

function escaped(character: string): string {
  return character === "\n" ? "\\n" : `\\${character}`;
}
