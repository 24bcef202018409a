import * as vscode from "vscode";

/** VS Code's own network settings, read anew at each call. A value of the wrong type counts as not set. */
export function networkSettings() {
  const http = vscode.workspace.getConfiguration("http");
  const noProxy = http.get<unknown>("noProxy");
  return {
    proxySupport: http.get<unknown>("proxySupport") !== "off",
    proxy: textOf(http.get("proxy")),
    noProxy: Array.isArray(noProxy) ? noProxy.map(textOf) : [],
    proxyAuthorization: textOf(http.get("proxyAuthorization")),
    proxyStrictSSL: http.get<unknown>("proxyStrictSSL") !== false,
    systemCertificates: http.get<unknown>("systemCertificates") !== false,
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
