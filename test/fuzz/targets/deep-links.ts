import assert from "node:assert/strict";
import { parseDeepLink } from "../../../src/deep-links/deep-link";
import type { FuzzTarget } from "../fuzz-target";
import { mutateText } from "../mutate";

type Link = readonly [path: string, query: string];
const links: readonly [Link, ...Link[]] = [
  ["/transfer", "domain=example.com"],
  ["/transfer", "domain=b%C3%BCcher.example&account=someone"],
  ["/order", "id=4711"],
  ["/result", "proc-id=815&account=6f9619ff-8b86-4d01-b42d-00cf4fc964ff"],
];

/** A link names one target in plain characters, or it is none. */
export const deepLinks: FuzzTarget = {
  name: "deep-links",
  run: (random) => {
    const [path, query] = random.pick(links);
    const link = parseDeepLink(random.oneIn(8) ? mutateText(path, random) : path, mutateText(query, random));
    if (!link) return;
    const target = link.kind === "transfer" ? link.domain : link.kind === "order" ? link.orderId : link.procId;
    for (const text of [target, link.account ?? "x"]) assert.match(text, /^[^\p{C}\p{Zl}\p{Zp}]{1,253}$/u);
    assert.match(target, link.kind === "transfer" ? /^[^\s/?#%&=*:"<>]+\.[^\s/?#%&=*:"<>]+$/ : /^\d{1,20}$/);
  },
};
