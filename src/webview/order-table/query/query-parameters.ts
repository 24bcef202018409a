import type { QueryField } from "../../../messages/table-query";

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

/** DMAPI's names of the fields whose names differ. */
const parameterNames: Partial<Record<QueryField, string>> = {
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

/** The parameter of query-order-list for a field. */
export function parameterOf(field: QueryField): string {
  return parameterNames[field] ?? field;
}
