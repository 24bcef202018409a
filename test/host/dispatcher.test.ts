import assert from "node:assert/strict";
import { useSignedIn } from "./test-api";

describe("HTTP requests", () => {
  const slots = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];
  const describeSlots = () => slots.map((slot) => Object.getOwnPropertyDescriptor(globalThis, slot));
  const before = describeSlots();
  const world = useSignedIn();

  it("do not change the global dispatcher of the host's fetch", async () => {
    const { appState: data, sandbox } = world();
    await data.account.reload();
    assert.equal(data.account.state.kind, "ready");
    assert.deepEqual(describeSlots(), before);
    const { status } = await fetch(`${sandbox.url}/request/version`);
    assert(status < 500);
    assert.deepEqual(describeSlots(), before);
  });
});
