import { l10n } from "vscode";
import { DmapiError, type DmapiErrorReason } from "../dmapi/errors";
import { getCertificateProblem } from "../dmapi/http/certificate-problem";
import { parseRetryAfterMs } from "../dmapi/retry";
import { readOnlyModeCode } from "../dmapi/request-errors";
import { isSessionLimit } from "../dmapi/status-codes";
import { UserFacingError } from "../workbench/user-facing-error";
import { truncate } from "../workbench/sanitize";
import type { DenialReason } from "./permissions";

/** The description of an error for the user, in views, notifications and dialogs. */
export interface ErrorDescription {
  readonly reason: DmapiErrorReason | "defect";
  /** A whole sentence: what happened and what to do. */
  readonly message: string;
  /** Two or three words for small spaces. */
  readonly shortMessage: string;
  /** The Retry-After of the reply, ms; undefined when there was none. */
  readonly retryAfterMs?: number | undefined;
  /** True when the login itself failed. */
  readonly isLogin?: boolean | undefined;
}

/** Describes an error in the user's language: what happened and what to do. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof DmapiError) {
    const retryAfterMs = parseRetryAfterMs(error.retryAfter);
    return {
      reason: error.reason,
      message: messagesByReason[error.reason](error),
      shortMessage: shortMessageFor(error.reason),
      retryAfterMs,
      isLogin: error.request === "login",
    };
  }
  if (error instanceof UserFacingError)
    return { reason: "invalid", message: error.message, shortMessage: error.message };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    reason: "defect",
    message: l10n.t("An unexpected error occurred: {0}", detail),
    shortMessage: l10n.t("load failed"),
  };
}

function shortMessageFor(reason: DmapiErrorReason): string {
  const shortMessages: Partial<Record<DmapiErrorReason, string>> = {
    network: l10n.t("unreachable"),
    timeout: l10n.t("timed out"),
    tls: l10n.t("insecure connection"),
    proxy: l10n.t("proxy error"),
    malformed: l10n.t("unreadable reply"),
    authentication: l10n.t("sign-in refused"),
    permission: l10n.t("not permitted"),
  };
  return shortMessages[reason] ?? l10n.t("load failed");
}

const messagesByReason: Record<DmapiErrorReason, (error: DmapiError) => string> = {
  network: (error) =>
    isNameUnknown(error)
      ? l10n.t("Server not found. Check your connection and the account's endpoint, then try again.")
      : l10n.t("Could not reach Joker.com ({0}). Check your connection and try again.", networkDetail(error)),
  timeout: () => l10n.t("Joker.com did not respond in time. Try again in a moment."),
  tls: (error) =>
    l10n.t(
      "The connection to Joker.com is not secure ({0}), so nothing was sent. Check your proxy and the system certificates.",
      certificateDetail(error),
    ),
  proxy: proxyMessage,
  http: (error) => {
    const status = error.httpStatus ?? "?";
    if (isRedirect(status)) {
      return l10n.t(
        "The endpoint redirected the request (HTTP {0}). The redirect was not followed, to protect your key. Check the account's endpoint and your network.",
        status,
      );
    }
    return error.serverMessage
      ? l10n.t(
          "Joker.com is currently unavailable (HTTP {0}: {1}). Try again later.",
          status,
          stripTrailingPeriod(error.serverMessage),
        )
      : l10n.t("Joker.com is currently unavailable (HTTP {0}). Try again later.", status);
  },
  malformed: (error) =>
    l10n.t(
      "Could not read the reply to {0}: {1}. Try again. If the problem persists, check that the endpoint is a DMAPI server.",
      error.request,
      error.detail,
    ),
  authentication: (error) =>
    error.serverMessage
      ? l10n.t(
          "Joker.com refused the sign-in: {0}. Sign in with a valid API key or password.",
          stripTrailingPeriod(error.serverMessage),
        )
      : l10n.t("Joker.com refused the sign-in. Sign in with a valid API key or password."),
  permission: (error) =>
    error.code === readOnlyModeCode
      ? denialMessage("read-only-mode")
      : l10n.t(
          "This account's credentials do not permit this action ({0}). {1}",
          stripTrailingPeriod(error.serverMessage || error.request),
          requiredKeyText(),
        ),
  "not-found": (error) =>
    l10n.t(
      "Joker.com could not find this item ({0}). Refresh the view.",
      stripTrailingPeriod(error.serverMessage || error.request),
    ),
  refused: (error) => {
    const serverText = stripTrailingPeriod(error.serverMessage || String(error.statusCode));
    if (isSessionLimit(error.statusCode, [error.serverMessage]))
      return l10n.t(
        "Joker.com refused another session ({0}). Your key is still valid. Close other DMAPI clients that use this account, or try again in an hour.",
        serverText,
      );
    return error.request === "login"
      ? l10n.t("Joker.com could not complete the sign-in: {0}. Your key was kept. Try again in a moment.", serverText)
      : l10n.t("Joker.com refused the request: {0}.", serverText);
  },
  "unknown-outcome": () =>
    l10n.t(
      "The reply from Joker.com was lost, so it is unknown whether the request was carried out. The request was not repeated. Check the refreshed view before you try again.",
    ),
  canceled: () => l10n.t("Canceled."),
  invalid: (error) => l10n.t("The request was not sent: {0}.", stripTrailingPeriod(error.serverMessage)),
};

function isRedirect(status: number | "?"): boolean {
  return status !== "?" && status >= 300 && status < 400;
}

/** Why a modifying action is not allowed, and what to do. */
export function denialMessage(denialReason: DenialReason): string {
  switch (denialReason) {
    case "read-only-mode":
      return l10n.t("Read-only mode is on for this account, so nothing was sent. Turn it off to make changes.");
    case "access-level":
      return l10n.t("This account's credentials do not permit changes. {0}", requiredKeyText());
    case "refused":
      return l10n.t("Joker.com does not permit this action with this account's credentials. {0}", requiredKeyText());
  }
}

function requiredKeyText(): string {
  return l10n.t(
    "You need an API key with full or modify-only access. Create one at Joker.com under My Profile > Manage Joker.com API access keys, then enter it with Edit API Key.",
  );
}

/** True when the server's name could not be resolved. */
function isNameUnknown({ code }: DmapiError): boolean {
  return code === "ENOTFOUND" || code === "EAI_AGAIN";
}

function networkDetail({ code }: DmapiError): string {
  return code ?? l10n.t("connection closed");
}

function certificateDetail(error: DmapiError): string {
  switch (getCertificateProblem(error.code)) {
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

function proxyMessage(error: DmapiError): string {
  if (error.code === "407") {
    return l10n.t(
      "The proxy requires a username and password, or refused those it received. Enter them in the http.proxy or http.proxyAuthorization setting.",
    );
  }
  if (/^\d+$/.test(error.code ?? "")) {
    return l10n.t(
      "The proxy refused to connect to Joker.com (HTTP {0}). Contact the proxy administrator.",
      error.code ?? "",
    );
  }
  return l10n.t(
    "Could not use the proxy ({0}). Check the http.proxy setting and your network.",
    certificateDetail(error),
  );
}

/** Server text is put into our sentence: without its own period, and of limited length. */
function stripTrailingPeriod(text: string): string {
  return truncate(text, maxServerTextLength).replace(/[.\s]+$/, "");
}

const maxServerTextLength = 300;
