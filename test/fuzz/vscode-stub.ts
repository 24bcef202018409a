import Module from "node:module";

/** What the settings are, as a user may write them. */
export const configuration = new Map<string, unknown>();

/** As much of the API as the code under test needs, in English. To be imported before what imports `vscode`. */
const vscode = {
  env: { language: "en" },
  l10n: { t: (text: string) => text },
  workspace: { getConfiguration: () => ({ get: (name: string) => configuration.get(name) }) },
  EventEmitter: class {
    readonly event = () => ({ dispose: () => undefined });
    fire = () => undefined;
    dispose = () => undefined;
  },
};

const loader = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
