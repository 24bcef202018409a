import "./base.css";
import "./orders.css";
import "./grid/grid.css";
import "./picture/picture.css";
import "./query/query.css";
import "./totals/totals.css";
import { parseHostMessage } from "../messages/parse";
import type { TableMessage } from "../messages/table";
import { OrderTable, type Host } from "./app";
import { readState } from "./state";

/** Starts the table when the extension has sent what it needs; tells the extension that the page is there. */
function start(): void {
  const api = acquireVsCodeApi();
  const post = (message: TableMessage) => api.postMessage(message);
  const report = (text: string) => post({ type: "problem", text: text.slice(0, 2000) });
  const host: Host = { post, keep: (state) => void api.setState(state) };
  let table: OrderTable | undefined;
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = parseHostMessage(data, report);
    if (message?.type === "init") {
      table = new OrderTable(message, readState(api.getState()), host);
      table.mount(document.body);
    } else if (message) {
      table?.receive(message);
    }
  });
  window.addEventListener("error", ({ message }) => report(message));
  window.addEventListener("unhandledrejection", ({ reason }) => report(String(reason)));
  post({ type: "ready" });
}

start();
