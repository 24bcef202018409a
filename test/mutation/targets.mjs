// @ts-check
// What is mutated, and which unit tests run for it: the fewer seconds they take, the better, as many run for each change.

/** @typedef {{ mutate: string[], tests: string[] }} Target Sources, and folders or files of unit tests without ending. */

/** Signing in, sending and trying again: what all requests of the client share. */
const clientSession =
  "src/dmapi/{session*,login,request-*,retry,transport,endpoint,parse-url,errors,status-codes,unknown-outcome,unless-aborted}.ts";

/** @type {Record<string, Target>} */
export const targets = {
  "client-http": { mutate: ["src/dmapi/http/*.ts"], tests: ["dmapi/http/*", "dmapi/transport", "diagnostics/*"] },
  "client-pagination": {
    mutate: ["src/dmapi/pagination/*.ts"],
    tests: ["dmapi/order-walk*", "dmapi/order-range", "dmapi/order-files", "dmapi/row-deduper"],
  },
  "client-requests": {
    mutate: ["src/dmapi/*.ts", `!${clientSession}`],
    tests: ["dmapi/!(order-*|leaks|faithful*)", "dmapi/order-walk", "dmapi/orders"],
  },
  "client-session": {
    mutate: [clientSession],
    tests: ["dmapi/!(order-*|leaks|faithful*)", "accounts/shared-session"],
  },
  columns: {
    mutate: ["src/columns/**/*.ts"],
    tests: ["columns/**/*", "export/csv", "export/workbook/totals-sheet", "webview/order-table/row-filter"],
  },
  export: {
    mutate: ["src/export/**/*.ts"],
    tests: ["export/**/*"],
  },
  polling: { mutate: ["src/polling/**/*.ts"], tests: ["polling/**/*", "notifications/**/*"] },
};

export const targetNames = Object.keys(targets);
