import type { ModelConsultant } from "./ai/consultant.ts";
import type { AiFigures } from "./ai/figures.ts";
import {
  type Api,
  type Assembly,
  connect,
  openApi,
  type ServedDocument,
  type Surroundings,
  servedDocuments,
} from "./assemble.ts";
import { stopwatch } from "./base/clock.ts";
import { HelixError } from "./base/errors.ts";
import type { Notice } from "./base/notice.ts";
import type { Config } from "./config.ts";
import { DocumentError } from "./contract/document/document-error.ts";
import { DocumentWatch } from "./contract/document/document-watch.ts";
import type { Gateway } from "./gateway/gateway.ts";
import type { DocumentState } from "./http/document-state.ts";
import { type Cassettes, consultantFor } from "./models.ts";
import { newlyBroken } from "./newly-broken.ts";
import type { Sessions } from "./session/sessions.ts";
import { type FileFault, OverrideFolder, offNotice, onNotice } from "./sources/overrides/folder.ts";
import { Overrides } from "./sources/overrides/overrides.ts";
import { sessionsFor } from "./stores.ts";

/** What came of a change in a document's files. */
export type Reload =
  | { readonly kind: "reloaded"; readonly api: Api; readonly milliseconds: number }
  /** The mock goes on as it was. */
  | { readonly kind: "failed"; readonly served: ServedDocument; readonly code: string; readonly message: string };

/** A mock that follows its documents. */
export interface Live {
  /** Always the same; answers from the newest assembly that could be made. Requests end with the one they began with. */
  readonly gateway: Gateway;
  /** What clients have written, across reloads. */
  readonly sessions: Sessions;
  /** What users have fixed, across reloads. */
  readonly overrides: Overrides;
  current(): Assembly;
  /** How each document stands: what is served of it, and why not its newest edit. */
  documents(): readonly DocumentState[];
  /** Files of overrides whose newest edit cannot be used. */
  overrideFaults(): readonly FileFault[];
  /** Compiles schemas in idle time, from now on and anew after each reload. */
  warmUp(): void;
  /** What came of asking language models; `undefined` where none is asked. */
  aiFigures(): AiFigures | undefined;
  /** Whether somebody waits for what a model says. */
  readonly isAsking: boolean;
  /** Stops following, and lets go of where sessions are kept. */
  close(): Promise<void>;
}

export interface LiveSurroundings extends Surroundings {
  readonly onReload: (reload: Reload) => void;
  readonly onNotice: (notice: Notice) => void;
  /** The folder of overrides that is looked for where the settings name none. */
  readonly usualOverrides?: string | undefined;
  /** The same for recorded answers of models. */
  readonly usualCassette?: string | undefined;
  /** Whether this is a build that nobody watches. Default: it is not. */
  readonly isCi?: boolean | undefined;
}

/**
 * Assembles a mock and, unless the settings say no, makes it anew whenever one of the documents' files changes. A
 * document that cannot be served any more keeps its last good contract.
 *
 * @throws what `assemble` throws, where the mock cannot be made in the first place
 */
export async function assembleLive(config: Config, surroundings: LiveSurroundings): Promise<Live> {
  // What clients have written outlives an edit of the document.
  const sessions = surroundings.sessions ?? (await sessionsFor(config, surroundings.onNotice));
  const consultant = await consultantFor(config, { ...surroundings, cassettes }).catch(async (error) => {
    await sessions.close();
    throw error;
  });
  const live = new LiveMock(config, { ...surroundings, sessions, consultant });
  try {
    await live.start();
  } catch (error) {
    await live.close();
    throw error;
  }
  return live;
}

/** Most mocks do without, and need not load it. */
function cassettes(): Promise<Cassettes> {
  return import("./model-parts.ts");
}

/** One document with its newest good contract. */
interface Followed {
  readonly served: ServedDocument;
  readonly watch: DocumentWatch;
  api: Api;
  failure: { readonly code: string; readonly message: string } | undefined;
}

/** What a mock keeps across reloads. */
type LiveParts = LiveSurroundings & {
  readonly sessions: Sessions;
  readonly consultant: ModelConsultant | undefined;
};

class LiveMock implements Live {
  readonly gateway: Gateway;
  readonly sessions: Sessions;
  readonly overrides: Overrides;
  readonly #folder: OverrideFolder | undefined;
  readonly #config: Config;
  readonly #surroundings: LiveParts;
  #followed: readonly Followed[] = [];
  #assembly: Assembly | undefined;
  /** Ends the warm-up that runs; `undefined` before the first. */
  #warming: AbortController | undefined;
  /** Reloads wait for each other. */
  #queue: Promise<void> = Promise.resolve();

