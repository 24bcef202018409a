// The shape of the code, as ARCHITECTURE.md tells it: which folder of src may import which.
const may = {
  secrecy: [],
  dmapi: ["secrecy"],
  diagnose: ["dmapi"],
  links: [],
  names: [],
  rows: [],
  sandbox: [],
  messages: ["dmapi/days", "dmapi/order-query", "dmapi/order-walk/plan"],
  export: ["rows"],
  webview: ["messages", "names", "rows"],
  workbench: ["secrecy"],
  account: ["dmapi", "workbench"],
  data: ["dmapi", "account", "workbench"],
  watch: ["dmapi/model", "account", "data", "workbench"],
  views: ["dmapi/model", "dmapi/days", "data", "account", "names", "workbench"],
  table: ["data", "account", "messages", "rows", "export", "workbench"],
  detail: ["dmapi/model", "data", "messages", "workbench"],
  documents: ["dmapi/model", "dmapi/results", "data", "workbench"],
  commands: [
    "detail",
    "documents",
    "dmapi",
    "diagnose",
    "links",
    "account",
    "data",
    "table",
    "messages",
    "sandbox",
    "rows",
    "export",
    "workbench",
  ],
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
      name: "no-vscode-below",
      severity: "error",
      from: { path: "^src/(secrecy|dmapi|diagnose|links|names|rows|sandbox|messages|export|webview)/" },
      to: { path: "^(vscode|node_modules/@types/vscode/)" },
    },
    {
      name: "no-node-in-the-browser",
      severity: "error",
      from: { path: "^src/(names|rows|messages|export|webview)/" },
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
