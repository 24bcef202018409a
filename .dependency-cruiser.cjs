// The shape of the code, as ARCHITECTURE.md tells it: which folder of src may import which.
const may = {
  redaction: [],
  idn: [],
  formatting: ["dmapi/parse-time"],
  "deep-links": [],
  columns: ["dmapi/days", "dmapi/model"],
  sandbox: [],
  dmapi: ["redaction"],
  diagnostics: ["dmapi"],
  messages: ["dmapi/days", "dmapi/order-query", "dmapi/pagination/date-windows"],
  export: ["columns", "formatting", "dmapi/days", "dmapi/parse-time"],
  webview: ["messages", "idn", "columns", "formatting", "dmapi/order-columns"],
  workbench: ["redaction", "formatting"],
  ipc: ["workbench"],
  accounts: ["dmapi", "ipc", "workbench"],
  state: ["dmapi", "accounts", "columns", "formatting", "idn", "workbench"],
  polling: ["dmapi/model", "accounts", "state", "ipc", "workbench"],
  notifications: ["dmapi/model", "accounts", "state", "polling", "ipc", "workbench"],
  views: ["dmapi/model", "dmapi/days", "state", "accounts", "columns/charged-orders", "formatting", "idn", "workbench"],
  "order-table": ["state", "accounts", "messages", "columns", "export", "formatting", "workbench"],
  "transfer-panel": ["dmapi/model", "state", "messages", "idn", "workbench"],
  "result-documents": ["dmapi/model", "dmapi/results", "state", "idn", "workbench"],
  agents: ["dmapi", "state", "accounts", "messages", "columns", "formatting", "idn", "workbench"],
  commands: [
    "transfer-panel",
    "result-documents",
    "dmapi",
    "diagnostics",
    "deep-links",
    "accounts",
    "state",
    "order-table",
    "messages",
    "sandbox",
    "columns",
    "export",
    "workbench",
  ],
  activation: ["services", "accounts", "agents/register-tools", "commands/command-groups", "ipc", "workbench"],
};

const folders = Object.entries(may).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: { path: "^src/", pathNot: [folder, ...allowed].map((name) => `^src/${name}[/.]`) },
}));

module.exports = {
  forbidden: [
    ...folders,
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "extension-is-the-top",
      severity: "error",
      from: { pathNot: "^src/extension\\.ts$" },
      to: { path: "^src/extension\\.ts$" },
    },
    {
      name: "services-are-loaded-by-the-activation",
      severity: "error",
      from: { pathNot: "^src/(extension\\.ts$|activation/)" },
      to: { path: "^src/services\\.ts$" },
    },
    {
      name: "services-are-loaded-lazily",
      severity: "error",
      from: {},
      to: { path: "^src/services\\.ts$", dependencyTypesNot: ["type-only", "dynamic-import"] },
    },
    {
      name: "no-vscode-below",
      severity: "error",
      from: {
        path: "^src/(redaction|dmapi|diagnostics|deep-links|idn|columns|formatting|sandbox|messages|export|webview)/",
      },
      to: { path: "^(vscode|node_modules/@types/vscode/)" },
    },
    {
      name: "no-node-in-the-browser",
      severity: "error",
      from: { path: "^src/(idn|columns|formatting|messages|export|webview)/" },
      to: { dependencyTypes: ["core"] },
    },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: "\\.d\\.ts$" }, to: {} },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".js"] },
  },
};
