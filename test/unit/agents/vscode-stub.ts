import Module from "node:module";

/** A tool as `vscode.lm.registerTool` gets it. */
export interface RegisteredTool {
  prepareInvocation: (options: object) => Promise<{
    readonly confirmationMessages?: { readonly title: string; readonly message: { readonly value: string } };
  }>;
  invoke: (options: { readonly input: unknown }, token: CancellationToken) => Promise<{ readonly content: unknown[] }>;
}

export interface CancellationToken {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): void };
}

/** The tools that are registered, by name. */
export const registeredTools = new Map<string, RegisteredTool>();

class MarkdownString {
  value = "";

  /** As VS Code escapes it, as far as these tests show. */
  appendText(text: string): this {
    this.value += text.replace(/[\\`*_{}[\]()#+\-!~<>]/g, "\\$&");
    return this;
  }
}

/** As much of the API as texts, settings and tools need, in English. To be imported before what imports `vscode`. */
const vscode = {
  env: { language: "en" },
  lm: {
    registerTool: (name: string, tool: RegisteredTool) => {
      registeredTools.set(name, tool);
      return { dispose: () => registeredTools.delete(name) };
    },
  },
  MarkdownString,
  Disposable: {
    from: (...items: { dispose(): unknown }[]) => ({ dispose: () => items.forEach((item) => item.dispose()) }),
  },
  LanguageModelTextPart: class {
    constructor(readonly value: string) {}
  },
  LanguageModelToolResult: class {
    constructor(readonly content: readonly unknown[]) {}
  },
  CancellationError: class extends Error {
    override readonly name = "Canceled";
  },
  l10n: {
    t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
  },
};

const loader = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
