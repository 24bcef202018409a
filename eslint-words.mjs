// Words that no identifier and no file name in src and test is made of, with the term to use instead; see docs/glossary.md.

/** Of an identifier: the whole of it, or one of its words. @type {Record<string, string>} */
export const identifierWords = {
  hurry: "fast polling",
  patience: "staleness policy, timeoutMs",
  cadence: "interval, backoff",
  scene: "context",
  correspondent: "change monitor",
  announcer: "notification service",
  desk: "command context",
  deed: "batch action",
  mishap: "action failure",
  sighting: "state history",
  forest: "node store",
  shelf: "session cache",
  lane: "client, transport",
  carrier: "HTTP client",
  sulk: "cooldown",
  surroundings: "dependencies, context",
  setback: "failure",
  contestant: "competitor",
  seams: "row deduper",
  tally: "completeness check",
};

/** Of a file or folder name: the whole of it. @type {Record<string, string>} */
export const fileNames = {
  ...identifierWords,
  told: "notified",
  kept: "cache, store, buffer",
  held: "claims",
  gone: "expired, removed",
  way: "progress",
  words: "text filter",
  news: "notification",
  share: "cross-window cache",
  place: "position",
  room: "grow-array",
  rank: "text-rank",
  steps: "cooperative tasks",
  own: "get-own",
  peer: "ipc-connection",
  plain: "sanitize",
  names: "idn",
  links: "deep-links",
  rows: "columns",
  secrecy: "redaction",
  diagnose: "diagnostics",
  watch: "polling, notifications",
  detail: "transfer-panel",
  documents: "result-documents",
  picture: "chart",
};

/** Splits `keptSession` and `kept-session` into words. @param {string} name */
function wordsIn(name) {
  return name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
}

/** @type {import("eslint").Rule.RuleModule} */
const standardWords = {
  meta: { type: "suggestion", schema: [], messages: { word: "“{{word}}” is not a standard term: use {{term}}." } },
  create(context) {
    /** @param {import("estree").Node} node @param {string} name */
    const check = (node, name) => {
      const word = wordsIn(name).find((each) => Object.hasOwn(identifierWords, each));
      if (word) context.report({ node, messageId: "word", data: { word, term: identifierWords[word] ?? "" } });
    };
    return {
      Identifier: (node) => check(node, node.name),
      PrivateIdentifier: (node) => check(node, node.name),
      Program(node) {
        const path = context.filename.replaceAll("\\", "/").replace(/^.*\/(src|test)\//, "");
        for (const part of path.split("/").map((each) => each.replace(/\..*$/, ""))) {
          if (Object.hasOwn(fileNames, part))
            context.report({ node, messageId: "word", data: { word: part, term: fileNames[part] ?? "" } });
        }
      },
    };
  },
};

/** The plugin: `words/standard-words`. */
export default { rules: { "standard-words": standardWords } };
