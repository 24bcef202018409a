import { toComparableValue } from "../../../columns/distinct-values";
import type { StringName, Strings } from "../../../messages/strings";

/** Names of the title texts by order type. */
const typeTitles: Readonly<Record<string, StringName>> = {
  create: "typeCreate",
  renew: "typeRenew",
  transfer: "typeTransfer",
  restore: "typeRestore",
  delete_domain: "typeDeleteDomain",
  cor: "typeCor",
  "create-contact": "typeCreateContact",
  autons: "typeAutons",
  lock: "typeLock",
  unlock: "typeUnlock",
  privacy_pp1: "typePrivacyBasic",
  privacy_pp2: "typePrivacyPro",
  "credit-increase": "typeCreditIncrease",
  payment_fee: "typePaymentFee",
};

const titleByWord = new Map(
  Object.entries(typeTitles).map(([type, title]) => [toComparableValue("type", type), title]),
);

/** The title of an order type; an undocumented one as sent. */
export function typeTitle(strings: Strings, type: string): string {
  const title = titleByWord.get(toComparableValue("type", type));
  return title === undefined ? type : strings[title];
}
