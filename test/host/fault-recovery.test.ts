import assert from "node:assert/strict";
import * as vscode from "vscode";
import { faultKinds, type Fault } from "../../src/sandbox/fault-injection";
import type { Sandbox } from "../../src/sandbox/server";
import { eventually } from "../eventually";
import { labelsOf, getLeafRows } from "./tree-rows";
import { useDialogs, useSignedIn } from "./test-api";

const viewNames = ["transfers", "orders", "results", "account"] as const;
const requestNames = ["domain-transfer-control", "query-order-list", "result-list", "query-account-balance"];

/** What the views say meanwhile: why they failed, that their rows are old because no reply comes, or nothing. */
type Effect = RegExp | "hangs" | "heals";

interface Trouble {
  readonly name: string;
  readonly effect: Effect;
  readonly begin: (sandbox: Sandbox) => void;
  readonly end: (sandbox: Sandbox) => void;
}

/** Every kind of fault, for as long as it is not ended. */
const faults: Record<Fault["kind"], { readonly effect: Effect } & Omit<Fault, "kind">> = {
  latency: { effect: "heals", ms: 20 },
  "session-death": { effect: /refused the sign-in/ },
  "drop-before": { effect: /Could not reach/ },
  "drop-during": { effect: /Could not reach/ },
  "drop-after": { effect: /Could not reach/ },
  status: { effect: /HTTP 503/, status: 503, retryAfter: 3600 },
  html: { effect: /Could not read the reply/ },
  empty: { effect: /Could not read the reply/ },
  garbage: { effect: /Could not read the reply/ },
  cut: { effect: /Could not read the reply/ },
  "cut-length": { effect: /Could not reach/ },
  "short-length": { effect: /Could not/ },
  stall: { effect: "hangs" },
  drip: { effect: "hangs", bytes: 1 }, // of a list: for a quarter of an hour
};

const injected = faultKinds.map((kind): Trouble => {
  const { effect, ...fault } = faults[kind];
  return {
    name: kind,
    effect,
    begin: ({ control }) => control.addFaults({ kind, ...fault, count: 1_000_000 }),
    end: ({ control }) => control.clearFaults(),
  };
});

/** Replies are replaced by one of these instead. */
function rewritten(name: string, effect: Effect, rewrite: (request: string, reply: string) => string): Trouble {
  return {
    name,
    effect,
    begin: ({ control }) => {
      control.killSessions();
      control.rewriteReplies(rewrite);
    },
    end: ({ control }) => control.rewriteReplies(undefined),
  };
}

const refusal = (code: number) => `Status-Code: ${code}\nStatus-Text: no\nVersion: 1.2.47\n\n`;
let logins = 0;

const troubles: readonly Trouble[] = [
  ...injected,
  rewritten("replies without an empty line", /Could not read the reply/, () => "Status-Code: 0\n".repeat(100_000)),
  rewritten("dead sessions answered with 2202", "heals", (_, reply) =>
    reply.replace(/^Status-Code: 2200$/m, "Status-Code: 2202"),
  ),
  rewritten("every session answered with 2202", /do not permit/, (request, reply) =>
    request === "login" ? reply : refusal(2202),
  ),
  // The first request that logs in fails; the next one succeeds, and with it the failed view is loaded again.
  rewritten("one login answered with 2400", "heals", (request, reply) => {
    if (request !== "login") return reply;
    logins += 1;
    return logins === 1 ? refusal(2400) : reply;
  }),
  rewritten("every login answered with 2400", /could not complete the sign-in/, (request, reply) =>
    request === "login" ? refusal(2400) : reply,
  ),
  rewritten("a key that is refused for a while", /refused the sign-in/, (request, reply) =>
    request === "login" ? `${refusal(2200)}API key is invalid\n` : reply,
  ),
];

describe("After a fault, which does not cost it its rows, a view", () => {
  useDialogs();
  const world = useSignedIn();

  const refresh = (name: (typeof viewNames)[number]) => vscode.commands.executeCommand(`joker.${name}.refresh`);
  const shownRows = () => viewNames.map((name) => labelsOf(getLeafRows(world().views.trees[name])));
  const messages = () => viewNames.map((name) => world().views.trees[name].tree.message ?? "");
  const states = () => viewNames.map((name) => world().appState[name].state.kind);

  for (const { name, effect, begin, end } of troubles) {
    it(`is up to date with one refresh: ${name}`, async () => {
      const { appState, sandbox } = world();
      await Promise.all(appState.allResources.map((resource) => resource.reload()));
      const rows = shownRows();
      assert(rows.every(({ length }) => length > 0));
      logins = 0;
      sandbox.control.clearLog();
      begin(sandbox);
      const refreshing = Promise.all(viewNames.map(refresh));
      if (effect === "hangs") await showsOldRows();
      else await refreshing;
      if (effect instanceof RegExp) for (const message of messages()) assert.match(message, effect);
      if (effect !== "heals") for (const message of messages()) assert.match(message, /Last updated: /);
      const rowsMeanwhile = shownRows().map((labels) => labels.filter((label) => label !== "Sign In Again"));
      assert.deepEqual(rowsMeanwhile, rows);

      end(sandbox);
      await refresh("transfers");
      assert.deepEqual(states(), ["ready", "ready", "ready", "ready"]);
      assert.deepEqual(messages(), ["", "", "", ""]);
      // At the sandbox, too, an hour has passed while a view waited for its reply.
      if (effect !== "hangs") assert.deepEqual(shownRows(), rows);
      await refreshing;
    });
  }

  /** Waits until every view waits for a reply, lets an hour pass, and has the views say how old their rows are. */
  async function showsOldRows(): Promise<void> {
    const { accounts, clock, sandbox } = world();
    await eventually(() => {
      const requested = new Set(sandbox.control.log.map(({ request }) => request));
      for (const request of requestNames) assert(requested.has(request), request);
    });
    clock.advance(3_600_000);
    await accounts.update(accounts.requireCurrent().id, {});
    assert.deepEqual(states(), ["loading", "loading", "loading", "loading"]);
  }
});
