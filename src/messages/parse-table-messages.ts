import { hostMessageSchema, type HostMessage } from "./host-messages";
import { parseMessage } from "./parse-message";
import { panelMessageSchema, type PanelMessage } from "./panel-messages";

/** Parses a message from the extension; undefined, with the reason through `report`, if it is not a known one. */
export function parseHostMessage(data: unknown, report: (why: string) => void): HostMessage | undefined {
  return parseMessage(hostMessageSchema, data, report);
}

/** Parses a message from the page; undefined, with the reason through `report`, if it is not a known one. */
export function parsePanelMessage(data: unknown, report: (why: string) => void): PanelMessage | undefined {
  return parseMessage(panelMessageSchema, data, report);
}
