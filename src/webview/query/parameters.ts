import type { QueryField } from "../../messages/query";

/** Fields that are not in the bar. */
export const moreFields: readonly QueryField[] = [
  "status",
  "tld",
  "fqdn",
  "fqdnLike",
  "orderId",
  "orderIdAfter",
  "orderIdBefore",
  "procId",
  "procIdAfter",
  "procIdBefore",
  "showAll",
  "asc",
];

/** What DMAPI calls the fields; the others by their names. */
const parameters: Partial<Record<QueryField, string>> = {
  period: "after, before",
  fqdnLike: "fqdn-like",
  orderId: "order-id",
  orderIdAfter: "order-id-after",
  orderIdBefore: "order-id-before",
  procId: "proc-id",
  procIdAfter: "proc-id-after",
  procIdBefore: "proc-id-before",
  showAll: "show-all",
};

/** The parameter of query-order-list a field becomes, as DMAPI calls it. */
export function parameterOf(field: QueryField): string {
  return parameters[field] ?? field;
}
