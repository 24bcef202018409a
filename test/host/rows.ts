import type * as vscode from "vscode";
import type { Node } from "../../src/views/forest";
import type { ResourceTree } from "../../src/views/tree";

/** A row with its item. */
export interface Shown extends vscode.TreeItem {
  readonly node: Node;
}

/** The rows at the top of a tree, or below one of them. */
export function shownIn(tree: ResourceTree<unknown>, node?: Node): Shown[] {
  return tree.getChildren(node).map((child) => Object.assign(tree.getTreeItem(child), { node: child }));
}

/** The rows of a tree that are about one thing each, those in groups too, in the order they are shown. */
export function leavesOf(tree: ResourceTree<unknown>): Shown[] {
  return shownIn(tree).flatMap((row) => (row.contextValue === "group" ? shownIn(tree, row.node) : [row]));
}

/** What hovering over a row tells. */
export async function hoverOver(tree: ResourceTree<unknown>, { node, ...item }: Shown): Promise<string> {
  const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
  const { tooltip } = await tree.resolveTreeItem(item, node, never);
  return typeof tooltip === "string" ? tooltip : (tooltip?.value ?? "");
}

/** What a tree asks VS Code to draw anew while something is done. */
export async function firedBy(tree: ResourceTree<unknown>, done: () => unknown): Promise<("all" | string[])[]> {
  const fired: ("all" | string[])[] = [];
  const listener = tree.onDidChangeTreeData((nodes?: Node[]) => fired.push(nodes?.map(({ id }) => id) ?? "all"));
  await done();
  listener.dispose();
  return fired;
}

export function labels(rows: readonly vscode.TreeItem[]) {
  return rows.map(({ label }) => label);
}

/** A card as it is read. */
export function plainText(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
