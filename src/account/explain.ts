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
  return { reason: "defect", message: l10n.t("Something unexpected went wrong: {0}", detail), short: l10n.t("failed") };
}

function shortOf(reason: Reason): string {
  const words: Partial<Record<Reason, string>> = {
    network: l10n.t("not reachable"),
    timeout: l10n.t("no answer"),
    tls: l10n.t("not secure"),
    proxy: l10n.t("proxy problem"),
    malformed: l10n.t("unreadable reply"),
    authentication: l10n.t("sign-in refused"),
    permission: l10n.t("not permitted"),
  };
  return words[reason] ?? l10n.t("failed");
}

const sentences: Record<Reason, (error: DmapiError) => string> = {
  network: (error) =>
    l10n.t("Joker.com could not be reached ({0}). Check the connection and try again.", networkDetail(error)),
  timeout: () => l10n.t("Joker.com did not answer in time. Try again in a moment."),
  tls: (error) =>
    l10n.t(
      "The connection to Joker.com is not secure ({0}), so nothing was sent. Check the proxy and the system's certificates.",
      certificateDetail(error),
    ),
  proxy: proxySentence,
  http: (error) => {
    const status = error.httpStatus ?? "?";
    if (isRedirect(status)) {
      return l10n.t(
        "The endpoint wants the request sent elsewhere (HTTP {0}); it was not, so that no key goes there. Check the endpoint of the account and the network.",
        status,
      );
    }
    return error.said
      ? l10n.t(
          "Joker.com has a problem at the moment (HTTP {0}: {1}). Try again later.",
          status,
          withoutStop(error.said),
        )
      : l10n.t("Joker.com has a problem at the moment (HTTP {0}). Try again later.", status);
  },
  malformed: (error) =>
    l10n.t(
      "The reply to {0} could not be read: {1}. Try again; if this stays, check that the endpoint is a DMAPI.",
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
      : l10n.t("These credentials may not do that ({0}). {1}", withoutStop(error.said || error.request), whichKey()),
  "not-found": (error) =>
    l10n.t("Joker.com does not know this any more ({0}). Refresh the view.", withoutStop(error.said || error.request)),
  refused: (error) => l10n.t("Joker.com refused this: {0}.", withoutStop(error.said || String(error.statusCode))),
  "unknown-outcome": () =>
    l10n.t(
      "The reply of Joker.com was lost, so it is not known whether this was done. It was not sent again; look at the refreshed view before you repeat it.",
    ),
  cancelled: () => l10n.t("Cancelled."),
  invalid: (error) => l10n.t("The request was not sent: {0}.", withoutStop(error.said)),
};

function isRedirect(status: number | "?"): boolean {
  return status !== "?" && status >= 300 && status < 400;
}

/** Why something that modifies is not offered, and what helps. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle) {
    case "read-only-mode":
      return l10n.t("Read-only mode is on for this account, so nothing was sent. Switch it off to change something.");
    case "access-level":
      return l10n.t("The credentials of this account can only read. {0}", whichKey());
    case "refused":
      return l10n.t("Joker.com has refused this to the credentials of this account. {0}", whichKey());
  }
}

function whichKey(): string {
  return l10n.t(
    "It takes an API key with full or modify-only access; make one at Joker.com in My Profile, section Manage Joker.com API access keys, and put it in with Edit API Key.",
  );
}

function networkDetail({ code }: DmapiError): string {
  return code ?? l10n.t("connection closed");
}

function certificateDetail(error: DmapiError): string {
  switch (certificateProblem(error.code)) {
    case "unknown issuer":
      return l10n.t("its certificate comes from an unknown issuer");
    case "wrong name":
      return l10n.t("its certificate belongs to another name");
    case "expired":
      return l10n.t("its certificate has expired");
    default:
      return networkDetail(error);
  }
}

function proxySentence(error: DmapiError): string {
  if (error.code === "407") {
    return l10n.t(
      "The proxy asks for a user name and password, or refused the ones it was given. Put them into the setting http.proxy or http.proxyAuthorization.",
    );
  }
  if (/^\d+$/.test(error.code ?? "")) {
    return l10n.t("The proxy refused to connect to Joker.com (HTTP {0}). Ask its administrator.", error.code ?? "");
  }
  return l10n.t(
    "The proxy cannot be used ({0}). Check the setting http.proxy and the network.",
    certificateDetail(error),
  );
}

/** What a server says is said in our sentence, so it does not end one, nor fill a view. */
function withoutStop(text: string): string {
  return cut(text, longestSaid).replace(/[.\s]+$/, "");
}

const longestSaid = 300;
