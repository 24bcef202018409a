import assert from "node:assert/strict";
import { configuration } from "../vscode-stub";
import { parseEndpoint } from "../../../src/dmapi/endpoint";
import { isDecimal } from "../../../src/state/amounts";
import { notificationKinds } from "../../../src/workbench/notification-kinds";
import { settings } from "../../../src/workbench/settings";
import type { FuzzTarget } from "../fuzz-target";
import { mutateText, mutateValue, randomValue } from "../mutate";
import type { RandomSource } from "../random-source";

const samples: Readonly<Record<string, unknown>> = {
  endpoint: "https://dmapi.ote.joker.com",
  "balance.lowThreshold": 12.5,
  "orders.days": 60,
  "results.days": 45,
  refreshInterval: 15,
  "mcpServer.enabled": true,
  "sandbox.quirks": ["comma-separator"],
  ...Object.fromEntries(notificationKinds.map((kind) => [`notifications.${kind}`, false])),
};

const endpoints = [
  "https://dmapi.joker.com",
  "http://127.0.0.1:4711",
  "http://localhost/x",
  "http://[::1]:1",
  "https://a:b@c",
] as const;

function isIntegerIn(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max;
}

/** A setting of any value is read as one that the rest of the code can use. */
function readSettings(random: RandomSource): void {
  for (const [name, value] of Object.entries(samples))
    configuration.set(name, random.oneIn(3) ? randomValue(random) : mutateValue(value, random));
  assert.equal(typeof settings.endpoint(), "string");
  const threshold = settings.lowThreshold();
  assert(isDecimal(`${threshold}`), `the threshold ${threshold}`);
  assert(isIntegerIn(settings.ordersDays(), 1, 1095), `orders.days ${settings.ordersDays()}`);
  assert(isIntegerIn(settings.resultsDays(), 1, 90), `results.days ${settings.resultsDays()}`);
  assert(
    isIntegerIn(settings.refreshIntervalMinutes(), 0, 1440),
    `refreshInterval ${settings.refreshIntervalMinutes()}`,
  );
  assert.equal(typeof settings.isMcpServerEnabled(), "boolean");
  assert(settings.sandboxQuirks().every((name) => typeof name === "string"));
  for (const kind of notificationKinds) assert.equal(typeof settings.isNotificationEnabled(kind), "boolean");
}

/** An endpoint is https or loopback, and has no credentials. */
function readEndpoint(random: RandomSource): void {
  const text = mutateText(random.pick(endpoints), random);
  const parsed = parseEndpoint(text);
  if (!("endpoint" in parsed)) return;
  const { protocol, hostname, username, password, search, hash } = new URL(parsed.endpoint);
  assert(protocol === "https:" || (protocol === "http:" && /^(localhost|127\.|\[::1\])/.test(hostname)), text);
  assert.equal(username + password + search + hash, "", text);
  assert.deepEqual(parseEndpoint(parsed.endpoint), parsed, text);
}

export const settingsTarget: FuzzTarget = {
  name: "settings",
  run: (random) => (random.oneIn(2) ? readSettings(random) : readEndpoint(random)),
};
