import { hostMessage, type HostMessage } from "./host";
import { readShape } from "./shape";
import { tableMessage, type TableMessage } from "./table";

/** Reads what the extension sent; tells why through `report` and gives undefined if it is not a known message. */
export function parseHostMessage(data: unknown, report: (why: string) => void): HostMessage | undefined {
  return readShape(hostMessage, data, report);
}

/** Reads what the table sent; tells why through `report` and gives undefined if it is not a known message. */
export function parseTableMessage(data: unknown, report: (why: string) => void): TableMessage | undefined {
  return readShape(tableMessage, data, report);
}
