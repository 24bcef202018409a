import type { StringName, Strings } from "../../messages/strings";

/** Order types by the text that says in plain words what they are. */
const titles: Readonly<Record<string, StringName>> = {
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

/** A type in plain words; one that DMAPI does not document as it is. */
export function typeTitle(strings: Strings, type: string): string {
  const title = Object.hasOwn(titles, type) ? titles[type] : undefined;
  return title === undefined ? type : strings[title];
}
