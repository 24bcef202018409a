// @ts-check
// What is mutated, and which unit tests run for it. Each part takes less than an hour.

/** @typedef {{ mutate: string[], tests: string[] }} Part Sources, and folders or files of unit tests without ending. */

/** @type {Record<string, Part>} */
export const parts = {
  client: { mutate: ["src/dmapi/**/*.ts"], tests: ["dmapi/**/*"] },
  columns: {
    mutate: ["src/columns/**/*.ts"],
    tests: [
      "columns/**/*",
      "export/csv",
      "export/workbook/totals-sheet",
      "webview/order-table/{order-model,row-filter}",
    ],
  },
  export: {
    mutate: ["src/export/**/*.ts"],
    tests: ["export/csv", "export/json-lines", "export/spreadsheet-coercion", "export/workbook/**/*"],
  },
  polling: { mutate: ["src/polling/**/*.ts"], tests: ["polling/**/*", "notifications/**/*"] },
};

export const partNames = Object.keys(parts);
