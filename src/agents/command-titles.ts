import { ownWords, type Line } from "./answer";

/** The commands that answers name, with their titles in English, by which the palette finds them in every language. */
export const commandTitles = {
  "joker.signIn": "Joker: Sign In",
  "joker.switchAccount": "Joker: Switch Account",
  "joker.transfer.show": "Joker: Show Transfer",
  "joker.transfer.resendFoa": "Joker: Resend FOA",
  "joker.transfer.cancel": "Joker: Cancel Transfer",
  "joker.orders.openTable": "Joker: Open Order Table",
  "joker.orders.exportCsv": "Joker: Export Orders as CSV",
  "joker.account.exportStatement": "Joker: Export Statement…",
  "joker.result.open": "Joker: Open Result",
  "joker.result.wait": "Joker: Wait for Result",
  "joker.showLog": "Joker: Show Log",
} as const;

/** The title of a command within a line. */
export function commandTitle(command: keyof typeof commandTitles): Line {
  return ownWords(`\`${commandTitles[command]}\``);
}
