import assert from "node:assert/strict";
import { registeredTools, type CancellationToken } from "./vscode-stub";
import { createFakeAccount } from "./fake-account";
import { registerTools } from "../../../src/agents/register-tools";
import { toolNames } from "../../../src/agents/tool-names";

const notCanceled: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};
const accountTools = Object.values(toolNames).filter((name) => name !== toolNames.transferState);

describe("The tools as VS Code calls them", () => {
  let account: string | undefined;
  let fake: ReturnType<typeof createFakeAccount>;
  let registration: { dispose(): unknown };

  beforeEach(() => {
    account = "reseller · SANDBOX";
    fake = createFakeAccount();
    registration = registerTools({
      getAccountName: () => Promise.resolve(account),
      getContext: () => Promise.resolve(fake.context),
    });
  });
  afterEach(() => registration.dispose());

  const prepare = async (name: string) => (await registeredTools.get(name)!.prepareInvocation({})).confirmationMessages;
  const invoke = async (name: string, input: unknown = {}, token = notCanceled) => {
    const { content } = await registeredTools.get(name)!.invoke({ input }, token);
    return (content as { value: string }[]).map(({ value }) => value).join("");
  };

  it("are confirmed, and the confirmation names the account and what is read", async () => {
    const titles = new Set<string>();
    for (const name of accountTools) {
      const { title = "", message } = (await prepare(name)) ?? {};
      assert.match(title, /^Read .+[?.]$/);
      assert.match(message?.value ?? "", /read data from reseller · SANDBOX\..*sent to the language model.*Nothing is changed/); // prettier-ignore
      titles.add(title);
    }
    assert.equal(titles.size, accountTools.length);
    assert.deepEqual(fake.requests, []);
  });

  it("show an account's name as text, whatever it is", async () => {
    account = "[x](command:joker.signOut) **b** <b>";
    const { message } = (await prepare(toolNames.balance)) ?? {};
    assert(message?.value.includes("\\[x\\]\\(command:joker.signOut\\) \\*\\*b\\*\\* \\<b\\>"), message?.value);
  });

  it("need no confirmation where nothing is read", async () => {
    assert.equal(await prepare(toolNames.transferState), undefined);
    account = undefined;
    for (const name of accountTools) assert.equal(await prepare(name), undefined);
  });

  it("read nothing once another account is active than the one that was confirmed", async () => {
    for (const [name, input] of [
      [toolNames.balance, {}],
      [toolNames.result, { procId: "5001" }],
    ] as const) {
      account = "reseller · SANDBOX";
      await prepare(name);
      account = "another · SANDBOX";
      await assert.rejects(invoke(name, input), /The active account changed after the user confirmed the call/);
      account = undefined;
      await assert.rejects(invoke(name, input), /The active account changed/);
    }
    assert.deepEqual(fake.requests, []);
    account = "reseller · SANDBOX";
    assert.match(await invoke(toolNames.balance), /^Available: /m);
  });

  it("read nothing of an account that was signed in to after there was nothing to confirm", async () => {
    account = undefined;
    await prepare(toolNames.balance);
    account = "reseller · SANDBOX";
    await assert.rejects(invoke(toolNames.balance), /The active account changed/);
    assert.deepEqual(fake.requests, []);
  });

  it("end as canceled when they are", async () => {
    const canceled = { ...notCanceled, isCancellationRequested: true };
    await assert.rejects(invoke(toolNames.orders, {}, canceled), { name: "Canceled" });
    assert.deepEqual(fake.requests, []);
    let cancel = () => undefined as unknown;
    const token = {
      isCancellationRequested: false,
      onCancellationRequested: (listener: () => void) => {
        cancel = listener;
        return { dispose: () => undefined };
      },
    };
    fake = createFakeAccount(() => {
      cancel();
      return undefined;
    });
    await assert.rejects(invoke(toolNames.orders, {}, token), { name: "Canceled" });
  });
});
