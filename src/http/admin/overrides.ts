import type { Override } from "../../sources/overrides/override.ts";
import { readDefinition } from "../../sources/overrides/read-definition.ts";
import type { ControlOptions } from "./options.ts";
import { controlUnknown, notShared } from "./refusal.ts";
import { type ControlRoute, done, json, pathText, type Reply } from "./route.ts";

const remedy = "Put overrides into files (helix.overrides/), or serve from one process.";

/** Overrides: those that are set, and setting others at run time. */
export function overrideRoutes({ overrides, overrideFaults, isAlone }: ControlOptions): readonly ControlRoute[] {
  const alone = (answer: ControlRoute["answer"]): ControlRoute["answer"] =>
    isAlone ? answer : () => ({ problem: notShared("An override set at run time", remedy) });
  const withId = (answer: (id: string) => Reply): ControlRoute["answer"] => {
    return (call) => answer(pathText(call, "id"));
  };
  return [
    {
      method: "get",
      path: "/overrides",
      answer: () => json({ overrides: overrides.list().map(told), faults: overrideFaults() }),
    },
    {
      method: "post",
      path: "/overrides",
      answer: alone(({ body }) => {
        const override = overrides.add({ definition: readDefinition(body), origin: "control-plane" });
        return json(told(override), 201, { Location: `/_helix/overrides/${override.id}` });
      }),
    },
    {
      method: "delete",
      path: "/overrides",
      answer: alone(() => {
        overrides.clear();
        return done;
      }),
    },
    {
      method: "get",
      path: "/overrides/{id}",
      answer: withId((id) => {
        const override = overrides.get(id);
        return override ? json(told(override)) : { problem: controlUnknown("override", id) };
      }),
    },
    {
      method: "delete",
      path: "/overrides/{id}",
      answer: alone(withId((id) => (overrides.remove(id) ? done : { problem: notRemoved(id, overrides.get(id)) }))),
    },
  ];
}

function notRemoved(id: string, kept: Override | undefined): ReturnType<typeof controlUnknown> {
  if (!kept) return controlUnknown("override", id);
  const where = kept.setting.locate?.("") ?? "a file";
  const detail = `The override ${id} stands in ${where} and is there as long as the file says so. Remove it there.`;
  return { status: 409, code: "control-conflict", detail };
}

/** An override as the control plane tells of it. */
function told({ id, setting, uses, isUsedUp, violations }: Override): object {
  const { definition, origin, handler, locate } = setting;
  const state = violations.length > 0 ? "off" : isUsedUp ? "used-up" : "on";
  const extras = {
    ...(locate ? { file: locate("") } : {}),
    ...(handler ? { handler: handler.name || "anonymous" } : {}),
  };
  return { id, origin, state, uses, ...extras, ...(violations.length > 0 ? { violations } : {}), definition };
}
