import "./base.css";
import "./orders.css";
import "./grid/grid.css";
import "./picture/picture.css";
import "./query/query.css";
import "./totals/totals.css";
import { parseHostMessage } from "../messages/parse";
import type { TableMessage } from "../messages/table";
import { newestState } from "../messages/table";
import { OrderTable, type Host } from "./app";
import { keepFocus } from "./focus";
import { Keeper } from "./keeper";
import { readState } from "./state";

/** Starts the table when the extension has sent what it needs; tells the extension that the page is there. */
function start(): void {
  const api = acquireVsCodeApi();
  const post = (message: TableMessage) => api.postMessage(message);
  const report = (text: string) => post({ type: "problem", text: text.slice(0, 2000) });
  let table: OrderTable | undefined;
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = parseHostMessage(data, report);
    if (message?.type === "init") {
      const kept = newestState(api.getState(), message.kept);
      const keeper = new Keeper(kept?.revision ?? 0, {
        page: (state) => void api.setState(state),
        extension: (state) => post({ type: "keep", state }),
      });
      const { table: id, account } = message;
      const host: Host = { post, keep: (state) => keeper.keep({ ...state, table: id, account: account.id }) };
      table = new OrderTable(message, readState(kept), host);
      table.mount(document.body);
    } else if (message) {
      table?.receive(message);
    }
  });
  window.addEventListener("error", ({ message }) => report(message));
  window.addEventListener("unhandledrejection", ({ reason }) => report(String(reason)));
  keepFocus();
  post({ type: "ready" });
}

start();
