import { quirkNames, type QuirkName } from "../../../src/sandbox/quirks";
import { orderAndTransferCases, resultCases, type QuirkCase } from "./list-quirk-cases";
import { httpCases, loginCases, replyCases } from "./reply-quirk-cases";
import { SandboxClient } from "./sandbox-client";

/** One case for each quirk: the compiler refuses this object if one is missing. */
const cases: Readonly<Record<QuirkName, QuirkCase>> = {
  ...resultCases,
  ...orderAndTransferCases,
  ...replyCases,
  ...loginCases,
  ...httpCases,
};

describe("sandbox: on the wire, the quirk", () => {
  let client: SandboxClient;
  beforeEach(async () => {
    client = await SandboxClient.start({ orders: 5000 });
  });
  afterEach(() => client.close());

  for (const name of quirkNames) {
    it(name, async () => {
      client.control.setQuirks([name]);
      await cases[name](client);
    });
  }
});
