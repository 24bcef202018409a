import "../shared/base.css";
import "./transfer.css";
import {
  parseTransferViewModel,
  type TransferPanelMessage,
  type TransferPanelState,
} from "../../messages/transfer-messages";
import { restoreFocusOnReturn } from "../shared/focus-restore";
import { TransferApp } from "./transfer-app";

/** Tells the extension that the page is ready, and renders each message. */
function start(): void {
  const api = acquireVsCodeApi();
  const post = (message: TransferPanelMessage) => api.postMessage(message);
  const reportProblem = (text: string) => post({ type: "problem", text: text.slice(0, 2000) });
  const app = new TransferApp(document.body, post);
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const model = parseTransferViewModel(data, reportProblem);
    if (!model) return;
    api.setState({ version: 1, account: model.account.id, domain: model.domain } satisfies TransferPanelState);
    app.render(model);
  });
  window.addEventListener("error", ({ message }) => reportProblem(message));
  window.addEventListener("unhandledrejection", ({ reason }) => reportProblem(String(reason)));
  const reportUse = () => post({ type: "used" });
  for (const event of ["pointerdown", "keydown"]) window.addEventListener(event, reportUse, { once: true });
  restoreFocusOnReturn();
  post({ type: "ready" });
}

start();
