import * as vscode from "vscode";

const agesDays = [1, 7, 30, 60];

/** Asks before which day results are old; gives it as YYYY-MM-DD, or undefined when the user gave up. @param now epoch ms */
export async function promptForCutoffDay(title: string, now: number): Promise<string | undefined> {
  const another = vscode.l10n.t("Before a Date…");
  const items = agesDays.map((days) => ({
    label: days === 1 ? vscode.l10n.t("Older than 1 day") : vscode.l10n.t("Older than {0} days", days),
    description: vscode.l10n.t("from before {0}", subtractDays(now, days)),
    day: subtractDays(now, days),
  }));
  const chosen = await vscode.window.showQuickPick([...items, { label: another, description: "", day: undefined }], {
    title,
    placeHolder: vscode.l10n.t("Select the age of the results to delete"),
  });
  return chosen && (chosen.day ?? promptForDay(title, now));
}

function promptForDay(title: string, now: number): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Results from before this date will be deleted. Dates are as reported by Joker.com."),
    placeHolder: "YYYY-MM-DD",
    value: subtractDays(now, 30),
    validateInput: (text) =>
      isDay(text.trim()) ? undefined : vscode.l10n.t("Enter a date such as {0}.", subtractDays(now, 30)),
  });
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function subtractDays(now: number, days: number): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
}
