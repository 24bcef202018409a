import * as vscode from "vscode";
import { explain } from "../account/explain";
import { nameOf, type Account } from "../account/model";
import { diagnose, type Finding, type Step } from "../diagnose/diagnose";
import { systemAuthorities } from "../dmapi/http/authorities";
import { withoutControls } from "../workbench/plain";
import { networkSettings } from "../workbench/network";
import { register, type Desk } from "./desk";

const scheme = "joker-diagnosis";
const uri = vscode.Uri.from({ scheme, path: "/Joker.com Connection" });

/** `Diagnose Connection`, shown in a read-only document as it runs, and `Copy Report`. */
export function registerDiagnosis(desk: Desk): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let report = "";
  let running: AbortController | undefined;
  const write = (text: string) => {
    report = desk.log.clean(withoutControls(text));
    changed.fire(uri);
  };

  async function run(): Promise<void> {
    const account = desk.accounts.require();
    running?.abort();
    const mine = (running = new AbortController());
    const lines = headOf(account, desk.clock());
    write([...lines, vscode.l10n.t("Running…")].join("\n"));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    const { endpoint, session } = account;
    const subject = {
      endpoint,
      session,
      settings: networkSettings(),
      env: process.env,
      authorities: systemAuthorities,
    };
    for await (const finding of diagnose(subject, mine.signal)) {
      if (mine.signal.aborted) return;
      lines.push(...linesOf(finding));
      write([...lines, vscode.l10n.t("Running…")].join("\n"));
    }
    write([...lines, vscode.l10n.t("Done. Use Copy Report to copy this report. It contains no secrets.")].join("\n"));
  }

  return vscode.Disposable.from(
    changed,
    { dispose: () => running?.abort() },
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => report,
    }),
    register(desk, {
      "joker.diagnose": run,
      "joker.diagnose.copyReport": () => vscode.env.clipboard.writeText(report),
    }),
  );
}

function headOf(account: Account, now: number): string[] {
  const { version } = vscode.extensions.getExtension("joker-dmapi.joker-dmapi")?.packageJSON as { version: string };
  return [
    vscode.l10n.t("Connection test: {0}, {1}", nameOf(account), account.endpoint),
    `DMAPI for Joker.com ${version}, VS Code ${vscode.version}, ${process.platform}, ${new Date(now).toISOString()}`,
    "",
  ];
}

function linesOf(finding: Finding): string[] {
  const { step, outcome, ms } = finding;
  const marks = { good: "✓", bad: "✗", odd: "!", skipped: "–" };
  const advice = adviceOn(finding);
  return [`${marks[outcome]} ${titles()[step]} (${ms} ms)`, saidOf(finding), ...advice, ""].map((line, index) =>
    index === 0 || line === "" ? line : `  ${line}`,
  );
}

function titles(): Record<Step, string> {
  return {
    names: vscode.l10n.t("Name resolution"),
    proxy: vscode.l10n.t("Proxy"),
    tls: vscode.l10n.t("TLS and certificates"),
    clock: vscode.l10n.t("Clock"),
    login: vscode.l10n.t("Sign-in"),
    access: vscode.l10n.t("Access level"),
    sessions: vscode.l10n.t("Sessions"),
  };
}

/** What was found, in a sentence. */
function saidOf({ step, outcome, facts, error }: Finding): string {
  if (outcome === "skipped") return vscode.l10n.t("Unknown.");
  if (error !== undefined) return step === "names" ? systemsWord(error) : explain(error).message;
  return sentences[step](facts[0] ?? "", facts.slice(1));
}

const sentences: Record<Step, (first: string, others: readonly string[]) => string> = {
  names: (name, addresses) => vscode.l10n.t("{0} resolves to {1}.", name, addresses.join(", ")),
  proxy: (way) => vscode.l10n.t("Connection: {0}.", way),
  tls: (protocol, others) => vscode.l10n.t("{0}; certificates: {1}; valid until {2}.", protocol, ...others),
  clock: (seconds) => vscode.l10n.t("Clock difference from the server: {0} s.", seconds),
  login: (version) => vscode.l10n.t("Signed in. DMAPI version: {0}.", version),
  access: (level) => level,
  sessions: (count) => vscode.l10n.t("Open sessions for this account: {0}.", count),
};

/** What the system calls it, such as ENOTFOUND. */
function systemsWord(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

/** What to do about a step that did not go well. */
function adviceOn({ step, outcome }: Finding): string[] {
  if (outcome === "good" || outcome === "skipped") return [];
  switch (step) {
    case "names":
      return [vscode.l10n.t("Check your network, your DNS server, and the setting joker.endpoint.")];
    case "proxy":
      return [vscode.l10n.t("Check the setting http.proxy and the environment variables HTTPS_PROXY and NO_PROXY.")];
    case "clock":
      return [vscode.l10n.t("Correct this computer's clock. Certificates and dates depend on it.")];
    case "access":
      return [
        vscode.l10n.t(
          "Create a key with more access at Joker.com under My Profile > Manage Joker.com API access keys.",
        ),
      ];
    default:
      return [];
  }
}
