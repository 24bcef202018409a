import "../shared/base.css";
import "./order-table.css";
import "./grid/grid.css";
import "./chart/chart.css";
import "./query/query.css";
import "./totals/totals.css";
import type { PanelMessage } from "../../messages/panel-messages";
import { selectNewestState } from "../../messages/panel-messages";
import { OrderTableApp, type AppHost } from "./order-table-app";
import { restoreFocusOnReturn } from "../shared/focus-restore";
import { StateSaver } from "./state-saver";
import { parseTableState } from "./table-state";
import { parseHostMessage } from "../../messages/host-messages";

/** Tells the extension that the page is ready; creates the app when the init message arrives. */
function start(): void {
  const api = acquireVsCodeApi();
  const post = (message: PanelMessage) => api.postMessage(message);
  const reportProblem = (text: string) => post({ type: "problem", text: text.slice(0, 2000) });
  let app: OrderTableApp | undefined;
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = parseHostMessage(data, reportProblem);
    if (message?.type === "init") {
      const savedState = selectNewestState(api.getState(), message.savedState);
      const stateSaver = new StateSaver(savedState?.revision ?? 0, {
        page: (state) => void api.setState(state),
        extension: (state) => post({ type: "keep", state }),
      });
      const { table: id, account } = message;
      const host: AppHost = {
        post,
        saveState: (state) => stateSaver.save({ ...state, table: id, account: account.id }),
      };
      app = new OrderTableApp(message, parseTableState(savedState), host);
      app.mount(document.body);
    } else if (message) {
      app?.receive(message);
    }
  });
  window.addEventListener("error", ({ message }) => reportProblem(message));
  window.addEventListener("unhandledrejection", ({ reason }) => reportProblem(String(reason)));
  restoreFocusOnReturn();
  post({ type: "ready" });
}

start();
