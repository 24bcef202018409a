import type { Accounts } from "./accounts";

/** Resolves when the last account is restored, or there is none. */
export async function whenRestored(accounts: Pick<Accounts, "state" | "onDidChange">): Promise<void> {
  if (accounts.state.kind !== "restoring") return;
  await new Promise<void>((resolve) => {
    const listener = accounts.onDidChange(({ kind }) => {
      if (kind === "restoring") return;
      listener.dispose();
      resolve();
    });
  });
}
