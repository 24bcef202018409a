/** What a deep link opens: a transfer, an order or a result, optionally of a named account. */
export type DeepLink = { readonly account: string | undefined } & (
  | { readonly kind: "transfer"; readonly domain: string }
  | { readonly kind: "order"; readonly orderId: string }
  | { readonly kind: "result"; readonly procId: string }
);

const maxQueryLength = 2000;
const idPattern = /^\d{1,20}$/;
const domainPattern =
  /^(?=.{3,253}$)([\p{L}\p{N}_]([\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u;
/** An account's id or its name: no control or formatting characters, which could make it look like another account. */
const accountPattern = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;

/**
 * Parses the path and query of `vscode://joker-dmapi.joker-dmapi`: `/transfer?domain=…`, `/order?id=…` or
 * `/result?proc-id=…`, each optionally with `account=…`. Undefined for everything else: links are untrusted input.
 */
export function parseDeepLink(path: string, query: string): DeepLink | undefined {
  if (query.length > maxQueryLength) return undefined;
  const fields = [...new URLSearchParams(query)];
  const [parameter = "", pattern] = parameterByPath.get(path) ?? [];
  const isKnown = fields.every(([name]) => name === parameter || name === "account");
  if (!pattern || !isKnown || new Set(fields.map(([name]) => name)).size !== fields.length) return undefined;
  const values = new Map(fields);
  const value = values.get(parameter) ?? "";
  const account = values.get("account");
  if (!pattern.test(value) || (account !== undefined && !accountPattern.test(account))) return undefined;
  return { ...toTarget(path, value), account };
}

/** The path and query of a link that shows this for the active account, such as `/transfer?domain=example.com`. */
export function formatDeepLink(kind: DeepLink["kind"], value: string): string {
  const [parameter] = parameterByPath.get(`/${kind}`) ?? [];
  return `/${kind}?${parameter}=${encodeURIComponent(value)}`;
}

const parameterByPath: ReadonlyMap<string, readonly [name: string, shape: RegExp]> = new Map([
  ["/transfer", ["domain", domainPattern]],
  ["/order", ["id", idPattern]],
  ["/result", ["proc-id", idPattern]],
]);

function toTarget(path: string, value: string) {
  if (path === "/transfer") return { kind: "transfer", domain: value.toLowerCase() } as const;
  return path === "/order"
    ? ({ kind: "order", orderId: value } as const)
    : ({ kind: "result", procId: value } as const);
}
