import { RuleFixture, type Rule } from "./rules/rule-fixture";
import { orderParameterRules } from "./rules/order-parameters";
import { orderRules } from "./rules/orders";
import { resultRules } from "./rules/results";
import { sessionRules } from "./rules/sessions";
import { transferRules } from "./rules/transfers";

/** Every sentence of the two documents that states a rule, by the part it stands in. */
const documents: Record<string, readonly Rule[]> = {
  "Account and Handling: login, logout, profile, balance": sessionRules,
  "Account and Handling: results": resultRules,
  "Account and Handling: query-order-list, parameters": orderParameterRules,
  "Account and Handling: query-order-list, what it gives": orderRules,
  "Domain transfer control": transferRules,
};

for (const [part, rules] of Object.entries(documents)) {
  describe(`The rules of ${part}`, () => {
    let fixture: RuleFixture;
    beforeEach(async () => {
      fixture = await RuleFixture.start();
    });
    afterEach(() => fixture.close());

    for (const { says, client, sandbox } of rules) {
      if (client) it(`client: ${says}`, () => client(fixture));
      if (sandbox) it(`sandbox: ${says}`, () => sandbox(fixture));
    }
  });
}
