/** What a link shows: a transfer, an order or a result; of the named account where it names one. */
export type Link = { readonly account: string | undefined } & (
  | { readonly shows: "transfer"; readonly domain: string }
  | { readonly shows: "order"; readonly orderId: string }
  | { readonly shows: "result"; readonly procId: string }
);

const longest = 2000;
const id = /^\d{1,20}$/;
const domain =
  /^(?=.{3,253}$)([\p{L}\p{N}_]([\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u;
/** An account's id or its name: no control or formatting characters, which could make it look like another. */
const account = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;

/**
 * Reads what is behind `vscode://joker-dmapi.joker-dmapi`: `/transfer?domain=…`, `/order?id=…` or `/result?proc-id=…`, each
 * with an `account=…` or without. Undefined for everything else: links come from anywhere.
 */
export function readLink(path: string, query: string): Link | undefined {
  if (query.length > longest) return undefined;
  const fields = [...new URLSearchParams(query)];
  const [own = "", shape] = parameters.get(path) ?? [];
  const isKnown = fields.every(([name]) => name === own || name === "account");
  if (!shape || !isKnown || new Set(fields.map(([name]) => name)).size !== fields.length) return undefined;
  const values = new Map(fields);
  const value = values.get(own) ?? "";
  const named = values.get("account");
  if (!shape.test(value) || (named !== undefined && !account.test(named))) return undefined;
  return { ...shown(path, value), account: named };
}

const parameters: ReadonlyMap<string, readonly [name: string, shape: RegExp]> = new Map([
  ["/transfer", ["domain", domain]],
  ["/order", ["id", id]],
  ["/result", ["proc-id", id]],
]);

function shown(path: string, value: string) {
  if (path === "/transfer") return { shows: "transfer", domain: value.toLowerCase() } as const;
  return path === "/order"
    ? ({ shows: "order", orderId: value } as const)
    : ({ shows: "result", procId: value } as const);
}
