import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestAccess } from "../../src/activation/test-access";
import type { Services } from "../../src/services";
import type { WindowCoordinator } from "../../src/ipc/window-coordinator";
import type { AdjustableClock } from "../../src/workbench/clock";
import type { Log } from "../../src/workbench/log";
import type { Resource, ResourceState } from "../../src/state/resource";
import { startSandbox, type Sandbox } from "../../src/sandbox/server";
import { eventually } from "../eventually";

/** The inside of the running extension. */
export interface TestApi extends Omit<Services, "dispose"> {
  readonly windows: WindowCoordinator;
  readonly log: Log;
  readonly workspaceState: vscode.Memento;
  readonly secrets: vscode.SecretStorage;
  /** The extension's global storage folder. */
  readonly storageFolder: string;
  /** The time as the extension takes it. */
  readonly clock: AdjustableClock;
}

/** The inside of the running extension, with its services loaded. */
export async function getTestApi(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension("joker-dmapi.joker-dmapi");
  assert(extension, "VS Code does not know joker-dmapi.joker-dmapi");
  await extension.activate();
  const access = Reflect.get(globalThis, Symbol.for("joker-dmapi.test")) as TestAccess;
  const { context, windows, log, clock, services } = access;
  const { workspaceState, secrets, globalStorageUri } = context;
  const loaded = await services.get();
  return { ...loaded, windows, log, clock, workspaceState, secrets, storageFolder: globalStorageUri.fsPath };
}

export const fullKey = { kind: "api-key", apiKey: "sandbox-full" } as const;

export interface SignedInOptions {
  readonly credentials?: { readonly kind: "api-key"; readonly apiKey: string };
  /** When each test begins, for sandbox and extension alike (epoch ms); the real time if absent. */
  readonly at?: number;
  /** A host name that requests may be addressed to besides those of loopback. */
  readonly hostHeader?: string;
  /** Makes the sandbox reachable in another way, and returns the endpoint for it. */
  readonly createEndpoint?: (sandbox: Sandbox) => Promise<string>;
}

export type SignedInApi = TestApi & { readonly sandbox: Sandbox };

/** Starts a sandbox for each test and signs the extension in to it; restores everything afterwards. */
export function useSignedIn(options: SignedInOptions = {}): () => SignedInApi {
  const { credentials = fullKey, at, hostHeader, createEndpoint } = options;
  let now: SignedInApi | undefined;
  beforeEach(async () => {
    const api = await getTestApi();
    if (at !== undefined) api.clock.set(at);
    const sandbox = await startSandbox({
      orders: 500,
      seed: 1,
      clock: api.clock.now,
      ...(hostHeader !== undefined && { hostHeader }),
    });
    now = { ...api, sandbox };
    const endpoint = (await createEndpoint?.(sandbox)) ?? sandbox.url;
    await now.accounts.signIn(endpoint, credentials, true);
    await waitForFirstPoll(api);
  });
  afterEach(async () => {
    const { sandbox, ...api } = now ?? { ...(await getTestApi()), sandbox: undefined };
    now = undefined;
    for (const { id } of api.accounts.records()) await api.accounts.remove(id);
    await sandbox?.close();
    api.clock.reset();
    await restoreChoices(api);
  });
  return () => {
    assert(now);
    return now;
  };
}

/** Waits for what is loaded after a sign-in, so that a test sees no requests but its own. */
async function waitForFirstPoll({ appState }: TestApi): Promise<void> {
  const { transfers, results, account, allResources, forecast } = appState;
  for (const resource of [transfers, results, account] as Resource<unknown>[]) await waitForState(resource, "ready");
  await Promise.all([...allResources, forecast].map((resource) => resource.whenLoaded()));
}

/** Restores what a test may have changed: settings, filters, grouping and sorting. */
async function restoreChoices({ viewOptions: arranged }: TestApi): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const manifest = vscode.extensions.getExtension("joker-dmapi.joker-dmapi")?.packageJSON as Manifest;
  for (const name of Object.keys(manifest.contributes.configuration.properties)) {
    if (configuration.inspect(name)?.globalValue !== undefined) await configuration.update(name, undefined, true);
  }
  for (const arrangement of [arranged.transfers, arranged.orders, arranged.results]) {
    arrangement.filter = "";
    const { groupings, sortings } = arrangement.choices;
    if (arrangement.grouping !== groupings[0]) await arrangement.setOption("grouping", groupings[0]);
    if (arrangement.sorting !== sortings[0]) await arrangement.setOption("sorting", sortings[0]);
  }
}

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, unknown> } };
}

/** Waits until a resource is in a state of this kind, and returns it. */
export async function waitForState<T, K extends ResourceState<T>["kind"]>(
  resource: Resource<T>,
  kind: K,
): Promise<Extract<ResourceState<T>, { kind: K }>> {
  const isOfKind = (state: ResourceState<T>): state is Extract<ResourceState<T>, { kind: K }> => state.kind === kind;
  return eventually(() => {
    const { state } = resource;
    assert(isOfKind(state), `the state is ${state.kind}`);
    return state;
  });
}

type Dialogs = Pick<
  typeof vscode.window,
  "showWarningMessage" | "showInformationMessage" | "showErrorMessage" | "showQuickPick"
>;

/** Replaces VS Code's dialogs with stubs that record texts and answer as a user would. Restored after each test. */
export function useDialogs(): {
  readonly shown: string[];
  answer: (text: string, choices: readonly string[]) => string | undefined;
} {
  const state = {
    shown: new Array<string>(),
    answer: answerNothing as (text: string, choices: readonly string[]) => string | undefined,
  };
  const window = vscode.window as unknown as Record<keyof Dialogs, unknown>;
  const originals = { ...window };
  const show = (message: string, ...rest: unknown[]) => {
    const [options, ...items] = isOptions(rest[0]) ? rest : [undefined, ...rest];
    const detail = isOptions(options) ? options.detail : "";
    state.shown.push([message, detail].filter((part) => part !== "").join("\n"));
    const titles = items.map(titleOf);
    const chosen = state.answer(message, titles);
    return Promise.resolve(items.find((item) => titleOf(item) === chosen));
  };
  const pick = (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) => {
    const chosen = state.answer(
      options.title ?? "",
      items.map(({ label }) => label),
    );
    return Promise.resolve(items.find(({ label }) => label === chosen));
  };
  beforeEach(() => {
    state.shown.splice(0);
    state.answer = answerNothing;
    Object.assign(window, {
      showWarningMessage: show,
      showInformationMessage: show,
      showErrorMessage: show,
      showQuickPick: pick,
    });
  });
  afterEach(() => {
    const { showWarningMessage, showInformationMessage, showErrorMessage, showQuickPick } = originals;
    Object.assign(window, { showWarningMessage, showInformationMessage, showErrorMessage, showQuickPick });
  });
  return state;
}

function answerNothing(): undefined {
  return undefined;
}

function isOptions(value: unknown): value is { modal: boolean; detail: string } {
  return typeof value === "object" && value !== null && "modal" in value;
}

function titleOf(item: unknown): string {
  return typeof item === "string" ? item : (item as vscode.MessageItem).title;
}
