import * as z from "zod/mini";
import { readShape } from "./shape";

/** Where a step stands: behind, now, to come, possible at the side of the way, or no longer on it. */
const place = z.enum(["passed", "present", "ahead", "possible", "off", "unclear"]);

const step = z.object({
  /** As DMAPI spells it. */
  state: z.string(),
  title: z.string(),
  /** What happens in it, who acts and how long it may last. */
  text: z.string(),
  /** When it was seen first; empty if never. */
  seen: z.string(),
  place,
  /** The place in words, for those who cannot see how the step is drawn. */
  said: z.string(),
  /** True for a step beside the straight way. */
  aside: z.boolean(),
});

/** Something known, in words; with a name for its copy button where it is worth copying. */
const fact = z.object({ label: z.string(), value: z.string(), copy: z.string() });

const action = z.object({
  name: z.enum(["resendFoa", "cancel"]),
  title: z.string(),
  /** Why it cannot be done now; empty when it can. */
  obstacle: z.string(),
});

/** Everything the page of one transfer shows, all texts in the user's language. */
const show = z.object({
  type: z.literal("show"),
  /** What a new page is restored from: nothing more is kept in the page. */
  account: z.object({ id: z.string(), name: z.string() }),
  domain: z.string(),
  /** The state in plain words, as sent, and which step it is. */
  headline: z.object({ title: z.string(), state: z.string(), step: z.string() }),
  /** What stands above everything else, such as that the transfer is gone; empty for nothing. */
  notice: z.object({ text: z.string(), kind: z.enum(["none", "info", "error"]) }),
  busy: z.boolean(),
  facts: z.array(fact),
  actions: z.array(action),
  phases: z.array(z.object({ title: z.string(), steps: z.array(step) })),
  /** The last reply as sent; empty before the first. */
  reply: z.string(),
  strings: z.object({
    refresh: z.string(),
    copy: z.string(),
    copied: z.string(),
    copyReply: z.string(),
    facts: z.string(),
    path: z.string(),
    reply: z.string(),
    actions: z.string(),
    busy: z.string(),
  }),
});

/** What the extension tells the page. */
export type TransferShown = z.infer<typeof show>;
export type StepShown = z.infer<typeof step>;

const ready = z.object({ type: z.literal("ready") });
const refresh = z.object({ type: z.literal("refresh") });
const act = z.object({ type: z.literal("act"), action: z.enum(["resendFoa", "cancel"]) });
/** Put what stands beside this label on the clipboard, or the whole reply. */
const copy = z.object({ type: z.literal("copy"), what: z.string().check(z.maxLength(200)) });
/** The user did something in the page, so it is to stay. */
const used = z.object({ type: z.literal("used") });
const problem = z.object({ type: z.literal("problem"), text: z.string().check(z.maxLength(2000)) });

/** What the page tells the extension. */
const pageMessage = z.discriminatedUnion("type", [ready, refresh, act, copy, used, problem]);
export type TransferPageMessage = z.infer<typeof pageMessage>;
export type TransferAction = z.infer<typeof act>["action"];

const pageState = z.object({ version: z.literal(1), account: z.string(), domain: z.string() });

/** What a page keeps over a reload of the window: which transfer of whom it shows, and nothing of it. */
export type TransferPageState = z.infer<typeof pageState>;

type Report = (why: string) => void;

/** Reads what the extension sent to a page; undefined, with the reason through `report`, if it is something else. */
export function readTransferShown(data: unknown, report: Report): TransferShown | undefined {
  return readShape(show, data, report);
}

/** Reads what a page sent; undefined, with the reason through `report`, if it is something else. */
export function readTransferPageMessage(data: unknown, report: Report): TransferPageMessage | undefined {
  return readShape(pageMessage, data, report);
}

/** Reads what a page kept; undefined, with the reason through `report`, if it is of another version. */
export function readTransferPageState(data: unknown, report: Report): TransferPageState | undefined {
  return readShape(pageState, data, report);
}
