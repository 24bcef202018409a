import * as vscode from "vscode";
import { capitalize } from "../state/display-names";
import { transferPhases, transferStateInfos } from "../state/transfer-states";
import { phaseLongText, stateActorText, stateDescription, stateLimitText, stateText } from "../state/transfer-texts";

/** The title of the help page. */
export function statesHelpTitle(): string {
  return vscode.l10n.t("Transfer States");
}

/** What every state means, whom a transfer waits for in it, and for how long, by phase: the text of the help page. */
export function createStatesHelp(): string {
  const phases = transferPhases.map((phase, index) => {
    const states = transferStateInfos.filter((info) => info.phase === phase).map(({ state }) => describeState(state));
    return [`${index + 1}. ${phaseLongText(phase)}`, ...states].join("\n\n");
  });
  const intro = vscode.l10n.t(
    "DMAPI does not report when a state began. Deadlines count from when the extension first saw the state.",
  );
  return `${[statesHelpTitle(), intro, ...phases].join("\n\n")}\n`;
}

function describeState(state: string): string {
  const limit = stateLimitText(state);
  return [
    `${capitalize(stateText(state))} (${state})`,
    stateDescription(state),
    vscode.l10n.t("Waiting for: {0}.", stateActorText(state)),
    limit && vscode.l10n.t("Duration: {0}.", limit),
  ]
    .filter((line) => line !== "")
    .map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`))
    .join("\n");
}
