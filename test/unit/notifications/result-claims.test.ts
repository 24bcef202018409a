import assert from "node:assert/strict";
import { ResultClaims } from "../../../src/notifications/result-claims";
import { withoutDuplicates, type NotificationBatch } from "../../../src/notifications/notification-deduper";
import { Emitter } from "../../../src/ipc/emitter";

/** Two windows that hear each other when messages are delivered. */
function windows() {
  const posted: (() => void)[] = [];
  const emitters = [0, 1].map(
    () =>
      new Emitter<unknown>((error) => {
        throw error;
      }),
  );
  const claims = emitters.map((own) => {
    const others = emitters.filter((other) => other !== own);
    const send = (_: string, message: unknown) =>
      void posted.push(() => others.forEach((other) => other.fire(JSON.parse(JSON.stringify(message)))));
    return new ResultClaims({ send, on: (_, listener) => own.event(listener) }, Date.now);
  });
  const deliver = () => posted.splice(0).forEach((message) => message());
  return { claims, deliver };
}

describe("A result that two windows wait for", () => {
  it("is announced by one of them, even if both load it at the same moment", async () => {
    const { claims, deliver } = windows();
    const holds = claims.map((each) => each.claim("1", "42"));
    const acquired = holds.map((hold) => hold.acquireNotification());
    deliver();
    assert.deepEqual((await Promise.all(acquired)).sort(), [false, true]);
    deliver();
    assert.deepEqual(await Promise.all(holds.map((hold) => hold.acquireNotification())), [false, false]);
  });

  it("is announced by the other one if the first has canceled", async () => {
    const { claims, deliver } = windows();
    const [first, second] = claims.map((each) => each.claim("1", "42"));
    first?.release();
    deliver();
    assert.equal(await second?.acquireNotification(), true);
  });
});

describe("Changes that two windows find at the same moment", () => {
  const item = (subject: string) => ({ kind: "foaRejected" as const, subject, detail: "FOA_NACK" });
  const createNotification = (id: string, isShown: boolean, ...subjects: string[]): NotificationBatch => ({
    id,
    account: { id: "1", name: "a" },
    items: subjects.map(item),
    isShown,
  });
  const subjects = ({ items }: NotificationBatch) => items.map(({ subject }) => subject);

  it("are announced by one of them", () => {
    const [a, b] = [
      createNotification("a", false, "1.example", "2.example"),
      createNotification("b", false, "2.example", "3.example"),
    ];
    assert.deepEqual(subjects(withoutDuplicates(a, b)), ["1.example", "2.example"]);
    assert.deepEqual(subjects(withoutDuplicates(b, a)), ["3.example"]);
  });

  it("are announced by the one that has claimed them, per account", () => {
    const waiting = createNotification("a", false, "1.example", "2.example");
    assert.deepEqual(subjects(withoutDuplicates(waiting, createNotification("b", true, "1.example"))), ["2.example"]);
    const other = { ...createNotification("b", true, "1.example"), account: { id: "2", name: "b" } };
    assert.deepEqual(subjects(withoutDuplicates(waiting, other)), ["1.example", "2.example"]);
  });
});
