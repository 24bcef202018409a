import { l10n } from "vscode";
import { DmapiError, type Reason } from "../dmapi/errors";
import { certificateProblem } from "../dmapi/http/certificate";
import { pauseAskedFor } from "../dmapi/retry";
import { readOnlyMode } from "../dmapi/outcome";
import { HumanError } from "../workbench/human-error";
import { cut } from "../workbench/plain";
import type { Obstacle } from "./rights";

/** A failure in a reseller's words, for views, notifications and questions alike. */
export interface Explained {
  readonly reason: Reason | "defect";
  /** A whole sentence: what happened and what to do. */
  readonly message: string;
  /** Two or three words for narrow places. */
  readonly short: string;
  /** How long Joker.com wants to be left alone, ms; undefined where it said nothing. */
  readonly retryAfter?: number | undefined;
}

/** Says in the user's language what went wrong and what helps. */
export function explain(error: unknown): Explained {
  if (error instanceof DmapiError) {
    const retryAfter = pauseAskedFor(error.retryAfter);
    return { reason: error.reason, message: sentences[error.reason](error), short: shortOf(error.reason), retryAfter };
  }
  if (error instanceof HumanError) return { reason: "invalid", message: error.message, short: error.message };
  const detail = error instanceof Error ? error.message : String(error);
  return { reason: "defect", message: l10n.t("An unexpected error occurred: {0}", detail), short: l10n.t("failed") };
}

function shortOf(reason: Reason): string {
  const words: Partial<Record<Reason, string>> = {
    network: l10n.t("unreachable"),
    timeout: l10n.t("timed out"),
    tls: l10n.t("insecure connection"),
    proxy: l10n.t("proxy error"),
    malformed: l10n.t("unreadable reply"),
    authentication: l10n.t("sign-in refused"),
    permission: l10n.t("not permitted"),
  };
  return words[reason] ?? l10n.t("failed");
}

const sentences: Record<Reason, (error: DmapiError) => string> = {
  network: (error) =>
    l10n.t("Could not reach Joker.com ({0}). Check your connection and try again.", networkDetail(error)),
  timeout: () => l10n.t("Joker.com did not respond in time. Try again in a moment."),
  tls: (error) =>
    l10n.t(
      "The connection to Joker.com is not secure ({0}), so nothing was sent. Check your proxy and the system certificates.",
      certificateDetail(error),
    ),
  proxy: proxySentence,
  http: (error) => {
    const status = error.httpStatus ?? "?";
    if (isRedirect(status)) {
      return l10n.t(
        "The endpoint redirected the request (HTTP {0}). The redirect was not followed, to protect your key. Check the account's endpoint and your network.",
        status,
      );
    }
    return error.said
      ? l10n.t("Joker.com is currently unavailable (HTTP {0}: {1}). Try again later.", status, withoutStop(error.said))
      : l10n.t("Joker.com is currently unavailable (HTTP {0}). Try again later.", status);
  },
  malformed: (error) =>
    l10n.t(
      "Could not read the reply to {0}: {1}. Try again. If the problem persists, check that the endpoint is a DMAPI server.",
      error.request,
      error.detail,
    ),
  authentication: (error) =>
    error.said
      ? l10n.t("Joker.com refused the sign-in: {0}. Sign in with a valid API key or password.", withoutStop(error.said))
      : l10n.t("Joker.com refused the sign-in. Sign in with a valid API key or password."),
  permission: (error) =>
    error.code === readOnlyMode
      ? obstacleText("read-only-mode")
      : l10n.t(
          "This account's credentials do not permit this action ({0}). {1}",
          withoutStop(error.said || error.request),
          whichKey(),
        ),
  "not-found": (error) =>
    l10n.t("Not found at Joker.com ({0}). Refresh the view.", withoutStop(error.said || error.request)),
  refused: (error) =>
    l10n.t("Joker.com refused the request: {0}.", withoutStop(error.said || String(error.statusCode))),
  "unknown-outcome": () =>
    l10n.t(
      "The reply from Joker.com was lost, so it is unknown whether the request was carried out. It was not resent. Check the refreshed view before you try again.",
    ),
  cancelled: () => l10n.t("Canceled."),
  invalid: (error) => l10n.t("The request was not sent: {0}.", withoutStop(error.said)),
};

function isRedirect(status: number | "?"): boolean {
  return status !== "?" && status >= 300 && status < 400;
}

/** Why something that modifies is not offered, and what helps. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle) {
    case "read-only-mode":
      return l10n.t("Read-only mode is on for this account, so nothing was sent. Turn it off to make changes.");
    case "access-level":
      return l10n.t("This account's credentials do not permit changes. {0}", whichKey());
    case "refused":
      return l10n.t("Joker.com does not permit this action with this account's credentials. {0}", whichKey());
  }
}

function whichKey(): string {
  return l10n.t(
    "You need an API key with full or modify-only access. Create one at Joker.com under My Profile > Manage Joker.com API access keys, then enter it with Edit API Key.",
  );
}

function networkDetail({ code }: DmapiError): string {
  return code ?? l10n.t("connection closed");
}

function certificateDetail(error: DmapiError): string {
  switch (certificateProblem(error.code)) {
    case "unknown issuer":
      return l10n.t("certificate from an unknown issuer");
    case "wrong name":
      return l10n.t("certificate issued for a different name");
    case "expired":
      return l10n.t("certificate expired");
    default:
      return networkDetail(error);
  }
}

function proxySentence(error: DmapiError): string {
  if (error.code === "407") {
    return l10n.t(
      "The proxy requires a username and password, or refused those it received. Enter them in the setting http.proxy or http.proxyAuthorization.",
    );
  }
  if (/^\d+$/.test(error.code ?? "")) {
    return l10n.t(
      "The proxy refused to connect to Joker.com (HTTP {0}). Contact the proxy administrator.",
      error.code ?? "",
    );
  }
  return l10n.t(
    "Could not use the proxy ({0}). Check the setting http.proxy and your network.",
    certificateDetail(error),
  );
}

/** What a server says is said in our sentence, so it does not end one, nor fill a view. */
function withoutStop(text: string): string {
  return cut(text, longestSaid).replace(/[.\s]+$/, "");
}

const longestSaid = 300;
