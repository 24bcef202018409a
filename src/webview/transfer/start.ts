import "../base.css";
import "./transfer.css";
import { readTransferShown, type TransferPageMessage, type TransferPageState } from "../../messages/transfer";
import { keepFocus } from "../focus";
import { TransferPage } from "./page";

/** Shows what the extension sends; tells the extension that the page is there. */
function start(): void {
  const api = acquireVsCodeApi();
  const post = (message: TransferPageMessage) => api.postMessage(message);
  const report = (text: string) => post({ type: "problem", text: text.slice(0, 2000) });
  const page = new TransferPage(document.body, post);
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const shown = readTransferShown(data, report);
    if (!shown) return;
    api.setState({ version: 1, account: shown.account.id, domain: shown.domain } satisfies TransferPageState);
    page.show(shown);
  });
  window.addEventListener("error", ({ message }) => report(message));
  window.addEventListener("unhandledrejection", ({ reason }) => report(String(reason)));
  const used = () => post({ type: "used" });
  for (const event of ["pointerdown", "keydown"]) window.addEventListener(event, used, { once: true });
  keepFocus();
  post({ type: "ready" });
}

start();
