import { faultKinds, type Fault } from "../../src/sandbox/fault-injection";
import { useDialogs, useSignedIn } from "./test-api";
import { assertRecovers, type Effect, type Trouble } from "./view-recovery";

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

  for (const { name, ...trouble } of troubles) {
    it(`is up to date with one refresh: ${name}`, async () => {
      logins = 0;
      await assertRecovers(world(), trouble);
    });
  }
});
