import * as z from "zod/mini";
import { parseMessage } from "./parse-message";

/**
 * The position of a step: done, current, rejected, the last one seen, where the transfer was canceled, upcoming, a possible
 * detour, skipped, or unknown.
 */
const stepPositionSchema = z.enum([
  "passed",
  "present",
  "rejected",
  "last",
  "canceled",
  "ahead",
  "possible",
  "off",
  "unclear",
]);

const stepSchema = z.object({
  /** As DMAPI spells it. */
  state: z.string(),
  title: z.string(),
  /** What happens in this state, who acts and how long it may take. */
  text: z.string(),
  /** When the state was first seen; empty if never. */
  firstSeen: z.string(),
  place: stepPositionSchema,
  /** The position as text, for screen readers. */
  positionLabel: z.string(),
  /** True for a step that is not part of the normal course. */
  isDetour: z.boolean(),
});

/** A phase of the path; `rejected` ends the transfer in it. */
const phaseSchema = z.object({
  title: z.string(),
  status: z.enum(["done", "current", "rejected", "canceling", "last", "upcoming", "skipped", "unclear"]),
  /** The status as text. */
  statusLabel: z.string(),
  steps: z.array(stepSchema),
});

/** A labeled value, with a name for its copy button if it can be copied. */
const factSchema = z.object({ label: z.string(), value: z.string(), copy: z.string() });

const actionSchema = z.object({
  name: z.enum(["resendFoa", "cancel"]),
  title: z.string(),
  /** Why the action is disabled; empty if it is enabled. */
  disabledReason: z.string(),
  /** What is worth knowing before it, such as to whom it sends; may be empty. */
  note: z.string(),
  /** True for the one action that helps now. */
  isPrimary: z.boolean(),
});

/** The view model of the transfer page, all texts in the user's language. */
const viewModelSchema = z.object({
  type: z.literal("show"),
  /** Stored in the page's state together with the domain, to restore the page; nothing else is. */
  account: z.object({ id: z.string(), name: z.string() }),
  domain: z.string(),
  /** The domain in its script. */
  displayDomain: z.string(),
  /**
   * The state as text, whose turn it is, until when, and what the user can do; the last three may be empty. `copy` names the
   * value that helps now, empty for none.
   */
  headline: z.object({
    title: z.string(),
    turn: z.string(),
    deadline: z.string(),
    advice: z.string(),
    copy: z.enum(["", "owner"]),
    tone: z.enum(["normal", "attention", "error", "done"]),
  }),
  /** Why the last request failed, which the page says at its top; empty if it did not. */
  error: z.string(),
  busy: z.boolean(),
  facts: z.array(factSchema),
  actions: z.array(actionSchema),
  phases: z.array(phaseSchema),
  /** The last reply as received; empty before the first. */
  reply: z.string(),
  strings: z.object({
    refresh: z.string(),
    copy: z.string(),
    copied: z.string(),
    copyReply: z.string(),
    copyOwner: z.string(),
    facts: z.string(),
    path: z.string(),
    reply: z.string(),
    actions: z.string(),
    busy: z.string(),
    help: z.string(),
  }),
});

/** The message from the extension to the page. */
export type TransferViewModel = z.infer<typeof viewModelSchema>;
export type StepViewModel = z.infer<typeof stepSchema>;
export type PhaseViewModel = z.infer<typeof phaseSchema>;

const readySchema = z.object({ type: z.literal("ready") });
const refreshSchema = z.object({ type: z.literal("refresh") });
const actSchema = z.object({ type: z.literal("act"), action: z.enum(["resendFoa", "cancel"]) });
/** Copy the value with this name, or the whole reply, to the clipboard. */
const copySchema = z.object({ type: z.literal("copy"), what: z.string().check(z.maxLength(200)) });
/** Open the page that explains all states. */
const helpSchema = z.object({ type: z.literal("help") });
/** The user interacted with the page, so it is no longer a preview. */
const usedSchema = z.object({ type: z.literal("used") });
const problemSchema = z.object({ type: z.literal("problem"), text: z.string().check(z.maxLength(2000)) });

/** A message from the page to the extension. */
const panelMessageSchema = z.discriminatedUnion("type", [
  readySchema,
  refreshSchema,
  actSchema,
  copySchema,
  helpSchema,
  usedSchema,
  problemSchema,
]);
export type TransferPanelMessage = z.infer<typeof panelMessageSchema>;
export type TransferAction = z.infer<typeof actSchema>["action"];

const panelStateSchema = z.object({ version: z.literal(1), account: z.string(), domain: z.string() });

/** The page's state across reloads of the window: the account and the domain, without data of the transfer. */
export type TransferPanelState = z.infer<typeof panelStateSchema>;

type ReportProblem = (why: string) => void;

/** Parses a message from the extension; undefined, with the reason through `report`, if it is invalid. */
export function parseTransferViewModel(data: unknown, report: ReportProblem): TransferViewModel | undefined {
  return parseMessage(viewModelSchema, data, report);
}

/** Parses a message from the page; undefined, with the reason through `report`, if it is invalid. */
export function parseTransferPanelMessage(data: unknown, report: ReportProblem): TransferPanelMessage | undefined {
  return parseMessage(panelMessageSchema, data, report);
}

/** Parses the stored state of a page; undefined, with the reason through `report`, if it is of another version. */
export function parseTransferPanelState(data: unknown, report: ReportProblem): TransferPanelState | undefined {
  return parseMessage(panelStateSchema, data, report);
}
