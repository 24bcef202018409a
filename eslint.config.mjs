import js from "@eslint/js";
import tseslint from "typescript-eslint";
import standardWords from "./eslint-words.mjs";

/** Words as a user reads them, in a string and in a template. */
const words = String.raw`Literal[value=/^[A-Z][a-z]+( |$)|[A-Za-z]{2} [a-z]{2}/]`;
const wordsBetween = String.raw`TemplateLiteral:has(> TemplateElement[value.raw=/[A-Za-z]{2} [a-z]{2}/])`;
const shown = "title|label|placeHolder|placeholder|prompt|message|detail|description|tooltip|empty|yes|no|saveLabel";
const tells =
  "showInfo|showError|showInfoWithActions|showNotification|showWarning|withProgress|pickItem|createActionRow|createFieldRow|UserFacingError|TreeItem";
const calls = [
  `callee.name=/^(${tells})$/`,
  `callee.property.name=/^(show(Information|Warning|Error)Message|TreeItem)$/`,
];

/** Texts that no translator would get to see, or only a part of. */
const untranslated = [
  {
    selector: `CallExpression[callee.property.name="t"]:not([arguments.0.type="Literal"])`,
    message: "l10n.t takes a string as it stands: values go into {0}.",
  },
  {
    selector: `BinaryExpression[operator="+"] > CallExpression[callee.property.name="t"]`,
    message: "A sentence is one text: values go into {0}.",
  },
  {
    selector: `:matches(Property[key.name=/^(${shown})$/], AssignmentExpression[left.property.name=/^(${shown})$/], ${calls.map((call) => `:matches(CallExpression, NewExpression)[${call}]`).join(", ")}) > :matches(${words}, ${wordsBetween})`,
    message: "What a user reads goes through vscode.l10n.t.",
  },
];

/** Promises of nothing but time: what a test waits for is an event, a clock it moves, or checked by `eventually`. */
const executor = `NewExpression[callee.name="Promise"] > :function`;
const timer = `CallExpression:matches([callee.name=/^set(Timeout|Interval)$/], [callee.property.name=/^set(Timeout|Interval)$/])`;
const waits = "A test waits for an event, moves a clock, or checks with eventually(); it does not sleep.";
const sleeps = [
  `${executor} > ${timer}`,
  `${executor} > UnaryExpression > ${timer}`,
  `${executor} > BlockStatement[body.length=1] > ExpressionStatement > ${timer}`,
  `ImportDeclaration[source.value=/^(node:)?timers.promises$/]`,
  `CallExpression[callee.property.name="waitForTimeout"]`,
].map((selector) => ({ selector, message: waits }));

/**
 * Classes whose members are secrets: `#` hides them from util.inspect, console.log and JSON.stringify, `private` does not.
 * All others use `private`.
 */
const secretHolders = [
  "src/dmapi/session-login.ts",
  "src/dmapi/session.ts",
  "src/ipc/ipc-handshake.ts",
  "src/redaction/secret-redactor.ts",
  "src/redaction/multi-pattern-search.ts",
  "src/result-documents/result-document.ts",
];
const hashPrivate = {
  selector: ":matches(PropertyDefinition, MethodDefinition) > PrivateIdentifier",
  message: "Use `private`; `#` is for the classes in secretHolders (eslint.config.mjs).",
};

export default tseslint.config(
  { ignores: ["dist", "out", "coverage", ".vscode-test"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    // The rules that need types are oxlint's (.oxlintrc.json), which takes a tenth of the time for them.
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 15],
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  { files: ["src/**", "test/**"], plugins: { words: standardWords }, rules: { "words/standard-words": "error" } },
  {
    files: ["src/**/*.ts"],
    // What is compared with the times of files, of certificates and of a server, and the defaults of the client.
    ignores: [
      "src/workbench/clock.ts",
      "src/diagnostics/diagnose-connection.ts",
      "src/{dmapi,sandbox}/**",
      "src/webview/order-table/order-table-app.ts",
    ],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Take the time from the Clock (src/workbench/clock.ts)." },
      ],
    },
  },
  { files: ["src/**/*.ts", "test/**/*.ts"], rules: { "no-restricted-syntax": ["error", hashPrivate] } },
  // On a typed array of all rows `for…of` makes an object for each row until the loop is compiled.
  { files: ["src/columns/*.ts"], rules: { "@typescript-eslint/prefer-for-of": "off" } },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/{dmapi,sandbox,columns,export,redaction}/**"],
    rules: { "no-restricted-syntax": ["error", hashPrivate, ...untranslated] },
  },
  { files: secretHolders, rules: { "no-restricted-syntax": ["error", ...untranslated] } },
  {
    files: ["test/**/*.ts"],
    rules: {
      "max-lines-per-function": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["test/**/*.ts"],
    ignores: ["test/eventually.ts", "test/e2e/driver/**"],
    rules: { "no-restricted-syntax": ["error", hashPrivate, ...sleeps] },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: Object.fromEntries(
        ["process", "console", "fetch", "URL", "setTimeout", "clearTimeout", "AbortSignal", "module", "Buffer"].map(
          (name) => [name, "readonly"],
        ),
      ),
    },
  },
);