  constructor(config: Config, surroundings: LiveParts) {
    this.#config = config;
    this.sessions = surroundings.sessions;
    this.overrides = surroundings.overrides ?? new Overrides({ countsUses: config.workers === 1 });
    this.#surroundings = { ...surroundings, overrides: this.overrides };
    this.#folder = this.#folderOf(config);
    const current = (): Gateway => this.current().gateway;
    this.gateway = {
      handle: (request) => current().handle(request),
      get edition() {
        return current().edition;
      },
    };
  }

  async start(): Promise<void> {
    const documents = servedDocuments(this.#config, this.#surroundings);
    const apis = await Promise.all(documents.map((served) => openApi(served, this.#config)));
    this.#replace(connect(apis, this.#config, this.#surroundings));
    await this.#folder?.start(this.#config.watch);
    if (!this.#config.watch) return;
    this.#followed = apis.map((api) => this.#follow(api));
    // Standard input can be read once only.
    const lasting = this.#followed.filter(({ served }) => served.source !== "-");
    await Promise.all(lasting.map(({ watch, api }) => watch.follow(api.loaded)));
  }

  current(): Assembly {
    if (!this.#assembly) throw new TypeError("the mock has not started");
    return this.#assembly;
  }

  warmUp(): void {
    this.#warming?.abort();
    this.#warming = new AbortController();
    this.current().warmUp({ signal: this.#warming.signal, isAwaited: () => this.isAsking });
  }

  async close(): Promise<void> {
    this.#warming?.abort();
    this.#folder?.close();
    for (const { watch } of this.#followed) watch.close();
    await this.#surroundings.consultant?.close();
    await this.sessions.close();
  }

  documents(): readonly DocumentState[] {
    return this.current().apis.map(({ mount, contract, loaded: { name } }, index) => ({
      name,
      mount,
      title: contract.title,
      version: contract.version,
      digest: contract.digest,
      operations: contract.operations.length,
      failure: this.#followed[index]?.failure,
    }));
  }

  get isAsking(): boolean {
    return this.#surroundings.consultant?.isAsking ?? false;
  }

  aiFigures(): AiFigures | undefined {
    return this.#surroundings.consultant?.figures();
  }

  overrideFaults(): readonly FileFault[] {
    return this.#folder?.faults() ?? [];
  }

  #folderOf({ overrides }: Config): OverrideFolder | undefined {
    const { usualOverrides, onNotice: tell, onBug = (error) => console.error(error) } = this.#surroundings;
    const path = overrides ?? usualOverrides;
    if (path === undefined) return undefined;
    return new OverrideFolder(this.overrides, { path, isNamed: overrides !== undefined, onNotice: tell, onBug });
  }

  #follow(api: Api): Followed {
    const watch = new DocumentWatch(() => {
      this.#queue = this.#queue.then(() => this.#reload(followed));
    }, this.#config.pollInterval);
    const followed: Followed = { served: api, watch, api, failure: undefined };
    return followed;
  }

  async #reload(followed: Followed): Promise<void> {
    const elapsed = stopwatch();
    try {
      await this.#renew(followed);
    } catch (error) {
      if (!(error instanceof HelixError)) return this.#surroundings.onBug?.(error);
      // What was missing may appear, and what is broken be mended, in files that only this run reached.
      const reached = error instanceof DocumentError ? error.reached : undefined;
      await followed.watch.follow(followed.api.loaded, ...(reached ? [reached] : []));
      followed.failure = { code: error.code, message: error.message };
    }
    const { served, api, failure } = followed;
    const result: Reload = failure
      ? { kind: "failed", served, ...failure }
      : { kind: "reloaded", api, milliseconds: elapsed() };
    this.#surroundings.onReload(result);
  }

  /** Puts the document in place as its files are now, or notes why not. */
  async #renew(followed: Followed): Promise<void> {
    const { served, watch, api: last } = followed;
    await watch.note();
    const api = await openApi(served, this.#config);
    followed.failure = newlyBroken(api, last);
    if (followed.failure) {
      await watch.follow(last.loaded, api.loaded);
      return;
    }
    const apis = this.#followed.map((other) => (other === followed ? api : other.api));
    this.#replace(connect(apis, this.#config, this.#surroundings));
    followed.api = api;
    await watch.follow(api.loaded);
  }

  #replace(assembly: Assembly): void {
    this.#assembly = assembly;
    const refitted = this.overrides.refit(assembly.apis.map(({ contract }) => contract));
    for (const { override, isOn } of refitted)
      this.#surroundings.onNotice(isOn ? onNotice(override) : offNotice(override));
    if (this.#warming) this.warmUp();
  }
}
