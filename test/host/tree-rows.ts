import type * as vscode from "vscode";
import type { TreeNode } from "../../src/views/node-store";
import type { ResourceTree } from "../../src/views/resource-tree";

/** A tree item with its node. */
export interface TreeRow extends vscode.TreeItem {
  readonly node: TreeNode;
}

/** The rows at the top of a tree, or below one of them. */
export function getRows(tree: ResourceTree<unknown>, node?: TreeNode): TreeRow[] {
  return tree.getChildren(node).map((child) => Object.assign(tree.getTreeItem(child), { node: child }));
}

/** The rows of a tree without its groups, in display order. */
export function getLeafRows(tree: ResourceTree<unknown>): TreeRow[] {
  return getRows(tree).flatMap((row) => (row.contextValue === "group" ? getRows(tree, row.node) : [row]));
}

/** The tooltip of a row. */
export async function getTooltip(tree: ResourceTree<unknown>, { node, ...item }: TreeRow): Promise<string> {
  const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
  const { tooltip } = await tree.resolveTreeItem(item, node, never);
  return typeof tooltip === "string" ? tooltip : (tooltip?.value ?? "");
}

/** Records which nodes a tree updates during an action. */
export async function recordTreeChanges(
  tree: ResourceTree<unknown>,
  done: () => unknown,
): Promise<("all" | string[])[]> {
  const fired: ("all" | string[])[] = [];
  const listener = tree.onDidChangeTreeData((nodes?: TreeNode[]) => fired.push(nodes?.map(({ id }) => id) ?? "all"));
  await done();
  listener.dispose();
  return fired;
}

/** What a row is about, such as a domain: its label without the amount or the reason before it. */
export function nameOf({ label }: vscode.TreeItem): string {
  return (typeof label === "string" ? label : (label?.label ?? "")).split(" · ").at(-1) ?? "";
}

/** The row about something, such as a domain. */
export function findRow<T extends vscode.TreeItem>(rows: readonly T[], name: string): T | undefined {
  return rows.find((row) => nameOf(row) === name);
}

export function labelsOf(rows: readonly vscode.TreeItem[]) {
  return rows.map(({ label }) => label);
}

/** Decodes the entities of a tooltip. */
export function plainText(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
