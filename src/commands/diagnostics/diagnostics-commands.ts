import * as vscode from "vscode";
import { describeError } from "../../accounts/error-messages";
import { accountName, type Account } from "../../accounts/model";
import { diagnoseConnection, type DiagnosticFinding, type DiagnosticStep } from "../../diagnostics/diagnose-connection";
import { loadSystemAuthorities } from "../../dmapi/http/certificate-authorities";
import { stripControlCharacters } from "../../workbench/sanitize";
import { networkSettings } from "../../workbench/network-settings";
import type { CommandContext } from "../command-context";

const scheme = "joker-diagnosis";
const reportUri = vscode.Uri.from({ scheme, path: "/Joker.com Connection" });

/** `Diagnose Connection`, shown in a read-only document as it runs, and `Copy Report`. */
export function registerDiagnosticsCommands(context: CommandContext): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let report = "";
  let running: AbortController | undefined;
  const write = (text: string) => {
    report = context.log.redact(stripControlCharacters(text));
    changed.fire(reportUri);
  };

  async function run(): Promise<void> {
    const account = context.accounts.requireCurrent();
    running?.abort();
    const abortController = (running = new AbortController());
    const lines = reportHeader(account, context.clock());
    write([...lines, vscode.l10n.t("Running…")].join("\n"));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(reportUri), { preview: true });
    const { endpoint, session } = account;
    const subject = {
      endpoint,
      session,
      settings: networkSettings(),
      env: process.env,
      authorities: loadSystemAuthorities,
    };
    for await (const finding of diagnoseConnection(subject, abortController.signal)) {
      if (abortController.signal.aborted) return;
      lines.push(...reportLines(finding));
      write([...lines, vscode.l10n.t("Running…")].join("\n"));
    }
    write([...lines, vscode.l10n.t("Done. Use Copy Report to copy this report. It contains no secrets.")].join("\n"));
  }

  context.registry.addHandlers({
    "joker.diagnose": run,
    "joker.diagnose.copyReport": () => vscode.env.clipboard.writeText(report),
  });
  return vscode.Disposable.from(
    changed,
    { dispose: () => running?.abort() },
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => report,
    }),
  );
}

function reportHeader(account: Account, now: number): string[] {
  const { version } = vscode.extensions.getExtension("joker-dmapi.joker-dmapi")?.packageJSON as { version: string };
  return [
    vscode.l10n.t("Connection report: {0}, {1}", accountName(account), account.endpoint),
    `DMAPI for Joker.com ${version}, VS Code ${vscode.version}, ${process.platform}, ${new Date(now).toISOString()}`,
    "",
  ];
}

function reportLines(finding: DiagnosticFinding): string[] {
  const { step, outcome, durationMs: ms } = finding;
  const marks = { good: "✓", bad: "✗", odd: "!", skipped: "–" };
  const advice = adviceFor(finding);
  return [`${marks[outcome]} ${stepTitles()[step]} (${ms} ms)`, describeFinding(finding), ...advice, ""].map(
    (line, index) => (index === 0 || line === "" ? line : `  ${line}`),
  );
}

function stepTitles(): Record<DiagnosticStep, string> {
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

/** The finding as a sentence. */
function describeFinding({ step, outcome, facts, error }: DiagnosticFinding): string {
  if (outcome === "skipped") return vscode.l10n.t("Unknown.");
  if (error !== undefined) return step === "names" ? systemErrorCode(error) : describeError(error).message;
  return findingTexts[step](facts[0] ?? "", facts.slice(1));
}

const findingTexts: Record<DiagnosticStep, (first: string, others: readonly string[]) => string> = {
  names: (name, addresses) => vscode.l10n.t("{0} resolves to {1}.", name, addresses.join(", ")),
  proxy: (route) => vscode.l10n.t("Connection: {0}.", route),
  tls: (protocol, others) => vscode.l10n.t("{0}; certificates: {1}; valid until {2}.", protocol, ...others),
  clock: (seconds) => vscode.l10n.t("Clock difference from the server: {0} s.", seconds),
  login: (version) => vscode.l10n.t("Signed in. DMAPI version: {0}.", version),
  access: (level) => level,
  sessions: (count) => vscode.l10n.t("Open sessions for this account: {0}.", count),
};

/** The system's error code, such as ENOTFOUND. */
function systemErrorCode(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

/** What to do about a failed step. */
function adviceFor({ step, outcome }: DiagnosticFinding): string[] {
  if (outcome === "good" || outcome === "skipped") return [];
  switch (step) {
    case "names":
      return [vscode.l10n.t("Check your network, your DNS server, and the joker.endpoint setting.")];
    case "proxy":
      return [vscode.l10n.t("Check the http.proxy setting and the HTTPS_PROXY and NO_PROXY environment variables.")];
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
